"""Keeps the rows of the tables on disk while an export is made, so that every article is read only once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from pydantic_core import from_json

Rows = Mapping[str, Sequence[dict[str, Any]]]
"""The rows of an article by the names of their tables, as JSON has them."""

_BATCH = 1 << 22
"""Bytes that are in memory at a time: some thousand rows."""


@dataclass(frozen=True)
class Spool:
    """Lines by the name of what they belong to, in files that go when the export is done."""

    folder: Path
    streams: ExitStack
    """Closes the files."""
    _open: dict[str, BinaryIO] = field(default_factory=dict)

    def add(self, name: str, lines: Iterable[bytes]) -> None:
        """Write further lines; each ends in a line feed."""
        if name not in self._open:
            self._open[name] = self.streams.enter_context((self.folder / name).open("wb"))
        self._open[name].writelines(lines)

    def batches(self, name: str) -> Iterator[list[bytes]]:
        """Yield the lines in their order, as many at a time as memory should hold."""
        if name not in self._open:
            return
        self._open[name].flush()
        with (self.folder / name).open("rb") as stream:
            while batch := stream.readlines(_BATCH):
                yield batch

    def kept(self, name: str) -> Callable[[], Iterable[bytes]]:
        """Return what yields what was written, in pieces, as files want it."""
        return lambda: self._pieces(name)

    def _pieces(self, name: str) -> Iterator[bytes]:
        if name in self._open:
            self._open[name].flush()
            with (self.folder / name).open("rb") as stream:
                while piece := stream.read(_BATCH):
                    yield piece

    def rows(self, name: str) -> Iterator[Any]:
        """Yield what the lines say, where they are JSON."""
        for batch in self.batches(name):
            yield from map(from_json, batch)


@contextmanager
def spool() -> Iterator[Spool]:
    """Make an empty spool, and take it away again."""
    # Closed before the folder goes: some systems remove no open file.
    with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder, ExitStack() as streams:
        yield Spool(Path(folder), streams)
