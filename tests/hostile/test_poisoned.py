"""Whatever somebody, or a broken disk, has made of what was kept: the next build makes it anew."""

import hashlib
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet.export import export
from broadsheet.index import build_index, search_documents, spellings
from broadsheet.link import link
from broadsheet.models import Article
from broadsheet.pipeline import examined
from broadsheet.redact import redact
from broadsheet.store import Folder, Store
from broadsheet.work.examination import local_hands
from broadsheet.work.progress import Quiet
from tests.conftest import ARTICLE, Project

FILES = {
    "articles/other.txt": ARTICLE,
    "articles/third.txt": ARTICLE.replace("Monday", "Tuesday"),
    "topics.yml": "- {id: weeks, name: Weeks, words: [closed harbour, bridge harbour]}\n",
}
"""Articles with much in common, and a theme whose words do not tell by themselves."""


def articles_of(root: Path, folder: Path) -> list[Article]:
    found = examined(root, local_hands(1), Store(Folder(str(folder))), Quiet())
    assert len(list(found.gists)) == len(found.names)
    return list(found.articles)


def everything(root: Path, folder: Path) -> dict[str, bytes]:
    """Return all files of data and of the search, as the articles are linked."""
    found = examined(root, local_hands(1), Store(Folder(str(folder))), Quiet())
    library = redact(link(found.articles, found.corpus, found.gists))
    data = {path: b"".join(chunks) for path, chunks in export(library, found.corpus)}
    return data | build_index(search_documents(library), spellings(library))


Change = Callable[[str, bytes], bytes]
"""Makes of an entry, given by its key, another."""


def spoilt(change: Callable[[bytes], bytes]) -> Change:
    return lambda key, entry: change(entry)


def sealed(value: bytes) -> Change:
    """Return what makes any entry a whole one that says something else."""
    packed = zlib.compress(value)

    def made(key: str, entry: bytes) -> bytes:
        digest = hashlib.sha256(key.encode() + packed).hexdigest()
        return entry[: entry.index(b" ") + 1] + digest.encode() + b"\n" + packed

    return made


def entries(folder: Path) -> dict[str, Path]:
    return {p.parent.name + p.name: p for p in folder.rglob("*") if p.is_file() and p.parent != folder}


@pytest.mark.parametrize(
    "change",
    [
        spoilt(lambda entry: b""),
        spoilt(lambda entry: entry[: len(entry) // 2]),
        spoilt(lambda entry: entry[:-3] + bytes([entry[-3] ^ 1]) + entry[-2:]),
        spoilt(lambda entry: entry.replace(b"store-2", b"store-0")),
        sealed(b""),
        sealed(b"junk"),
        sealed(b"{}\n{}"),
        sealed(b"[]\n{}"),
        sealed(b"\xff\xfe\n\xff"),
        sealed(b"[" * 100_000),
        sealed(b"null"),
        sealed(b"[]"),
        sealed(b"[[]]"),
        sealed(b"[[1], [true, false]]"),
        sealed(b'[["a title"]]'),
        sealed(b'[[[["../x", "text/plain"]], ["articles"]], [9]]\n{}\n'),
        sealed(b"[2,2,0,0,0,0,0,0,0,0,0]\n[][]"),
    ],
)  # fmt: skip
def test_a_spoilt_entry_is_made_anew(project: Project, tmp_path: Path, change: Change) -> None:
    root, folder = project(FILES), tmp_path / "kept"
    before, made = articles_of(root, folder), everything(root, folder)
    for key, path in entries(folder).items():
        path.write_bytes(change(key, path.read_bytes()))
    assert everything(root, folder) == made
    for key, path in entries(folder).items():
        path.write_bytes(change(key, path.read_bytes()))
    assert articles_of(root, folder) == before
    assert articles_of(root, folder) == before
    assert everything(root, folder) == made


def test_entries_that_have_changed_places_are_made_anew(project: Project, tmp_path: Path) -> None:
    root, folder = project(FILES), tmp_path / "kept"
    before, made = articles_of(root, folder), everything(root, folder)
    there = {key: path.read_bytes() for key, path in entries(folder).items()}
    kinds = {key.rpartition(".")[2] for key in there}
    assert {"article", "found", "note", "sheaf"} <= kinds
    for kind in kinds:
        keys = sorted(key for key in there if key.endswith(f".{kind}"))
        for key, other in zip(keys, [*keys[1:], keys[0]], strict=True):
            (folder / key[:2] / key[2:]).write_bytes(there[other])
    assert everything(root, folder) == made
    assert articles_of(root, folder) == before


def test_a_spoilt_list_of_what_was_used_stops_nothing(tmp_path: Path) -> None:
    store = Store(Folder(str(tmp_path)))
    store.put(f"{'a' * 64}.found", b"words")
    (tmp_path / "used-build-000000000001").write_bytes(b"\xff\xfe\x00 ../../etc/passwd")
    store.sweep([f"{'a' * 64}.found"])
    assert store.get(f"{'a' * 64}.found") == b"words"
