"""Reads the files of a built site over processes; one that says what it said before is not parsed again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from zlib import crc32

from pydantic import TypeAdapter, ValidationError

from broadsheet.cache_keys import code_digest, digest_of
from broadsheet.crew import processes, spread
from broadsheet.progress import Progress, followed
from broadsheet.site_pages import Page, read_page
from broadsheet.store import Store

# Files; a small site is read sooner than a process is started.
_WORTH_A_PROCESS = 200
# Files whose records lie in one entry of the store: to read one entry takes as long as to read ten records.
_TOGETHER = 64

Read = tuple[str, Page]
_Records = dict[str, tuple[str, Page]]
"""By name, the digest of a file and what it holds."""


@dataclass(frozen=True)
class _Bundle:
    """Files of a site that are remembered together."""

    site: Path
    key: str
    names: tuple[str, ...]


@dataclass
class Proofreader:
    """Reads files for `check_site`, and remembers under which keys the store has what they hold."""

    store: Store
    jobs: int
    progress: Progress
    keys: list[str] = field(default_factory=list)

    def __call__(self, site: Path, names: Sequence[str]) -> Iterator[Read]:
        """Yield what each file holds, by its path from the site's root, in any order."""
        bundles = _bundles(site, names)
        self.keys += [bundle.key for bundle in bundles]
        if self.jobs <= 1 or len(names) < _WORTH_A_PROCESS:
            found: Iterator[list[Read]] = (_read(self.store, bundle) for bundle in bundles)
        else:
            found = spread(processes(self.jobs, _begin, self.store), _read_mine, bundles, _lost)
        yield from followed(chain.from_iterable(found), "files checked", len(names), self.progress)


def _bundles(site: Path, names: Sequence[str]) -> list[_Bundle]:
    """Return the files in bundles: to which one belongs depends on its name, so that few change their place."""
    number = 1 << (len(names) // _TOGETHER).bit_length()
    bundles: dict[int, list[str]] = {}
    for name in names:
        bundles.setdefault(crc32(name.encode(errors="surrogateescape")) % number, []).append(name)
    base = (code_digest(), site.name, str(number))
    return [_Bundle(site, _key(*base, str(n)), tuple(found)) for n, found in sorted(bundles.items())]


def _key(*parts: str) -> str:
    return f"{digest_of(part.encode() for part in parts)}.pages"


def _read(store: Store, bundle: _Bundle) -> list[Read]:
    """Return what the files of a bundle hold; only what has changed is parsed."""
    kept = _kept(store, bundle.key)
    records = {name: _record(bundle.site / name, name, kept.get(name)) for name in bundle.names}
    if records != kept:
        store.put(bundle.key, _codec().dump_json(records))
    return [(name, page) for name, (_, page) in records.items()]


def _kept(store: Store, key: str) -> _Records:
    kept = store.get(key)
    try:
        return {} if kept is None else _codec().validate_json(kept)
    except ValidationError:
        return {}


def _record(path: Path, name: str, kept: tuple[str, Page] | None) -> tuple[str, Page]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return kept if kept is not None and kept[0] == digest else (digest, read_page(path, name))


def _lost(bundle: _Bundle) -> list[Read]:
    what = f"is one of {len(bundle.names)} files of which one makes the process die that reads it"
    return [(name, Page(faults=((1, 1, "SITE-DATA", what),))) for name in bundle.names]


_mine: list[Store] = []


def _begin(store: Store) -> None:
    _mine[:] = [store]


def _read_mine(bundles: Sequence[_Bundle]) -> list[list[Read]]:
    return [_read(_mine[0], bundle) for bundle in bundles]


@cache
def _codec() -> TypeAdapter[_Records]:
    return TypeAdapter(_Records)
