"""A file that says what it said before stays the same file, and nothing else does."""

import os
from pathlib import Path

import pytest

from broadsheet.publish import Staging


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    """Return a folder in the making, beside one that has a file."""
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
    (tmp_path / "old/a.txt").write_bytes(b"words")
    return Staging(tmp_path / "new", tmp_path / "old")


def made(staging: Staging) -> tuple[int, int, int]:
    """Return the mark of the file of the last build."""
    return Staging(staging.before, staging.before).mark("a.txt")


def is_same(staging: Staging) -> bool:
    return os.path.samefile(staging.folder / "a.txt", staging.before / "a.txt")


@pytest.mark.parametrize("content", [b"words", [b"wo", b"rds"]])
def test_a_file_that_says_the_same_stays_the_same_file(staging: Staging, content: bytes | list[bytes]) -> None:
    staging.write("a.txt", content)
    assert is_same(staging)


def test_a_file_that_says_something_else_is_another(staging: Staging) -> None:
    staging.write("a.txt", b"sword")
    assert (staging.folder / "a.txt").read_bytes() == b"sword"
    assert (staging.before / "a.txt").read_bytes() == b"words"


def test_a_file_of_the_mark_it_had_stays_and_keeps_its_mark(staging: Staging) -> None:
    mark = made(staging)
    assert staging.stays("a.txt", mark)
    assert is_same(staging)
    assert staging.mark("a.txt") == mark


def test_a_file_that_somebody_touched_does_not_stay(staging: Staging) -> None:
    mark = made(staging)
    os.utime(staging.before / "a.txt", ns=(0, 0))
    assert not staging.stays("a.txt", mark)
    assert not (staging.folder / "a.txt").exists()


def test_a_link_in_the_place_of_a_file_does_not_stay(staging: Staging) -> None:
    mark = made(staging)
    (staging.before / "a.txt").rename(staging.before / "b.txt")
    (staging.before / "a.txt").symlink_to("b.txt")
    assert not staging.stays("a.txt", mark)
    staging.write("a.txt", b"words")
    assert not (staging.folder / "a.txt").is_symlink()


def test_a_file_that_is_gone_does_not_stay(staging: Staging) -> None:
    mark = made(staging)
    (staging.before / "a.txt").unlink()
    assert not staging.stays("a.txt", mark)


def test_folders_are_made_for_files_that_stay(staging: Staging) -> None:
    (staging.before / "b/c").mkdir(parents=True)
    (staging.before / "b/c/d.txt").write_bytes(b"more")
    assert staging.stays("b/c/d.txt", Staging(staging.before, staging.before).mark("b/c/d.txt"))
    assert (staging.folder / "b/c/d.txt").read_bytes() == b"more"
