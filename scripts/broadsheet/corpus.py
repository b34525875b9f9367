"""The corpus as it was read: every article with what people wrote about it, and the authority files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.models import Raw
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
from broadsheet.strict_yaml import EMPTY, Document


@dataclass(frozen=True)
class Entry:
    """One article file and its sidecar."""

    raw: Raw
    sidecar: Sidecar
    sidecar_path: str
    """Where the sidecar lies, or would lie."""
    source: Document = EMPTY
    """The sidecar as written, to say where in it something stands."""


@dataclass(frozen=True)
class Corpus:
    """Everything under `corpus/`, in values."""

    config: CorpusConfig
    entries: tuple[Entry, ...]
    """In the order of their ids."""
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
    def ids(self) -> frozenset[str]:
        """Return the id of every article, asked for or not."""
        return self.others | {entry.raw.id for entry in self.entries}
