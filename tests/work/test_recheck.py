"""All problems in one run, and only what changed is looked at again."""

import os
import shutil
from pathlib import Path

import pytest

from broadsheet.check import statements_of
from broadsheet.work.examination import CACHE
from broadsheet.work.recheck import recheck
from tests.conftest import ARTICLE, CONFIG, ROOT, Project
from tests.making import examine

WORST = ROOT / "tests" / "sites" / "worst"
SIDECAR = "articles/2024-05-harbour.yml"


def test_the_worst_corpus_of_all_yields_its_whole_ordered_list(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    shutil.copytree(WORST / "corpus", tmp_path / "corpus")
    (tmp_path / "corpus/articles/link.txt").symlink_to("/etc/hostname")
    (tmp_path / "corpus/articles/long.txt").write_text("word " * 250_000)
    (tmp_path / f"corpus/articles/{'a' * 100}.txt").write_text("Words.")
    said = "".join(f"{p}\n" if p.level == "error" else f"{p} (warning)\n" for p in recheck(tmp_path).problems)
    expected = WORST / "problems.txt"
    if request.config.getoption("--golden"):
        expected.write_text(said)
    assert said == expected.read_text()


def test_the_worst_corpus_says_the_same_a_second_time(tmp_path: Path) -> None:
    shutil.copytree(WORST / "corpus", tmp_path / "corpus")
    first = recheck(tmp_path)
    assert recheck(tmp_path).problems == first.problems


def test_only_the_changed_article_is_looked_at_again(project: Project) -> None:
    root = project({f"articles/2024-06-{n}.txt": ARTICLE for n in range(5)})
    assert recheck(root).looked_at == 6
    assert recheck(root).looked_at == 0
    (root / "corpus" / SIDECAR).write_text("outlett: planet\n")
    found = recheck(root)
    assert (found.looked_at, found.articles) == (1, 6)
    assert [p.code for p in found.problems] == ["SIDECAR-KEY"]


def test_what_is_registered_changes_only_the_articles_that_meet_it(project: Project) -> None:
    other = ARTICLE.replace("harbour", "airport")
    root = project({"articles/2024-06-other.txt": other + "\nMiro Kask came by, Northport Courier wrote.\n"})
    entities, outlets = root / "corpus/entities.yml", root / "corpus/outlets.yml"
    entities.write_text("- {id: strelsau, name: Strelsau, type: place}\n")
    assert recheck(root).looked_at == 2
    for path, text, looked_at in (
        (entities, "- {id: strelsau, name: Strelsau, type: place, note: A town., wikidata: Q1}\n", 0),
        (
            entities,
            "- {id: strelsau, name: Strelsau, type: place}\n- {id: kask, name: Miro Kask, type: person}\n",
            1,
        ),
        (entities, "- {id: kask, name: Miro Kask, type: person}\n", 0),
        (entities, "- {id: kask, name: Miro Kask, type: person, gender: male}\n", 1),
        (outlets, "- {id: planet, name: Daily Planet}\n", 0),
        (entities, "[]\n", 0),  # as at first, which is still known
        (root / "corpus/corpus.yml", CONFIG + "language: en\n", 0),
    ):
        path.write_text(text)
        assert (text, recheck(root).looked_at) == (text, looked_at)


def test_an_outlet_changes_the_articles_that_may_be_its_own(project: Project) -> None:
    body = (
        "The bridge will close on Monday for six weeks of repairs, the council said in a statement on Friday.\n\n"
    )
    named = f"{body * 3}Bridge to close for six weeks - Northport Courier\nRead More\nPost a Comment\n"
    root = project({"articles/2024-06-other.txt": named, SIDECAR: "source_url: https://www.planet.example/a\n"})
    outlets = root / "corpus/outlets.yml"
    outlets.write_text("- {id: star, name: Evening Star}\n")
    assert recheck(root).looked_at == 2
    outlets.write_text("- {id: star, name: Evening Star}\n- {id: courier, name: Northport Courier}\n")
    assert recheck(root).looked_at == 1
    outlets.write_text(
        "- {id: star, name: Evening Star}\n- {id: planet, name: Daily Planet, url: 'https://planet.example'}\n"
    )
    assert recheck(root).looked_at == 1


def test_a_warning_is_told_again_though_nothing_changed(project: Project) -> None:
    root = project({SIDECAR: "date: 2024-05\n"})
    assert [p.code for p in recheck(root).problems] == ["SIDECAR-NOTE"]
    again = recheck(root)
    assert (again.looked_at, [p.code for p in again.problems]) == (0, ["SIDECAR-NOTE"])


def test_a_mended_article_has_no_problems_left(project: Project) -> None:
    root = project({SIDECAR: "outlet: planet\n"})
    assert [p.code for p in recheck(root).problems] == ["SIDECAR-OUTLET"]
    (root / "corpus/outlets.yml").write_text("- {id: planet, name: Daily Planet}\n")
    assert recheck(root).problems == ()


def test_a_removed_article_is_missed_by_the_statement_that_names_it(project: Project) -> None:
    root = project({"articles/2024-06-copy.txt": ARTICLE})
    recheck(root)
    _, articles, _ = examine(root)
    here, there = (statements_of(article)[0] for article in articles)
    decisions = f"join:\n  - {{a: {there}, b: {here}}}\n"
    (root / "corpus/decisions.yml").write_text(decisions)
    assert recheck(root).problems == ()
    (root / "corpus/articles/2024-06-copy.txt").unlink()
    assert [p.code for p in recheck(root).problems] == ["CLAIM-UNKNOWN"]


def test_with_paths_only_these_articles_are_looked_at(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({f"articles/2024-06-{n}.yml": "" for n in range(3)})
    for n in range(3):
        (root / f"corpus/articles/2024-06-{n}.txt").write_text(ARTICLE)
    monkeypatch.chdir(root)
    found = recheck(Path("."), [Path("corpus/articles/2024-06-1.yml")])
    assert (found.looked_at, found.articles) == (1, 1)
    assert recheck(Path("."), [Path("corpus/articles")]).looked_at == 3
    everything = recheck(Path("."), [Path("corpus/corpus.yml")])
    assert (everything.looked_at, everything.articles) == (0, 4)
    (root / "corpus/entities").mkdir()
    assert recheck(Path("."), [Path("corpus/entities")]).articles == 4


def test_a_path_may_lead_through_links(project: Project) -> None:
    root = project({"articles/2024-06-copy.txt": ARTICLE})
    link = root.with_name("link")
    link.symlink_to(root)
    assert recheck(link, [link / "corpus/articles/2024-06-copy.txt"]).articles == 1
    assert recheck(link, [link / "corpus/corpus.yml"]).articles == 2


def test_a_broken_cache_is_made_anew(project: Project) -> None:
    root = project()
    recheck(root)
    kept = [path for path in (root / CACHE).rglob("*") if path.suffix == ".found"]
    assert len(kept) == 1
    whole = kept[0].read_bytes()
    for content in (b"", b"{}", whole[:-1], whole.replace(b"store-", b"strange-"), whole + b"\0"):
        kept[0].write_bytes(content)
        assert recheck(root).looked_at == 1
    assert recheck(root).looked_at == 0


def test_a_published_id_may_not_vanish(project: Project) -> None:
    root = project({"published.yml": "- id: 2024-05-harbour\n- id: 2024-04-old\n"})
    assert [(p.code, p.line) for p in recheck(root).problems] == [("ID-GONE", 2)]
    (root / "corpus/redirects.yml").write_text("- {from: 2024-04-old, to: 2024-05-harbour}\n")
    assert recheck(root).problems == ()


def test_the_words_count_and_not_the_time_of_a_file(project: Project) -> None:
    root = project()
    path = root / "corpus/articles/2024-05-harbour.txt"
    recheck(root)
    os.utime(path, (0, 0))
    assert recheck(root).looked_at == 0
    path.write_text(ARTICLE.replace("Ada", "Eda"))
    os.utime(path, (0, 0))
    assert recheck(root).looked_at == 1


def test_a_withdrawn_article_may_lose_its_text_and_keeps_its_id(project: Project) -> None:
    said = "status: withdrawn\nwithdrawn_reason: The publisher asked.\ntitle: Bridge\n"
    root = project({"articles/2024-04-old.yml": said, "published.yml": "- id: 2024-04-old\n"})
    assert recheck(root).problems == ()
    assert (recheck(root).articles, recheck(root).looked_at) == (2, 0)
    (root / "corpus/articles/2024-04-old.yml").write_text("title: Bridge\n")
    assert [p.code for p in recheck(root).problems] == ["SIDECAR-ALONE", "ID-GONE"]
