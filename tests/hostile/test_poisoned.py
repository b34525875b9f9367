"""Whatever somebody, or a broken disk, has made of what was kept: the next build makes it anew."""

import hashlib
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet.examination import local_hands
from broadsheet.models import Article
from broadsheet.pipeline import examined
from broadsheet.progress import Quiet
from broadsheet.store import Folder, Store
from tests.conftest import ARTICLE, Project


def articles_of(root: Path, folder: Path) -> list[Article]:
    found = examined(root, local_hands(1), Store(Folder(str(folder))), Quiet())
    assert len(list(found.gists)) == len(found.names)
    return list(found.articles)


def sealed(value: bytes) -> Callable[[bytes], bytes]:
    """Return what makes any entry a whole one that says something else."""
    packed = zlib.compress(value)
    return lambda entry: (
        entry[: entry.index(b" ") + 1] + hashlib.sha256(packed).hexdigest().encode() + b"\n" + packed
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: b"",
        lambda entry: entry[: len(entry) // 2],
        lambda entry: entry[:-3] + bytes([entry[-3] ^ 1]) + entry[-2:],
        lambda entry: entry.replace(b"store-1", b"store-0"),
        sealed(b""),
        sealed(b"junk"),
        sealed(b"{}\n{}"),
        sealed(b"[]\n{}"),
        sealed(b"\xff\xfe\n\xff"),
        sealed(b"[" * 100_000),
    ],
)  # fmt: skip
def test_a_spoilt_entry_is_made_anew(project: Project, tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    root, folder = project({"articles/other.txt": ARTICLE}), tmp_path / "kept"
    before = articles_of(root, folder)
    for path in [p for p in folder.rglob("*") if p.is_file()]:
        path.write_bytes(change(path.read_bytes()))
    assert articles_of(root, folder) == before
    assert articles_of(root, folder) == before


def test_a_spoilt_list_of_what_was_used_stops_nothing(tmp_path: Path) -> None:
    store = Store(Folder(str(tmp_path)))
    store.put(f"{'a' * 64}.found", b"words")
    (tmp_path / "used-build-000000000001").write_bytes(b"\xff\xfe\x00 ../../etc/passwd")
    store.sweep([f"{'a' * 64}.found"])
    assert store.get(f"{'a' * 64}.found") == b"words"
