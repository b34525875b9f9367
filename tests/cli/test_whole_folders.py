"""An export is a whole: what is no longer given away is no longer there, and nothing else is touched."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from broadsheet.cli import beside as module
from broadsheet.cli import cli
from tests.conftest import ROOT, Project

WITHDRAWN = "status: withdrawn\nwithdrawn_reason: The publisher asked.\n"


def export(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", "--root", str(root), "--jobs", "1", "--quiet", *arguments])


def files_of(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("can_exchange", [True, False])
def test_what_was_taken_down_is_gone_from_the_next_export(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(module, "exchange", lambda a, b: False)
    root, out = (
        project({"articles/other.txt": "Ferry stops\n\nThe ferry stops, the port said.\n"}),
        tmp_path / "out",
    )
    out.mkdir()
    assert export(root, "--out", str(out)).exit_code == 0
    before = files_of(out)
    assert {path.partition("/")[0] for path in before} == {"articles", "data"}
    assert [path for path in before if "2024-05-harbour" in path and path.endswith(".annotations.jsonld")]
    (root / "corpus/articles/2024-05-harbour.txt").unlink()
    (root / "corpus/articles/2024-05-harbour.yml").write_text(WITHDRAWN)
    assert export(root, "--out", str(out)).exit_code == 0
    fresh = tmp_path / "fresh"
    assert export(root, "--out", str(fresh)).exit_code == 0
    assert files_of(out) == files_of(fresh) < before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fresh", "out", "project"]


def test_a_folder_with_anything_else_in_it_is_left_alone(project: Project, tmp_path: Path) -> None:
    root = project()
    foreign = {"data/mine.csv": "a", ".git/config": "b"}
    for name, content in foreign.items():
        out = tmp_path / name.partition("/")[0].strip(".")
        (out / name).parent.mkdir(parents=True)
        (out / name).write_text(content)
        done = export(root, "--out", str(out))
        assert done.exit_code == 2
        assert "holds what no export wrote" in done.output
        assert files_of(out) == {name}


def test_an_export_that_fails_leaves_the_last_one_as_it_was(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project()
    assert export(root).exit_code == 0
    before = files_of(root / "export")
    monkeypatch.setattr(sys.modules["broadsheet.cli.export"], "save", lambda file, folder: 1 / 0)
    assert export(root).exit_code == 1
    assert files_of(root / "export") == before
    assert sorted(p.name for p in root.iterdir() if p.name != "build") == ["corpus", "export"]


def test_a_folder_that_cannot_be_put_in_its_place_leaves_the_old_one_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (target := tmp_path / "out").mkdir()
    (target / "old").touch()
    rename = Path.rename

    def refused(path: Path, to: Path) -> Path:
        if (path / "new").exists():
            raise PermissionError
        return rename(path, to)

    monkeypatch.setattr(module, "exchange", lambda a, b: False)
    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError), module.beside(target) as new:
        (new / "new").touch()
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["out", "out/old"]


def test_the_usual_place_is_in_the_project_and_no_part_of_its_repository(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    root = project()
    assert export(root).exit_code == 0
    assert (root / "export/data/articles.jsonl").is_file()
    assert [p.name for p in tmp_path.iterdir()] == ["project"]
    for name in (".gitignore", "templates/starter/gitignore"):
        assert "/export/" in (ROOT / name).read_text().splitlines()
    assert "export/ in the project" in CliRunner().invoke(cli, ["export", "--help"]).output


def new(folder: Path) -> Result:
    return CliRunner().invoke(cli, ["new", str(folder), "--title", "Harbour news"])


@pytest.mark.parametrize("is_there", [False, True])
def test_a_new_project_is_whole_or_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_there: bool
) -> None:
    root = tmp_path / "news"
    if is_there:
        root.mkdir()
    before = sorted(tmp_path.rglob("*"))
    write, written = Path.write_bytes, list[Path]()

    def interrupted(path: Path, content: bytes) -> int:
        if len(written) == 5:
            raise KeyboardInterrupt
        written.append(path)
        return write(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", interrupted)
        assert new(root).exit_code != 0
    assert len(written) == 5
    assert sorted(tmp_path.rglob("*")) == before
    assert new(root).exit_code == 0
    assert {".github", "corpus", "schemas", ".gitignore"} < {path.name for path in root.iterdir()}
    assert [path.name for path in tmp_path.iterdir()] == ["news"]


def test_a_new_project_can_be_begun_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    here = tmp_path.stat().st_ino
    assert new(Path()).exit_code == 0
    assert (tmp_path.stat().st_ino, Path("corpus/corpus.yml").is_file()) == (here, True)
    assert "is not empty" in str(new(Path()).exception)


def test_no_export_is_written_into_the_corpus(project: Project) -> None:
    root = project()
    done = export(root, "--out", str(root / "corpus/articles/data"))
    assert done.exit_code == 2
    assert "is in the corpus" in done.output
    assert not (root / "corpus/articles/data").exists()
