"""What the exports have of some articles: made once, and kept while nothing changes that it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json, to_json

from broadsheet.export.output import File
from broadsheet.export.spool import Spool


@dataclass(frozen=True)
class Sheet:
    """Some articles' own files, and their lines in those of the corpus."""

    files: Iterable[File]
    """To be asked for once; none of them is named in lists."""
    few: Callable[[], Mapping[str, bytes]]
    """Lines that are read at every export, by name."""
    rows: Callable[[], Mapping[str, bytes]]
    """Lines that stand in files of the corpus word for word, by name."""
    basis: str
    """What stands for all of it; empty where nothing does."""


def spread(sheet: Sheet, spool: Spool) -> None:
    """Add the lines of a sheet to a spool; those that are in files of the last export are only referred to."""
    for name, lines in sheet.few().items():
        spool.add(name, lines)
    places = spool.last.lines.get(sheet.basis)
    if places is None:
        for name, lines in sheet.rows().items():
            spool.add(name, lines, sheet.basis)
    else:
        for name, stretch in places.items():
            spool.refer(name, stretch, sheet.basis)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as one: a line that says their names and how long each is, then one after the other."""
    return b"".join((to_json([[name, len(part)] for name, part in parts.items()]), b"\n", *parts.values()))


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts that were packed. Raises ValueError for anything else."""
    at = data.index(b"\n") + 1
    sizes: Sequence[tuple[str, Any]] = from_json(data[:at])
    parts = {}
    for name, size in sizes:
        parts[name] = data[at : at + size]
        at += size
    if at != len(data):
        raise ValueError(f"{len(data)} bytes, not {at}")
    return parts
