"""Articles are withdrawn and renamed and records merged by one command each, with a small diff."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from broadsheet.cli import cli
from broadsheet.problems import BroadsheetError
from broadsheet.records import Entity
from tests.conftest import ARTICLE, Project
from tests.making import examine

CLAIM = "2024-05-harbour#c-0123abcd"


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--root", str(root)], standalone_mode=False)


def refused(root: Path, *arguments: str) -> str:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    error = run(root, *arguments).exception
    assert isinstance(error, BroadsheetError)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    return str(error.problems[0])


def test_an_article_is_withdrawn_in_two_lines_of_its_sidecar(project: Project) -> None:
    sidecar = "# What is known of it.\nlanguage: en   # as printed\n"
    root = project({"articles/2024-05-harbour.yml": sidecar})
    done = run(root, "withdraw", "2024-05-harbour", "--reason", "Its publisher asked for it: all of it.")
    assert done.output == "2024-05-harbour is withdrawn\nwrote corpus/articles/2024-05-harbour.yml\n"
    assert (root / "corpus/articles/2024-05-harbour.yml").read_text() == (
        f"{sidecar}status: withdrawn\nwithdrawn_reason: 'Its publisher asked for it: all of it.'\n"
    )


def test_an_article_is_not_withdrawn_for_no_reason(project: Project) -> None:
    root = project()
    done = run(root, "withdraw", "2024-05-harbour", "--reason", " ")
    assert "--reason is missing" in str(done.exception)
    assert not (root / "corpus/articles/2024-05-harbour.yml").exists()


def test_an_article_without_a_sidecar_gets_one_when_it_is_withdrawn(project: Project) -> None:
    root = project()
    run(root, "withdraw", "2024-05-harbour", "--reason", "Asked for.")
    assert examine(root)[2] == []


def test_a_renamed_article_takes_all_that_names_it_along(project: Project) -> None:
    decisions = f"# Two reports of one sentence.\njoin:\n- a: {CLAIM}\n  b: x-{CLAIM}   # another one\n"
    topics = f"- id: roads\n  name: Roads\n  words: [bridge]\n  opposed:\n  - {{a: '{CLAIM}', b: '{CLAIM}'}}\n"
    root = project(
        {
            "articles/2024/2024-05-harbour.yml": "language: en\n",
            "articles/2024/2024-05-harbour.txt": ARTICLE,
            "articles/2024-05-harbour.txt": None,
            "decisions.yml": decisions,
            "topics.yml": topics,
            "redirects.yml": "# Moved.\n- from: first\n  to: 2024-05-harbour\n",
        }
    )
    done = run(root, "rename", "2024-05-harbour", "2024-06-harbour", "--why", "It was June.")
    assert done.exception is None
    assert sorted(p.name for p in (root / "corpus/articles/2024").iterdir()) == [
        "2024-06-harbour.txt",
        "2024-06-harbour.yml",
    ]
    new = CLAIM.replace("-05-", "-06-")
    assert (root / "corpus/decisions.yml").read_text() == decisions.replace(f"a: {CLAIM}", f"a: {new}")
    assert (root / "corpus/topics.yml").read_text() == topics.replace(CLAIM, new)
    assert (root / "corpus/redirects.yml").read_text() == (
        "# Moved.\n- from: first\n  to: 2024-06-harbour\n"
        "- from: 2024-05-harbour\n  to: 2024-06-harbour\n  why: It was June.\n"
    )


def test_nothing_leads_on_from_an_id_that_nobody_has_seen(project: Project) -> None:
    root = project()
    run(root, "rename", "2024-05-harbour", "2024-06-harbour", "--unpublished")
    assert [p.name for p in (root / "corpus/articles").iterdir()] == ["2024-06-harbour.txt"]
    assert not (root / "corpus/redirects.yml").exists()


def test_an_article_gets_no_id_that_is_none_or_was_anothers(project: Project) -> None:
    root = project({"redirects.yml": "- {from: gone, to: other}\n", "published.yml": "- id: old\n"})
    assert "no id" in refused(root, "rename", "2024-05-harbour", "June")
    assert "'gone' is taken" in refused(root, "rename", "2024-05-harbour", "gone")
    assert "'old' is taken" in refused(root, "rename", "2024-05-harbour", "old")
    assert "there is no 'June'; ids are file names" in refused(root, "rename", "June", "july")
    assert "did you mean 2024-05-harbour?" in refused(root, "rename", "2024-05-harbor", "july")


def test_an_article_gets_an_id_again_that_it_had(project: Project) -> None:
    redirects = (
        "# Moved.\n- from: first   # of all\n  to: 2024-05-harbour\n\n# Later.\n- from: x\n  to: 2024-05-harbour\n"
    )
    root = project({"redirects.yml": redirects})
    assert run(root, "rename", "2024-05-harbour", "2024-06-harbour").exception is None
    assert run(root, "rename", "2024-06-harbour", "2024-05-harbour").exception is None
    back = "- from: 2024-06-harbour\n  to: 2024-05-harbour\n"
    assert (root / "corpus/redirects.yml").read_text() == redirects + back
    assert run(root, "rename", "2024-05-harbour", "first", "--unpublished").exception is None
    left = redirects.replace("- from: first   # of all\n  to: 2024-05-harbour\n", "") + back
    assert (root / "corpus/redirects.yml").read_text() == left.replace("to: 2024-05-harbour", "to: first")


def test_where_a_file_is_in_the_way_everything_stays_as_it_was(project: Project) -> None:
    root = project()
    (root / "corpus/articles/2024-06-harbour.txt").symlink_to("nowhere")
    with pytest.raises(BroadsheetError):
        raise run(root, "rename", "2024-05-harbour", "2024-06-harbour").exception or AssertionError
    assert (root / "corpus/articles/2024-05-harbour.txt").read_text() == ARTICLE
    assert not (root / "corpus/redirects.yml").exists()


def test_an_article_that_is_a_line_is_left_to_a_person(project: Project) -> None:
    root = project({"articles/all.jsonl": '{"id": "ferry", "text": "The ferry stops."}\n'})
    assert "all.jsonl:1:1: EDIT" in refused(root, "withdraw", "ferry", "--reason", "Asked for.")


def test_a_withdrawn_article_is_published_again(project: Project) -> None:
    sidecar = "# What is known of it.\nlanguage: en   # as printed\n"
    root = project({"articles/2024-05-harbour.yml": sidecar})
    run(root, "withdraw", "2024-05-harbour", "--reason", "Its publisher asked for it.")
    done = run(root, "withdraw", "2024-05-harbour", "--undo")
    assert done.output == "2024-05-harbour is published again\nwrote corpus/articles/2024-05-harbour.yml\n"
    assert (root / "corpus/articles/2024-05-harbour.yml").read_text() == sidecar
    again = run(root, "withdraw", "2024-05-harbour", "--undo")
    assert again.output == "nothing to do: 2024-05-harbour is not withdrawn\n"
    assert "takes no --reason" in str(run(root, "withdraw", "x", "--undo", "--reason", "No.").exception)


def test_what_is_gone_is_not_published_again(project: Project) -> None:
    root = project()
    run(root, "withdraw", "2024-05-harbour", "--reason", "Asked for.")
    (root / "corpus/articles/2024-05-harbour.txt").unlink()
    said = refused(root, "withdraw", "2024-05-harbour", "--undo")
    assert "2024-05-harbour.yml:1:1: SIDECAR-ALONE has no article beside it; put its raw file back" in said


RECORDS = """# The council.
- id: ada-lindqvist
  name: Ada Lindqvist
  type: person
- id: lindqvist-person
  name: Lindqvist
  type: person
  status: proposed   # by the machine
- {id: northport, name: Northport, type: place}
- {id: north-quay, name: North Quay, type: place}
"""


def test_of_two_records_one_leads_to_the_other(project: Project) -> None:
    root = project({"entities.yml": RECORDS})
    assert run(root, "merge", "lindqvist-person", "ada-lindqvist").output == (
        "lindqvist-person leads to ada-lindqvist\nwrote corpus/entities.yml\n"
    )
    assert (root / "corpus/entities.yml").read_text() == RECORDS.replace(
        "status: proposed   # by the machine", "merged_into: ada-lindqvist"
    )
    assert "leads to 'ada-lindqvist' already" in refused(root, "merge", "ada-lindqvist", "lindqvist-person")
    assert "are one record" in refused(root, "merge", "Northport", "northport")
    assert "there is no record 'Ada'; did you mean ada-lindqvist?" in refused(root, "merge", "Ada", "northport")
    assert "did you mean northport?" in refused(root, "confirm", "Nortport")
    assert "there is no record 'Xu'; give its id" in refused(root, "confirm", "Xu")
    assert "by hand: `merged_into: north-quay`" in refused(root, "merge", "northport", "north-quay")


def test_a_record_stands_for_itself_again(project: Project) -> None:
    root = project({"entities.yml": RECORDS})
    run(root, "merge", "lindqvist-person", "ada-lindqvist")
    assert run(root, "merge", "lindqvist-person", "--undo").output == (
        "lindqvist-person stands for itself again, no longer for ada-lindqvist\nwrote corpus/entities.yml\n"
    )
    assert (root / "corpus/entities.yml").read_text() == RECORDS.replace(
        "  status: proposed   # by the machine\n", ""
    )
    assert "nothing to do" in run(root, "merge", "lindqvist-person", "--undo").output
    for given in (["lindqvist-person"], ["lindqvist-person", "ada-lindqvist", "--undo"]):
        assert "name the record that it leads to, or --undo" in str(run(root, "merge", *given).exception)


def test_a_record_in_a_file_of_the_folder_is_merged_there(project: Project) -> None:
    root = project({"entities.yml": RECORDS, "entities/more.yml": "- id: ada-l\n  name: Ada L.\n  type: person\n"})
    assert run(root, "merge", "ada-l", "lindqvist-person").output == (
        "ada-l leads to lindqvist-person\nwrote corpus/entities/more.yml\n"
    )
    assert (root / "corpus/entities/more.yml").read_text().endswith("  merged_into: lindqvist-person\n")


def test_records_are_confirmed_by_id_or_name(project: Project) -> None:
    more = "- id: strelsau\n  name: Strelsau\n  type: place\n  status: proposed\n"
    root = project({"entities.yml": RECORDS, "entities/more.yml": more})
    done = run(root, "confirm", "strelsau", "LINDQVIST", "ada-lindqvist", "lindqvist-person")
    assert done.output == (
        "strelsau is confirmed\nlindqvist-person is confirmed\n"
        "wrote corpus/entities/more.yml\nwrote corpus/entities.yml\n"
    )
    assert (root / "corpus/entities.yml").read_text() == RECORDS.replace(
        "  status: proposed   # by the machine\n", ""
    )
    assert (root / "corpus/entities/more.yml").read_text() == more.replace("  status: proposed\n", "")
    assert "nothing to do" in run(root, "confirm", "Strelsau").output


def test_records_are_rejected_and_taken_back_and_are_something_else(project: Project) -> None:
    root = project({"entities.yml": RECORDS})
    assert run(root, "reject", "lindqvist-person").output == (
        "lindqvist-person is rejected: nobody and nothing is called so\nwrote corpus/entities.yml\n"
    )
    assert read(root)["lindqvist-person"].status == "rejected"
    assert "nothing to do" in run(root, "reject", "lindqvist-person").output
    for _ in range(2):
        done = run(root, "confirm", "--type", "organisation", "lindqvist-person")
        record = read(root)["lindqvist-person"]
        assert (record.type, record.status) == ("organisation", "confirmed")
    assert "nothing to do" in done.output
    assert "there is no record" in refused(root, "reject", "nobody at all")


def test_what_is_rejected_is_in_no_export_and_not_suggested_again(project: Project, tmp_path: Path) -> None:
    root = project({"entities.yml": "[]\n", "articles/a.txt": ARTICLE})
    run(root, "suggest", "--write")
    proposed = [name for name, entity in read(root).items() if entity.name == "Ada Lindqvist"]
    assert len(proposed) == 1
    assert run(root, "reject", *proposed).exception is None
    assert run(root, "suggest", "--write").exception is None
    assert [e.status for e in read(root).values() if e.name == "Ada Lindqvist"] == ["rejected"]
    for out in ("rejected", "confirmed"):
        assert run(root, "export", "--format", "jsonl", "--out", str(tmp_path / out)).exception is None
        lines = (tmp_path / out / "data/entities.jsonl").read_text().splitlines()
        names = [json.loads(line)["name"] for line in lines]
        assert ("Ada Lindqvist" in names) == (out == "confirmed")
        run(root, "confirm", *proposed)


def read(root: Path) -> dict[str, Entity]:
    return {entity.id: entity for entity in examine(root)[0].entities}


def test_a_name_that_two_records_have_is_no_answer(project: Project) -> None:
    twice = "- id: zenda\n  name: Zenda\n  type: place\n- id: zenda-castle\n  name: Zenda\n  type: organisation\n"
    root = project({"entities.yml": twice})
    assert "is the name of zenda, zenda-castle" in refused(root, "confirm", "zEnda")


def test_what_people_have_confirmed_is_not_rejected(project: Project) -> None:
    root = project({"entities.yml": "- {id: ada, name: Ada Lindqvist, type: person}\n"})
    assert "ENTITY-STANDS 'ada' is no proposal: it is confirmed" in refused(root, "reject", "ada")


def test_a_place_does_not_lead_to_a_person(project: Project) -> None:
    records = "- {id: ada, name: Ada, type: person}\n- {id: ada-place, name: Ada, type: place, status: proposed}\n"
    said = refused(project({"entities.yml": records}), "merge", "ada-place", "ada")
    assert "'ada-place' is a place, and 'ada' a person" in said
    assert "confirm --type person ada-place" in said


def test_who_withdraws_an_article_again_is_told_so(project: Project) -> None:
    root = project()
    assert run(root, "withdraw", "2024-05-harbour", "--reason", "Asked for.").exception is None
    again = run(root, "withdraw", "2024-05-harbour", "--reason", "Another reason.")
    assert "was withdrawn already; the reason is another now" in again.output
