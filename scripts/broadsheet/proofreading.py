"""Reads the pages of a built site over processes; one that says what it said before is not parsed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from broadsheet.cache_keys import code_digest, digest_of
from broadsheet.crew import processes, spread
from broadsheet.progress import Progress, followed
from broadsheet.site_check import Page, read_page
from broadsheet.store import Store

# Pages; a small site is read sooner than a process is started.
_WORTH_A_PROCESS = 200


@dataclass
class Proofreader:
    """Reads pages for `check_site`, and remembers under which keys the store has them."""

    store: Store
    jobs: int
    progress: Progress
    keys: list[str] = field(default_factory=list)

    def __call__(self, paths: Sequence[Path]) -> Iterator[Page]:
        """Yield what each HTML file holds, in their order."""
        if self.jobs <= 1 or len(paths) < _WORTH_A_PROCESS:
            found: Iterator[tuple[str, Page]] = (_known_or_read(self.store, path) for path in paths)
        else:
            found = spread(processes(self.jobs, _begin, self.store), _read_mine, paths, _lost)
        for key, page in followed(found, "pages checked", len(paths), self.progress):
            self.keys += [key] if key else []
            yield page


def _known_or_read(store: Store, path: Path) -> tuple[str, Page]:
    key = f"{digest_of([code_digest().encode(), path.read_bytes()])}.page"
    kept = store.get(key)
    if kept is not None:
        return key, _codec().validate_json(kept)
    page = read_page(path)
    store.put(key, _codec().dump_json(page))
    return key, page


def _lost(path: Path) -> tuple[str, Page]:
    return "", Page(faults=[(1, 1, "SITE-DATA", "makes the process die that reads it")])


_mine: list[Store] = []


def _begin(store: Store) -> None:
    _mine[:] = [store]


def _read_mine(paths: Sequence[Path]) -> list[tuple[str, Page]]:
    return [_known_or_read(_mine[0], path) for path in paths]


@cache
def _codec() -> TypeAdapter[Page]:
    return TypeAdapter(Page)
