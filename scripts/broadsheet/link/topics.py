"""Gathers articles and statements under the people, organisations and places they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from broadsheet.link.names import KINDS, Names, Sorted, Written
from broadsheet.link.overlap import Ints
from broadsheet.link.together import together
from broadsheet.models import Card, StatementGroup, Topic
from broadsheet.records import Entity

# A name that nobody has registered gets a page when two articles have it and the recogniser is nearly sure.
_LEAST_ARTICLES = 2
_LONGEST_ACRONYM = 4
"""Letters; a longer name in capitals is written otherwise where it can be."""


def find_entity_topics(
    names: Names,
    places: Ints,
    cards: Sequence[Card],
    groups: Sequence[StatementGroup],
    group_of: Ints,
    entities: Sequence[Entity],
) -> tuple[Topic, ...]:
    """Return the names that have something to show, the most reported first.

    `places` are those of the names' articles among the cards, -1 for an article that is left out. `group_of` has
    the place of its group for each claim.
    """
    gathered = _gathered(names, places, cards, groups, group_of)
    heads = [*_registered(gathered, names, entities), *_proposed(gathered, entities)]
    heads.sort(key=lambda head: (-len(gathered.articles[head.number]), head.topic.name.casefold()))
    others = together([head.topic.id for head in heads], [gathered.articles[head.number] for head in heads])
    return tuple(_topic(head, gathered, most) for head, most in zip(heads, others, strict=True))


@dataclass(frozen=True, slots=True)
class _Head:
    """A name that becomes a topic, and what is known of it without any article."""

    number: int
    topic: Topic
    """What people have registered of it, or its name and type; what is gathered is not in it yet."""


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What belongs to each name, by its number."""

    words: Sequence[str]
    """The words that the numbers stand for."""
    cards: Sequence[Card]
    groups: Sequence[StatementGroup]
    articles: Sorted
    sure: Sorted
    """How the recogniser is nearly sure to call it, with the kind it is of."""
    spellings: Sorted
    called: Sorted
    about: Sorted
    by: Sorted
    written: Written


def _gathered(
    names: Names, places: Ints, cards: Sequence[Card], groups: Sequence[StatementGroup], group_of: Ints
) -> _Gathered:
    first = np.cumsum([0, *(len(card.claims) for card in cards)])
    found, about, by = (table.arranged(places) for table in (names.found, names.about, names.by))
    spellings, called = names.spellings.arranged(places), names.called.arranged(places)
    sure = found.count > 0
    holders = np.concatenate((found.article, by.article))
    order = np.argsort(holders, kind="stable")
    return _Gathered(
        words=names.words,
        cards=cards,
        groups=groups,
        articles=Sorted(np.concatenate((found.name, by.name))[order], holders[order]),
        sure=Sorted(found.name[sure], found.value[sure] * len(KINDS) + found.count[sure] - 1),
        spellings=Sorted(spellings.name, spellings.value),
        called=Sorted(called.name, called.value),
        about=Sorted(about.name, group_of[first[about.article] + about.value]),
        by=Sorted(by.name, group_of[first[by.article] + by.value]),
        written=Written(names.shown.arranged(places), [card.outlet.known or "" for card in cards]),
    )


def _registered(gathered: _Gathered, names: Names, entities: Sequence[Entity]) -> Iterator[_Head]:
    for entity in entities:
        number = names.numbers.get(entity.id)
        if number is not None and gathered.articles[number]:
            known = Topic(entity.id, entity.name, entity.type, entity.note, entity.wikidata or "")
            yield _Head(number, replace(known, spellings=entity.spellings, proposed=entity.status == "proposed"))


def _proposed(gathered: _Gathered, entities: Sequence[Entity]) -> Iterator[_Head]:
    """Yield the names that nobody has registered, by their ids."""
    known = {entity.id for entity in entities}
    often = np.flatnonzero(np.bincount(gathered.articles.keys) >= _LEAST_ARTICLES)
    able = np.intersect1d(gathered.sure.keys, often).tolist()
    for number in sorted(able, key=gathered.words.__getitem__):
        sure = [divmod(code, len(KINDS)) for code in gathered.sure[number]]
        # Datelines and headlines write any name in capitals.
        name, kind = next((one for one in sure if not _shouted(gathered.words[one[0]])), sure[0])
        if gathered.words[number] not in known:
            yield _Head(number, Topic(gathered.words[number], gathered.words[name], KINDS[kind], proposed=True))


def _shouted(name: str) -> bool:
    return name.isupper() and len(name) > _LONGEST_ACRONYM


def _topic(head: _Head, gathered: _Gathered, most_together: tuple[tuple[str, int], ...]) -> Topic:
    number, words = head.number, gathered.words
    written = sorted(words[word] for word in gathered.spellings[number])
    spellings = tuple(dict.fromkeys((head.topic.name, *head.topic.spellings, *written)))
    known = {spelling.casefold() for spelling in spellings}
    called = sorted(words[word] for word in gathered.called[number])
    return replace(
        head.topic,
        spellings=spellings,
        articles=tuple(gathered.cards[place].id for place in gathered.articles[number]),
        about=tuple(gathered.groups[group].id for group in gathered.about[number]),
        by=tuple(gathered.groups[group].id for group in gathered.by[number]),
        together=most_together,
        called=tuple(word for word in called if word.casefold() not in known),
        written=tuple(sorted((words[word], outlet, n) for word, outlet, n in gathered.written[number])),
    )
