"""Remembers what became of articles by the looks of their files: what lies there untouched is not read again.

As git's index does: a file of the same size, times and number holds what it held. A file that changed at the tick
of the clock at which it was read might look the same, so what was read so soon is not remembered.
https://git-scm.com/docs/racy-git
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from broadsheet.corpus import Place
from broadsheet.digests import digest_of
from broadsheet.problems import Problem
from broadsheet.store import Folder, Store, parsed
from broadsheet.work.desk import Examined

Look = tuple[int, int, int, int]
"""Of a file: bytes, when it was written, when anything of it changed (nanoseconds since 1970), number on disk."""

Looks = tuple[Look | None, Look | None]
"""Of an article and its sidecar; None where there is none."""

# The coarsest clock of a file system in use counts two seconds (FAT).
_TICK = 2_000_000_000


@dataclass(frozen=True)
class _Outcome:
    """What became of an article whose files look like this."""

    looks: Looks
    key: str
    files: str
    described: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Seen:
    """The looks of the files of all articles now, and what became of those that looked the same before."""

    key: str
    """Under which the store has this."""
    store: Store
    before: Mapping[str, _Outcome]
    """By the articles' paths."""
    looks: Mapping[str, Looks]
    """Of those whose files had long been as they are when this was made."""

    def known(self, place: Place) -> Examined | None:
        """Return what becomes of an article whose files look as they did; None of any other."""
        found, looks = self.before.get(place.path), self.looks.get(place.path)
        if found is None or looks is None or found.looks != looks:
            return None
        needed = ("found", "article") if found.described else ("found",)
        if not all(f"{found.key}.{suffix}" in self.store for suffix in needed):
            return None
        return Examined(place.id, found.key, found.files, found.described, found.problems, fresh=False)

    def keep(self, places: Iterable[Place], outcomes: Iterable[Examined]) -> None:
        """Keep for the next time what became of all articles. Raises OSError where that cannot be."""
        kept = {
            place.path: _Outcome(
                self.looks[place.path], outcome.key, outcome.files, outcome.described, outcome.problems
            )
            for place, outcome in zip(places, outcomes, strict=True)
            if outcome.key and place.path in self.looks
        }
        if kept != self.before or self.key not in self.store:
            self.store.put(self.key, _codec().dump_json(kept))


def seen(root: Path, base: str, store: Store, places: Iterable[Place]) -> Seen:
    """Return what is known of articles by the looks of their files; `base` is what else all results depend on.

    Nothing is where the store lies elsewhere: there a file costs less to read than to ask for.
    """
    key = f"{digest_of([b'seen', os.fsencode(root.resolve()), base.encode()])}.seen"
    if not isinstance(store.files, Folder):
        return Seen(key, store, {}, {})
    return Seen(key, store, _before(store, key), dict(_looks(str(root), places)))


def _before(store: Store, key: str) -> dict[str, _Outcome]:
    return parsed(_codec(), store.get(key)) or {}


def _looks(root: str, places: Iterable[Place]) -> Iterator[tuple[str, Looks]]:
    """Yield the looks of articles whose files have long been as they are; one that is a line has none."""
    settled = time.time_ns() - _TICK
    for place in places:
        if place.line is None:
            here = ((place.has_text, place.path), (place.has_sidecar, place.sidecar_path))
            found = [_look(f"{root}/{path}") if there else None for there, path in here]
            if all((look is None) != there for look, (there, _) in zip(found, here, strict=True)) and all(
                max(look[1], look[2]) < settled for look in found if look is not None
            ):
                yield place.path, (found[0], found[1])


def _look(path: str) -> Look | None:
    """Return the looks of a regular file; None of anything else."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


@cache
def _codec() -> TypeAdapter[dict[str, _Outcome]]:
    return TypeAdapter(dict[str, _Outcome])
