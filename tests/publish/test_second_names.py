"""A folder that begins as an earlier build left it holds in the end what is wanted, and no published file changes."""

import os
from pathlib import Path

import pytest

from broadsheet.publish import second_names
from broadsheet.publish.second_names import begin, hold, next_of, replace_by_next
from broadsheet.publish.staging import Staging


def files(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}


def folders(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_dir())


def write(folder: Path, content: dict[str, str]) -> Path:
    for name, words in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words)
    return folder


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """What is published, and the same files where the next build begins."""
    folder = tmp_path / "docs"
    write(next_of(folder), {"a.md": "A", "b/c/d.md": "D", "e.md": "E"})
    replace_by_next(folder)
    return folder


def test_the_next_build_begins_with_the_same_files(published: Path) -> None:
    assert files(next_of(published)) == files(published)
    assert all(os.path.samefile(published / name, next_of(published) / name) for name in files(published))


def test_what_is_written_leaves_the_published_files_as_they_are(published: Path) -> None:
    staging, before = Staging(next_of(published), published), files(published)
    staging.write("a.md", b"Other")
    staging.write("b/c/d.md", iter([b"More ", b"words"]))
    staging.write("e.md", b"E")
    assert files(published) == before
    assert files(next_of(published)) == {"a.md": "Other", "b/c/d.md": "More words", "e.md": "E"}
    assert os.path.samefile(published / "e.md", next_of(published) / "e.md")


def test_a_file_of_the_build_before_the_last_is_not_taken_for_one_that_stays(published: Path) -> None:
    staging = Staging(next_of(published), published)
    (published / "a.md").unlink()
    (published / "a.md").write_text("B")  # the last build wrote it, and the folder has that of the build before
    mark = Staging(published, published).mark("a.md")
    assert staging.stays("a.md", mark)
    assert os.path.samefile(published / "a.md", next_of(published) / "a.md")


def test_what_nobody_wrote_goes_and_empty_folders_with_it(published: Path) -> None:
    staging = Staging(next_of(published), published)
    staging.keep_only(["a.md"])
    assert files(staging.folder) == {"a.md": "A"}
    assert folders(staging.folder) == []
    assert "b/c/d.md" in files(published)


def test_a_name_that_is_written_twice_is_refused(published: Path) -> None:
    with pytest.raises(ValueError, match="two files of one name"):
        Staging(next_of(published), published).keep_only(["a.md", "a.md"])


def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(published: Path) -> None:
    staging = Staging(next_of(published), published)
    staging.write("b", b"no folder")
    staging.write("a.md/x/y.md", b"no file")
    staging.keep_only(["b", "a.md/x/y.md"])
    assert files(staging.folder) == {"b": "no folder", "a.md/x/y.md": "no file"}


def test_links_are_taken_away_and_not_followed(published: Path, tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"d.md": "keep"})
    second = next_of(published)
    (second / "b/c/d.md").unlink()
    (second / "b/c").rmdir()
    (second / "b/c").symlink_to(outside)
    (second / "link.md").symlink_to(outside / "d.md")
    begin(second)
    assert files(second) == {"a.md": "A", "e.md": "E"}
    assert files(outside) == {"d.md": "keep"}


def test_a_folder_holds_what_is_wanted_and_nothing_else(published: Path, tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"a.md": "another A", "x/y.md": "gone"})
    os.link(published / "e.md", site / "e.md")
    wanted = {name: str(published / name) for name in files(published)}
    assert hold(site, wanted) == {*wanted}
    assert files(site) == files(published)
    assert all(os.path.samefile(published / name, site / name) for name in wanted)
    assert folders(site) == ["b", "b/c"]


def test_where_files_have_no_second_names_they_are_copied_and_nothing_is_left_for_the_next_build(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*names: str) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(second_names.os, "link", none)
    site = tmp_path / "site"
    assert hold(site, {"a.md": str(published / "a.md")}) == set()
    assert files(site) == {"a.md": "A"}
    site.rename(next_of(site))
    replace_by_next(site)
    assert files(site) == {"a.md": "A"}
    assert not next_of(site).exists()
