"""Links the described articles with each other: families, statements, stories, topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from broadsheet import dates
from broadsheet.corpus import Corpus
from broadsheet.gathering import gathered
from broadsheet.lasting import without_collection
from broadsheet.link.claimed import statements_of
from broadsheet.link.families import find_families
from broadsheet.link.gists import Gist, gist
from broadsheet.link.moves import find_moves
from broadsheet.link.sheaves import Sheaf, joined, packed, unpacked
from broadsheet.link.speakers import Voices
from broadsheet.link.statements import find_groups
from broadsheet.link.stories import find_stories
from broadsheet.link.themes import find_theme_topics, holders_of, theme_words
from broadsheet.link.topics import find_entity_topics
from broadsheet.models import Article, Card, Library, Outlet
from broadsheet.shelf import shelved

__all__ = ["Gist", "Sheaf", "gist", "link", "packed", "unpacked"]


@without_collection()
def link(articles: Sequence[Article], corpus: Corpus, gists: Iterable[Gist] | None = None) -> Library:
    """Return the whole corpus, linked; the order of the articles that come in does not matter.

    The gists are those of the articles, in their order; they are made here where they are not given.
    """
    read = joined(map(gist, articles) if gists is None else gists)
    order = sorted(range(len(articles)), key=lambda row: _coverage(read.cards[row]))
    published = [row for row in order if not read.cards[row].withdrawn]
    cards, shelf = [read.cards[row] for row in published], shelved(articles)
    texts = shelf.arranged([card.id for card in cards])
    families = find_families([card.id for card in cards], read.runs_of(published), texts)
    stories = find_stories(cards, read.terms.arranged(published))
    told = [*((f.id, f.members) for f in families), *((s.id, s.members) for s in stories)]
    events_of = gathered((member, event) for event, members in told for member in members)
    statements, said = statements_of(cards, events_of), read.said_by(published)
    groups = find_groups(statements, said, families, Voices(corpus.entities), corpus.decisions)
    group_of = statements.group_of(groups)
    places = np.full(len(articles), -1, dtype=np.int64)
    places[published] = np.arange(len(published))
    themes = tuple(map(theme_words, corpus.themes))
    holders = holders_of(themes, read.terms, published, texts)
    topics = (
        *find_theme_topics(themes, holders, cards, groups, group_of, statements, events_of),
        *find_entity_topics(read.names, places, cards, groups, group_of, corpus.entities),
    )
    return Library(
        articles=shelf.arranged([read.cards[row].id for row in order]),
        cards=tuple(read.cards[row] for row in order),
        outlets=tuple(Outlet(o.id, o.name, o.url or "", o.country, o.note) for o in corpus.outlets),
        families=families,
        stories=stories,
        groups=groups,
        topics=topics,
        moved=find_moves(corpus.redirects, corpus.entities, corpus.ids, {topic.id for topic in topics}),
    )


def _coverage(card: Card) -> tuple[str, ...]:
    return *dates.sort_key(card.date.known), card.id
