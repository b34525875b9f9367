"""Writes the files of data: those that would be made from what they were made from at the last build stay.

Of tables, the lines of articles nothing has changed in are taken from those of the last build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from broadsheet.digests import digest_of
from broadsheet.export import Places
from broadsheet.export.output import Passing
from broadsheet.export.spool import Part, Stretch
from broadsheet.publish import Staging
from broadsheet.publish.marks import Mark, is_still
from broadsheet.store import Store, parsed
from broadsheet.store.keys import code_digest

Files = Iterable[tuple[str, bytes | Iterable[bytes]]]


@dataclass(frozen=True)
class _Table:
    """A file of rows as it was written."""

    mark: Mark
    size: int
    parts: dict[str, list[Part]]
    """Those at its end, by name."""


@dataclass(frozen=True)
class _Memory:
    """What was written."""

    small: dict[str, dict[str, Mark]] = field(default_factory=dict)
    """By what stands for all that files are made from, their paths and marks."""
    tables: dict[str, _Table] = field(default_factory=dict)
    """By their paths."""


_CODEC = TypeAdapter(_Memory)


@dataclass(frozen=True)
class Delivered:
    """What has been written."""

    files: tuple[str, ...]
    """Their paths."""
    keys: tuple[str, ...]
    """Under which the store has what the files were made from."""


def deliver(files: Files | Callable[[Places], Files], staging: Staging, store: Store | None) -> Delivered:
    """Write files; what `store` knows to be as it would be made stands there without being made.

    Files may be made from those of the last build, as far as these are as they were written.
    """
    key = f"{digest_of([b'delivered', code_digest().encode(), staging.before.name.encode()])}.marks"
    before = parsed(_CODEC, store.get(key) if store is not None else None) or _Memory()
    now = _Memory()
    written: list[str] = []

    def stays(basis: str) -> bool:
        known = before.small.get(basis, {})
        if not known or not all(staging.stays(name, mark) for name, mark in known.items()):
            return False
        now.small[basis] = known
        written.extend(known)
        return True

    last = Places(_lines(before, staging), stays)
    for name, content in files(last) if callable(files) else files:
        written.append(name)
        basis = content.file.basis if isinstance(content, Passing) else ""
        known = before.small.get(basis, {}).get(name)
        if known is None or not staging.stays(name, known):
            staging.write(name, content)
            known = staging.mark(name) if basis else None
        if known is not None:
            now.small.setdefault(basis, {})[name] = known
        if isinstance(content, Passing) and content.file.parts:
            parts = {part: [*those] for part, those in content.file.parts.items()}
            now.tables[name] = _Table(staging.mark(name), content.size, parts)
    if store is None:
        return Delivered(tuple(written), ())
    store.put(key, _CODEC.dump_json(now))
    return Delivered(tuple(written), (key,))


def _lines(before: _Memory, staging: Staging) -> dict[str, dict[str, Stretch]]:
    """Return where lines of sheets stand; nothing where one of the tables is not as it was written."""
    paths = {name: f"{staging.before}/{name}" for name in before.tables}
    places: dict[str, dict[str, Stretch]] = {}
    if all(is_still(paths[name], table.mark) for name, table in before.tables.items()):
        for name, table in before.tables.items():
            for basis, part, stretch in _stretches(paths[name], table):
                places.setdefault(basis, {})[part] = stretch
    places.pop("", None)
    return places


def _stretches(path: str, table: _Table) -> Iterator[tuple[str, str, Stretch]]:
    """Yield where parts stand, with what stands for them and their names."""
    # Of a database nobody asks for the bytes.
    start = table.size - sum(part.size for parts in table.parts.values() for part in parts)
    for name, parts in table.parts.items():
        first = 0
        for basis, size, lines in parts:
            yield basis, name, Stretch(path, start, start + size, first, first + lines)
            start, first = start + size, first + lines
