"""The corpus as it was read: every article with what people wrote about it, and the authority files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, overload

from broadsheet.models import Raw, Span
from broadsheet.records import (
    CorpusConfig,
    Decisions,
    Entity,
    OutletRecord,
    Published,
    Redirect,
    Sidecar,
    Theme,
)
from broadsheet.records.strict_yaml import EMPTY, Document


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article and what people wrote about it lie; neither has been opened yet."""

    id: str
    path: str
    """Of the article, relative to the project's folder; `shard.jsonl:17` for one that is a line of a file."""
    sidecar_path: str
    """Where the sidecar lies, or would lie; the same as `path` for a line."""
    kind: Literal["text", "html"] = "text"
    has_text: bool = True
    """False for a withdrawn article whose text was taken away."""
    has_sidecar: bool = False
    line: Span | None = None
    """Which bytes of its file an article that is a line has."""


@dataclass(frozen=True)
class Entry:
    """One article file and its sidecar."""

    raw: Raw
    sidecar: Sidecar
    sidecar_path: str
    """Where the sidecar lies, or would lie."""
    source: Document = EMPTY
    """The sidecar as written, to say where in it something stands."""
    has_sidecar: bool = False
    """Whether somebody wrote one, be it empty."""


@dataclass(frozen=True)
class Entries(Sequence[Entry]):
    """Articles of which none is kept: each is opened whenever it is asked for."""

    places: tuple[Place, ...]
    open: Callable[[Place], Entry]
    record: Callable[[Place], bytes | None] = lambda place: None
    """Reads what people wrote about an article as they wrote it: its sidecar, or all of the line that it is."""

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Entries: ...
    def __getitem__(self, at: int | slice) -> Entry | Entries:
        """Open the article at a place, or return some of them."""
        if isinstance(at, slice):
            return Entries(self.places[at], self.open, self.record)
        return self.open(self.places[at])

    @cached_property
    def place_of(self) -> dict[str, Place]:
        """Where each article lies, by its id."""
        return {place.id: place for place in self.places}


@dataclass(frozen=True)
class Corpus:
    """Everything under `corpus/`, in values."""

    config: CorpusConfig
    entries: Sequence[Entry]
    """In the order of their ids; they may be opened only when they are asked for (`Entries`)."""
    outlets: tuple[OutletRecord, ...] = ()
    entities: tuple[Entity, ...] = ()
    themes: tuple[Theme, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)
    redirects: tuple[Redirect, ...] = ()
    published: tuple[Published, ...] = ()
    """Ids that may not vanish."""
    others: frozenset[str] = frozenset()
    """Ids of articles that are there and were not asked for."""
    sources: Mapping[str, Document] = field(default_factory=dict)
    """The authority files as written, by path."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Return where the articles lie that are opened only when they are asked for; nothing for others."""
        return self.entries.places if isinstance(self.entries, Entries) else ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the ids of the articles, in their order; nothing is opened for it."""
        if isinstance(self.entries, Entries):
            return tuple(place.id for place in self.entries.places)
        return tuple(entry.raw.id for entry in self.entries)

    def records(self, wanted: Collection[str]) -> Iterator[tuple[str, str, bytes]]:
        """Yield id, path and bytes of what people wrote about articles: sidecars, or lines in their file's order.

        Nothing else is opened for it.
        """
        if isinstance(self.entries, Entries):
            known = self.entries.place_of
            for place in sorted((known[name] for name in wanted if name in known), key=_in_file):
                if (written := self.entries.record(place)) is not None:
                    yield place.id, place.sidecar_path, written
        else:
            for entry in self.entries:
                if entry.raw.id in wanted and entry.has_sidecar:
                    yield entry.raw.id, entry.sidecar_path, entry.source.written

    @property
    def ids(self) -> frozenset[str]:
        """Return the id of every article, asked for or not."""
        return self.others.union(self.names)


def _in_file(place: Place) -> tuple[str, int]:
    path = place.path if place.line is None else place.path.rpartition(":")[0]
    return path, 0 if place.line is None else place.line.start
