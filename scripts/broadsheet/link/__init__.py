"""Links the described articles with each other: families, statements, stories, topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from broadsheet import dates
from broadsheet.corpus import Corpus
from broadsheet.link.families import find_families
from broadsheet.link.gists import Gist, gist
from broadsheet.link.moves import find_moves
from broadsheet.link.names import Names
from broadsheet.link.speakers import Voices
from broadsheet.link.statements import find_groups, statements_of
from broadsheet.link.stories import Terms, find_stories
from broadsheet.link.themes import ThemeWords, find_theme_topics, theme_words
from broadsheet.link.topics import find_entity_topics
from broadsheet.models import Article, Card, Library, Outlet
from broadsheet.shelf import Shelf

__all__ = ["Gist", "gist", "link"]


def link(articles: Sequence[Article], corpus: Corpus, gists: Iterable[Gist] | None = None) -> Library:
    """Return the whole corpus, linked; the order of the articles that come in does not matter.

    The gists are those of the articles, in their order; they are made here where they are not given.
    """
    read = _Read(tuple(map(theme_words, corpus.themes)))
    for found in map(gist, articles) if gists is None else gists:
        read.add(found)
    order = sorted(range(len(articles)), key=lambda row: _coverage(read.cards[row]))
    published = [row for row in order if not read.cards[row].withdrawn]
    texts, cards = _arranged(articles, read.cards, published), [read.cards[row] for row in published]
    families = find_families([card.id for card in cards], map(read.runs.pop, published), texts)
    statements = statements_of(cards, [read.said[row] for row in published])
    groups = find_groups(statements, families, Voices(corpus.entities), corpus.decisions)
    places = np.full(len(articles), -1, dtype=np.int64)
    places[published] = np.arange(len(published))
    topics = (
        *find_theme_topics(read.themes, read.hits(places), cards, groups, texts),
        *find_entity_topics(read.names, places, cards, groups, corpus.entities),
    )
    return Library(
        articles=_arranged(articles, read.cards, order),
        cards=tuple(read.cards[row] for row in order),
        outlets=tuple(Outlet(o.id, o.name, o.url or "", o.country, o.note) for o in corpus.outlets),
        families=families,
        stories=find_stories(cards, read.terms.arranged(published)),
        groups=groups,
        topics=topics,
        moved=find_moves(corpus.redirects, corpus.entities, corpus.ids, {topic.id for topic in topics}),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What is kept of all gists, each article's under its number."""

    themes: tuple[ThemeWords, ...]
    cards: list[Card] = field(default_factory=list)
    runs: dict[int, bytes] = field(default_factory=dict)
    said: list[tuple[bytes, ...]] = field(default_factory=list)
    terms: Terms = field(default_factory=Terms)
    names: Names = field(default_factory=Names)
    may_hold: list[tuple[int, int, bool]] = field(default_factory=list)
    """Theme and article, and whether the one is sure to be in the other."""

    def add(self, found: Gist) -> None:
        """Take in one more article."""
        row = len(self.cards)
        self.cards.append(found.card)
        self.runs[row] = found.runs
        self.said.append(found.said)
        self.terms.add(found.words, found.counts)
        self.names.add(row, found)
        for number, theme in enumerate(self.themes):
            held = theme.in_words(found.words)
            if held is not False:
                self.may_hold.append((number, row, held is True))

    def hits(self, places: np.ndarray) -> list[list[tuple[int, bool]]]:
        """Return for each theme the places of the articles that may speak of it, and whether they do for sure."""
        hits: list[list[tuple[int, bool]]] = [[] for _ in self.themes]
        for number, row, sure in self.may_hold:
            if places[row] >= 0:
                hits[number].append((int(places[row]), sure))
        return [sorted(found) for found in hits]


def _coverage(card: Card) -> tuple[str, ...]:
    return *dates.sort_key(card.date.value), card.id


def _arranged(articles: Sequence[Article], cards: Sequence[Card], order: Sequence[int]) -> Sequence[Article]:
    if isinstance(articles, Shelf):
        return articles.arranged([cards[row].id for row in order])
    return tuple(articles[row] for row in order)
