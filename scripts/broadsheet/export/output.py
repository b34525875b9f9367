"""What an exported file is: its path, what is in it, and its bytes piece by piece."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1 << 16


@dataclass(frozen=True)
class File:
    """A file to be written, in as little memory as its format allows."""

    path: str
    """Below the site's root, with forward slashes."""
    media_type: str
    chunks: Callable[[], Iterable[bytes]]
    """Makes the content anew each time, in pieces."""
    entry: str = ""
    """What it is, as a key of `words/exports.yml`; empty for one of many alike, which no list names."""
    table: str = ""
    """The table whose rows it holds; empty for a file of another kind."""


@dataclass(frozen=True)
class Written:
    """A file as it was written."""

    file: File
    size: int
    """In bytes."""
    sha256: str
    """Of a file that is listed."""
    lines: int
    """Line ends in it: in JSON Lines the number of rows."""


def measured(file: File, chunks: Iterable[bytes]) -> Written:
    """Return what has been written, with size and checksum."""
    size, lines, digest = 0, 0, hashlib.sha256()
    for chunk in chunks:
        size += len(chunk)
        lines += chunk.count(b"\n")
        if file.entry:
            digest.update(chunk)
    return Written(file, size, digest.hexdigest(), lines)


def save(file: File, folder: Path) -> Written:
    """Write a file below a folder, one chunk at a time."""
    path = folder / file.path
    path.parent.mkdir(parents=True, exist_ok=True)

    def written() -> Iterator[bytes]:
        with path.open("wb") as stream:
            for chunk in file.chunks():
                stream.write(chunk)
                yield chunk

    return measured(file, written())


def by_file(write: Callable[[Path], None]) -> Callable[[], Iterable[bytes]]:
    """Return the chunks of content that needs a file to be made in, for as long as it takes."""

    def chunks() -> Iterator[bytes]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            write(path)
            yield from _content_of(path)

    return chunks


def once(make: Callable[[], bytes | str]) -> Callable[[], Iterable[bytes]]:
    """Return the chunks of content that is made at once, for small files."""

    def chunks() -> Iterator[bytes]:
        made = make()
        yield made.encode() if isinstance(made, str) else made

    return chunks


def _content_of(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes in pieces."""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
