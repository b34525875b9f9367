"""A folder of files is a way in: its texts and pages are found, tried and told like the rows of a table."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from broadsheet.cli.add import add as add_command
from broadsheet.contribute import Submission
from broadsheet.contribute.folders import find_files, read_files
from broadsheet.problems import Problem
from broadsheet.work.recheck import recheck
from tests.conftest import Project

FERRY = "The ferry between the islands will not run from November to March, the harbour office said on Friday.\n"
BUS = "The bus to the old quay will run every hour from Monday on, the council said in a statement on Friday.\n"


def add(root: Path, *arguments: object) -> Result:
    options = ["--root", str(root), *map(str, arguments)]
    return CliRunner().invoke(add_command, options, standalone_mode=False)


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    """Return a folder as people collect articles in one."""
    folder = tmp_path / "collected"
    files = {
        "b.txt": BUS,
        "a/z.TXT": FERRY,
        "a/page.htm": f"<html><p>{FERRY}</html>",
        "a/notes.md": "words",
        ".git/x.txt": "words",
        ".hidden.txt": "words",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "link.txt").symlink_to(folder / "b.txt")
    (folder / "elsewhere").symlink_to(tmp_path)
    return folder


def test_the_texts_and_pages_below_a_folder_are_found_in_order(collected: Path, tmp_path: Path) -> None:
    found = list(find_files([collected, tmp_path / "none.txt"]))
    names = ["collected/a/page.htm", "collected/a/z.TXT", "collected/b.txt", "none.txt"]
    assert found == [tmp_path / name for name in names]
    rows = list(read_files(found))
    assert [row.kind if isinstance(row, Submission) else row.code for row in rows] == [
        "html",
        "text",
        "text",
        "FILE-READ",
    ]
    (collected / "empty").mkdir()
    (nothing,) = find_files([collected / "empty"])
    assert isinstance(nothing, Problem)
    assert nothing.code == "ADD-TEXT"


def test_a_folder_that_cannot_be_read_is_told(collected: Path, shut: Callable[[Path], None]) -> None:
    shut(collected / "a")
    found = list(find_files([collected]))
    assert found[0] == collected / "b.txt"
    (problem,) = (one for one in found if isinstance(one, Problem))
    assert (problem.path, problem.code) == ((collected / "a").as_posix(), "FILE-READ")


def test_a_folder_is_tried_first_and_written_when_asked(project: Project, collected: Path) -> None:
    root = project()
    (collected / "c.txt").write_bytes(b"caf\xe9\n")
    tried = add(root, collected, "--outlet", "Daily Planet")
    assert tried.return_value == 1
    assert f"{collected.as_posix()}/b.txt: corpus/articles/undated-daily-planet-the-bus-to" in tried.output
    assert f"{collected.as_posix()}/c.txt:1:4: FILE-ENCODING" in tried.output
    assert "3 articles could be added; nothing is written yet, run it again with --yes" in tried.output
    assert len(list((root / "corpus/articles").iterdir())) == 1
    assert not (root / "corpus/outlets.yml").exists()
    assert "3 articles added" in add(root, collected, "--outlet", "Daily Planet", "--yes").output
    assert len(list((root / "corpus/articles").iterdir())) == 7
    assert recheck(root).problems == ()
    again = add(root, collected, "--yes")
    assert again.output.count("ARTICLE-TWICE") == 3
    assert "no article was added" in again.output


def test_several_files_are_many_and_a_copy_among_them_is_told(project: Project, tmp_path: Path) -> None:
    root = project()
    (tmp_path / "a.txt").write_text(FERRY * 2)
    (tmp_path / "b.txt").write_text(f"\n{FERRY * 2}")
    done = add(root, tmp_path / "a.txt", tmp_path / "b.txt", "--yes")
    assert done.return_value == 1
    assert f"{(tmp_path / 'b.txt').as_posix()}:1:1: ARTICLE-TWICE" in done.output
    assert "1 article added" in done.output
    assert "1 article added" in add(root, tmp_path / "b.txt", tmp_path / "none.txt", "--yes", "--copies").output


@pytest.mark.parametrize("sources", [("-", "a.txt"), ("https://planet.example/", "a.txt"), ()])
def test_an_address_and_what_is_typed_stand_alone(project: Project, sources: tuple[str, ...]) -> None:
    done = CliRunner().invoke(add_command, ["--root", str(project()), *sources])
    assert done.exit_code == 2


@pytest.mark.parametrize("head", [b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1"])
def test_what_holds_no_plain_text_is_refused(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(head + FERRY.encode())
    (problem,) = read_files([tmp_path / "a.txt"])
    assert isinstance(problem, Problem)
    assert (problem.code, problem.message) == ("FILE-KIND", "holds pages or an archive, no plain text")


def test_what_a_project_has_or_has_made_is_not_added_to_it(tmp_path: Path) -> None:
    for name in ("corpus/articles/old.txt", "build/site/page.html", "new/ferry.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(FERRY)
    assert len([*find_files([tmp_path])]) == 3
    (tmp_path / "mkdocs.yml").write_text("")
    assert [*find_files([tmp_path])] == [tmp_path / "new/ferry.txt"]
