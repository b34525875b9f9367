"""The published library as the exports ask for it: everything by its id, and what belongs to what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from broadsheet import citations
from broadsheet.corpus import Corpus
from broadsheet.dates import days
from broadsheet.gathering import gathered
from broadsheet.models import Card, ClaimRef, Library, Mention, Topic
from broadsheet.records import Entity
from broadsheet.shelf import Shelf, shelved


@dataclass(frozen=True)
class Holdings:
    """What may be given away, with the look-ups that several formats need."""

    library: Library
    """A redacted one, as `pipeline.linked` makes it."""
    corpus: Corpus

    @cached_property
    def published(self) -> tuple[Card, ...]:
        """The articles that were not withdrawn, in the order of the coverage."""
        return tuple(card for card in self.library.cards if not card.withdrawn)

    @cached_property
    def outlets(self) -> dict[str, str]:
        """Names of outlets by id."""
        return {o.id: o.name for o in self.library.outlets}

    @cached_property
    def group_of(self) -> dict[ClaimRef, str]:
        """The statement group of each claim."""
        return {ref: g.id for g in self.library.groups for ref in g.claims}

    @cached_property
    def topics_of(self) -> dict[str, tuple[str, ...]]:
        """Ids of the topics of each article."""
        return gathered((article, topic.id) for topic in self.library.topics for article in topic.articles)

    @cached_property
    def _proposed(self) -> dict[tuple[str, str], str]:
        """Ids of what the machine found, by name and type."""
        return {(t.name, t.type): t.id for t in self.library.topics if t.proposed}

    @cached_property
    def proposed(self) -> tuple[Topic, ...]:
        """The topics that the machine found and nobody has registered."""
        registered = {e.id for e in self.corpus.entities}
        return tuple(t for t in self.library.topics if t.proposed and t.id not in registered)

    @cached_property
    def registered(self) -> tuple[Entity, ...]:
        """The records of people, organisations and places, without those that people have rejected."""
        return tuple(entity for entity in self.corpus.entities if entity.status != "rejected")

    @cached_property
    def named(self) -> tuple[Entity | Topic, ...]:
        """The people, organisations and places: registered ones that still have their place, and proposed ones."""
        registered = (entity for entity in self.registered if entity.merged_into is None)
        both: tuple[Entity | Topic, ...] = (*registered, *self.proposed)
        return tuple(one for one in both if one.type in ("person", "organisation", "place"))

    @cached_property
    def kinds(self) -> dict[str, str]:
        """What each of them is, by id."""
        return {one.id: one.type for one in self.named}

    @cached_property
    def _found(self) -> dict[str, tuple[str, str]]:
        """Names and types of what the machine found, by id; articles that have such a name are of that topic."""
        return {topic.id: (topic.name, topic.type) for topic in self.proposed}

    @cached_property
    def _in_doubt(self) -> tuple[str, ...]:
        """Ids of what people have proposed; an article may have such a name and be of no such topic."""
        return tuple(found for found in self._proposed.values() if found not in self._found)

    @cached_property
    def shelf(self) -> Shelf:
        """The articles, each read when it is asked for."""
        return shelved(self.library.articles)

    def ties(self, card: Card) -> tuple[object, ...]:
        """Return all that the rows and annotations of an article depend on besides the article itself."""
        topics = self.topics_of.get(card.id, ())
        statements = [self.group_of.get(ClaimRef(card.id, claim.id)) for claim in card.claims]
        outlet = None if card.outlet.value is None else self.outlets.get(card.outlet.value)
        names = [name for topic in topics if (name := self._found.get(topic)) is not None]
        return outlet, self.library.family_of.get(card.id), topics, names, statements, self._in_doubt

    def entity_of(self, mention: Mention) -> str | None:
        """Return the id of the entity that a mention names; None where it has no record."""
        return mention.id or self._proposed.get((mention.name, mention.type))

    @property
    def licence(self) -> str:
        """Return the address of the licence of what the collection itself adds; empty where none is named."""
        named = self.corpus.config.licence or ""
        # https://spdx.org/licenses/ : every identifier has a page under it.
        return named if not named or "://" in named else f"https://spdx.org/licenses/{named}"

    def outlet(self, card: Card) -> str:
        """Return the outlet's name; empty where it is not stated."""
        value = card.outlet.known
        return "" if value is None else self.outlets.get(value, value)

    def cited(self, card: Card) -> citations.Item:
        """Return an article as citations want it."""
        return citations.item(card, self.outlet(card), self.corpus.config)

    @cached_property
    def as_of(self) -> str:
        """Return the last day that anything in the corpus speaks of, as an ISO day; empty where nothing does."""
        return max(map(as_of, self.library.cards), default="")


def as_of(card: Card) -> str:
    """Return the last day an article's record speaks of; empty where it names none."""
    return max(days(card.date.known)[0], card.source.collected, *(c.date for c in card.corrections))
