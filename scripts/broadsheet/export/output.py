"""What an exported file is: its path, what is in it, and its bytes piece by piece."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from broadsheet.export.spool import Part
from broadsheet.words import table as words


@dataclass(frozen=True)
class File:
    """A file to be written, in as little memory as its format allows."""

    path: str
    """Below the site's root, with forward slashes."""
    media_type: str
    chunks: Callable[[], Iterable[bytes]]
    """Makes the content, in pieces; before the next file is asked for."""
    entry: str = ""
    """What it is, as a key of `words/exports.yml`; empty for one of many alike, which no list names."""
    table: str = ""
    """The table whose rows it holds; empty for a file of another kind."""
    basis: str = ""
    """What stands for all that it is made from; empty where nothing does, and of a file that is listed."""
    parts: Mapping[str, Sequence[Part]] = field(default_factory=dict)
    """Lines of sheets that stand at its end one after the other, by their name; of a database, its rows."""

    @property
    def name(self) -> str:
        """Return its path below the folder of the data."""
        return self.path.removeprefix("data/")

    @property
    def rows(self) -> int:
        """Return how many lines its parts have: in JSON Lines the number of rows."""
        return sum(part.lines for parts in self.parts.values() for part in parts)


Small = tuple[str, str, Callable[[], Iterable[bytes]]]
"""Path, media type and content of one of many files alike."""


@dataclass(frozen=True)
class Written:
    """A file as it was written."""

    file: File
    size: int
    """In bytes."""
    sha256: str
    """Of a file that is listed."""


@dataclass
class Passing:
    """A file's pieces on their way to where they are written; measured as they go by."""

    file: File
    size: int = 0
    _digest: hashlib._Hash | None = None
    """Of a file that is listed: to begin one takes longer than writing many a small file."""

    def __iter__(self) -> Iterator[bytes]:
        """Yield the pieces, once."""
        digest = self._digest = hashlib.sha256() if self.file.entry else None
        for chunk in self.file.chunks():
            self.size += len(chunk)
            if digest is not None:
                digest.update(chunk)
            yield chunk

    def written(self) -> Written:
        """Return what has gone by so far."""
        return Written(self.file, self.size, self._digest.hexdigest() if self._digest else "")


def in_order(listed: Iterable[Written]) -> list[Written]:
    """Return files in the order in which lists name them, whatever order they were written in."""
    order = list(words("exports")["files"])
    return sorted(listed, key=lambda written: order.index(written.file.entry))


def save(file: File, folder: Path) -> Written:
    """Write a file below a folder, one piece at a time."""
    path, passing = folder / file.path, Passing(file)
    with _opened(path) as stream:
        stream.writelines(passing)
    return passing.written()


def _opened(path: Path) -> BinaryIO:
    """Open a file for writing. Its folder is made where it is missing, which few of many files find."""
    try:
        return path.open("wb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb")


def once(make: Callable[[], bytes | str]) -> Callable[[], Iterable[bytes]]:
    """Return the chunks of content that is made at once, for small files."""

    def chunks() -> Iterator[bytes]:
        made = make()
        yield made.encode() if isinstance(made, str) else made

    return chunks
