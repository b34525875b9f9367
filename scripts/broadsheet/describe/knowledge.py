"""What people have registered, as an article is described with it, and by what an article meets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from broadsheet.corpus import Entry
from broadsheet.describe.claims import Roster
from broadsheet.describe.names import Registry, records_met
from broadsheet.describe.names.folding import fold_text
from broadsheet.describe.outlet import outlets_met, sources_in
from broadsheet.models import Cleaned
from broadsheet.records import Entity, OutletRecord


@dataclass(frozen=True)
class Knowledge:
    """What people have registered, in the form in which the stage uses it."""

    entities: Sequence[Entity]
    outlets: Sequence[OutletRecord]
    registry: Registry

    @cached_property
    def roster(self) -> Roster:
        """Return the entities as speakers are looked up among them."""
        return Roster(self.entities)

    def narrowed(self, wording: Wording) -> Knowledge:
        """Return this with the records alone that an article of this wording meets."""
        entities, outlets = self.met_in(wording)
        return Knowledge(entities, outlets, Registry(entities))

    def met_in(self, wording: Wording) -> tuple[tuple[Entity, ...], tuple[OutletRecord, ...]]:
        """Return the registered names and outlets that an article of this wording can mean."""
        names = records_met(fold_text(wording.text), self.registry, wording.called)
        return names, outlets_met(wording.sources, self.outlets)


@dataclass(frozen=True)
class Wording:
    """By what an article meets what is registered: its files alone decide that."""

    text: str
    """Cleaned."""
    called: tuple[str, ...] = ()
    """The ids and names by which a person who decided about it calls what is registered."""
    sources: tuple[str, ...] = ()
    """All words that may name its outlet."""


def wording_of(entry: Entry, cleaned: Cleaned) -> Wording:
    """Return by what an article meets what is registered."""
    names, claims = entry.sidecar.entities, entry.sidecar.claims
    speakers = (*(item.speaker for item in claims.add), *(item.speaker for item in claims.correct))
    called = (*(item.entity for item in names.add), *speakers)
    return Wording(cleaned.text, called, sources_in(entry.raw, cleaned, entry.sidecar))


def knowledge_of(entities: tuple[Entity, ...], outlets: tuple[OutletRecord, ...]) -> Knowledge:
    """Return what people have registered, made ready once per process.

    The same tables, asked for with every article, are known at sight: to compare fifty thousand records takes
    longer than to describe an article.
    """
    for seen, also, knowledge in _latest:
        if seen is entities and also is outlets:
            return knowledge
    knowledge = _made_ready(entities, outlets)
    _latest[:] = [(entities, outlets, knowledge)]
    return knowledge


_latest: list[tuple[tuple[Entity, ...], tuple[OutletRecord, ...], Knowledge]] = []


@lru_cache(2)  # those before and after a change; a site that is shown lasts through many
def _made_ready(entities: tuple[Entity, ...], outlets: tuple[OutletRecord, ...]) -> Knowledge:
    return Knowledge(entities, outlets, Registry(entities))
