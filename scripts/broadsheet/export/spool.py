"""Keeps the rows of the tables on disk while an export is made, so that every article is read only once.

What a file of the last export has of an article is not written again: it is read there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from pydantic_core import from_json, to_json

Rows = Mapping[str, Sequence[dict[str, Any]]]
"""The rows of an article by the names of their tables."""

_BATCH = 1 << 22
"""Bytes that are in memory at a time: some thousand rows."""
_PIECE = 1 << 18


class Part(NamedTuple):
    """Lines of one sheet."""

    basis: str
    """What stands for the sheet; empty where nothing does."""
    size: int
    """In bytes."""
    lines: int


class Stretch(NamedTuple):
    """A part of a file: where it begins and ends, in bytes, and in lines or the rows of a table."""

    path: str
    start: int
    end: int
    first: int
    last: int


def _none_stays(basis: str) -> bool:
    return False


@dataclass(frozen=True)
class Places:
    """What there is of the last export."""

    lines: Mapping[str, Mapping[str, Stretch]] = field(default_factory=dict)
    """Where its files have the lines of sheets, by what stands for a sheet and by the lines' name."""
    stays: Callable[[str], bool] = _none_stays
    """Lets all files stay that were made from what a basis stands for; returns whether that can be."""


@dataclass(frozen=True)
class Spool:
    """Lines by the name of what they belong to, in files that go with the spool or in those of the last export."""

    folder: Path
    streams: ExitStack
    """Closes the files."""
    hands: Executor
    """Writes what no code of Python has to do with, while this thread goes on."""
    last: Places = field(default_factory=Places)
    parts: dict[str, list[Part]] = field(default_factory=dict)
    """What was added, by name."""
    _stretches: dict[str, list[Stretch]] = field(default_factory=dict)
    """Where it lies; what lies side by side is one stretch."""
    _open: dict[str, BinaryIO] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def add(self, name: str, data: bytes, basis: str = "") -> None:
        """Write further lines, each with a line feed at its end."""
        if name not in self._open:
            self._open[name] = self.streams.enter_context((self.folder / name).open("wb"))
        own = str(self.folder / name)
        before = next((s for s in reversed(self._stretches.get(name, ())) if s.path == own), None)
        start, first = (0, 0) if before is None else (before.end, before.last)
        self._open[name].write(data)
        lines = data.count(b"\n")
        self.refer(name, Stretch(own, start, start + len(data), first, first + lines), basis)

    def refer(self, name: str, stretch: Stretch, basis: str) -> None:
        """Let the next lines be those that stand elsewhere."""
        size, lines = stretch.end - stretch.start, stretch.last - stretch.first
        self.parts.setdefault(name, []).append(Part(basis, size, lines))
        known = self._stretches.setdefault(name, [])
        if known and (known[-1].path, known[-1].end, known[-1].last) == (
            stretch.path,
            stretch.start,
            stretch.first,
        ):
            stretch = Stretch(stretch.path, known[-1].start, stretch.end, known[-1].first, stretch.last)
            known.pop()
        known.append(stretch)

    def stretches(self, name: str) -> tuple[Stretch, ...]:
        """Return where the lines of a name are, in their order."""
        if name in self._open:
            self._open[name].flush()
        return tuple(self._stretches.get(name, ()))

    def parts_of(self, *names: str) -> Mapping[str, Sequence[Part]]:
        """Return what was added under some names."""
        return {name: self.parts.get(name, ()) for name in names}

    def is_own(self, stretch: Stretch) -> bool:
        """Return whether lines were written here, not referred to."""
        return Path(stretch.path).parent == self.folder

    def kept(self, name: str) -> Callable[[], Iterator[bytes]]:
        """Return what yields the lines of a name, in pieces, as files want it."""
        return lambda: (piece for stretch in self.stretches(name) for piece in pieces(stretch))

    def batches(self, name: str) -> Iterator[bytes]:
        """Yield the lines in their order, as many at a time as memory should hold: alike wherever they lie."""
        return _batches(self.kept(name)())

    def beside(self, write: Callable[[Path], None]) -> Callable[[], Iterator[bytes]]:
        """Let a file be written from now on, when all lines are there; return what waits for it and yields it."""
        path = self.folder / f"{next(self._numbers)}.made"
        written = self.hands.submit(write, path)

        def chunks() -> Iterator[bytes]:
            written.result()
            yield from pieces(Stretch(str(path), 0, path.stat().st_size, 0, 0))
            path.unlink()

        return chunks

    def rows(self, name: str) -> Iterator[Any]:
        """Yield what the lines say, where they are JSON."""
        return _said(self.batches(name))


def pieces(stretch: Stretch) -> Iterator[bytes]:
    """Yield the bytes of a stretch."""
    left = stretch.end - stretch.start
    with open(stretch.path, "rb") as stream:
        stream.seek(stretch.start)
        while left:
            piece = stream.read(min(left, _PIECE))
            if not piece:
                raise OSError(0, "has become shorter while it was read", stretch.path)
            left -= len(piece)
            yield piece


def rows(stretch: Stretch) -> Iterator[Any]:
    """Yield what the lines of a stretch say, where they are JSON."""
    return _said(_batches(pieces(stretch)))


def json_lines(said: Iterable[object]) -> bytes:
    """Return things as JSON, each on a line."""
    return b"".join(to_json(each) + b"\n" for each in said)


def _batches(found: Iterator[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in found:
        held += piece
        while len(held) >= _BATCH and (end := held.find(b"\n", _BATCH - 1) + 1):
            yield bytes(held[:end])
            del held[:end]
    if held:
        yield bytes(held)


def _said(batches: Iterator[bytes]) -> Iterator[Any]:
    for batch in batches:
        yield from map(from_json, batch.splitlines())


@contextmanager
def spool(last: Places | None = None) -> Iterator[Spool]:
    """Make an empty spool, and take it away again."""
    # Closed before the folder goes: some systems remove no open file.
    with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder, ExitStack() as streams:
        hands = ThreadPoolExecutor(2)
        try:
            yield Spool(Path(folder), streams, hands, last or Places())
        finally:
            hands.shutdown(cancel_futures=True)
