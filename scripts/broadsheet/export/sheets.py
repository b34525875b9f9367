"""What the exports have of some articles: made once, and kept while nothing changes that it depends on.

What the tables have of them is read at every export. Their own files are kept beside it, and read only where one
of them is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from broadsheet.export.output import File


@dataclass(frozen=True)
class Sheet:
    """Some articles' own files, and their rows in the tables."""

    files: tuple[File, ...]
    """None of them is named in lists."""
    rows: Mapping[str, bytes]
    """By table, as JSON Lines."""


def packed(head: object, parts: Sequence[bytes]) -> bytes:
    """Return parts as one: a line that says what they are and how long each is, then one after the other."""
    return b"".join((to_json([head, list(map(len, parts))]), b"\n", *parts))


def unpacked(data: bytes) -> tuple[Any, list[bytes]]:
    """Return what was said of the parts that were packed, and the parts. Raises ValueError for anything else."""
    at = data.index(b"\n") + 1
    head, sizes = from_json(data[:at])
    parts = []
    for size in sizes:
        parts.append(data[at : at + size])
        at += size
    if at != len(data):
        raise ValueError(f"{len(data)} bytes, not {at}")
    return head, parts


def told(files: Iterable[File], rows: Mapping[str, bytes]) -> bytes:
    """Return what tables have of some articles, and which files of their own there are."""
    return packed([[[file.path, file.media_type] for file in files], list(rows)], list(rows.values()))


def contents(files: Iterable[File]) -> bytes:
    """Return what the files hold."""
    return packed(None, [b"".join(file.chunks()) for file in files])


@dataclass(frozen=True)
class Told:
    """What tables have of some articles, and which files of their own there are."""

    files: tuple[tuple[str, str], ...]
    """Path and media type."""
    rows: Mapping[str, bytes]
    """By table, as JSON Lines."""


def read_told(data: bytes) -> Told:
    """Return what `told` wrote. Raises ValueError where somebody else wrote it."""
    head, parts = unpacked(data)
    files, names = _codec().validate_python(head)
    return Told(files, dict(zip(names, parts, strict=True)))


@cache
def _codec() -> TypeAdapter[tuple[tuple[tuple[str, str], ...], tuple[str, ...]]]:
    return TypeAdapter(tuple[tuple[tuple[str, str], ...], tuple[str, ...]])


def read_contents(number: int, data: bytes) -> list[bytes]:
    """Return what so many files hold, as `contents` wrote it. Raises ValueError where there are others."""
    _, parts = unpacked(data)
    if len(parts) != number:
        raise ValueError(f"{len(parts)} files, not {number}")
    return parts


def sheet(found: Told, read: Callable[[], list[bytes]], basis: str) -> Sheet:
    """Return the sheet of which this was told; `read` gives the contents of its files, `basis` stands for them."""
    inside = _Inside(read)
    made = (File(path, kind, inside.part(n), basis=basis) for n, (path, kind) in enumerate(found.files))
    return Sheet(tuple(made), found.rows)


@dataclass
class _Inside:
    """The contents of files, read when the first of them is asked for."""

    read: Callable[[], list[bytes]]

    @cached_property
    def parts(self) -> list[bytes]:
        return self.read()

    def part(self, number: int) -> Callable[[], Iterable[bytes]]:
        return lambda: (self.parts[number],)
