"""Tells what the documents of an article depend on besides the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from broadsheet.models import Card, Library
from broadsheet.parts import address_of
from broadsheet.records import CorpusConfig


@dataclass(frozen=True)
class Tie:
    """What the documents of an article depend on besides the article."""

    page: str
    outlet_name: str
    topics: tuple[str, ...]
    """Their names, in the order of the names: any other would change with the number of their articles."""
    family: str
    statements: Sequence[tuple[str, tuple[str, ...]]]
    """Ids of the claims that are the first of their statements, and which other outlets carry each."""


def ties_of(library: Library, config: CorpusConfig | None) -> Callable[[Card], Tie]:
    """Return what tells of each card to what its documents are tied."""
    outlets = {o.id: o.name for o in library.outlets}
    topics_of = _topics_of(library)
    family_of = {member: family.id for family in library.families for member in family.members}
    stated = _stated(library)

    def tied(card: Card) -> Tie:
        name, outlet = card.id, card.outlet.known or ""
        topics, family = sorted(topics_of.get(name, ())), family_of.get(name, "")
        return Tie(_page(card, config), outlets.get(outlet, outlet), tuple(topics), family, stated.get(name, ()))

    return tied


def _stated(library: Library) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """By article the statements of which it has the first claim, each with the outlets that carry it too."""
    outlet_of = {card.id: card.outlet.known for card in library.cards}
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for group in library.groups:
        first, own = group.claims[0], outlet_of[group.claims[0].article]
        also = dict.fromkeys([outlet_of[ref.article] for ref in group.claims[1:]])
        others = tuple([outlet for outlet in also if outlet and outlet != own])
        found.setdefault(first.article, []).append((first.claim, others))
    return found


def _topics_of(library: Library) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for topic in library.topics:
        for article in topic.articles:
            found.setdefault(article, []).append(topic.name)
    return found


def _page(card: Card, config: CorpusConfig | None) -> str:
    return (config is not None and address_of(card.id, config)) or f"articles/{card.id}/"
