"""Links the described articles with each other: families, statements, stories, topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from broadsheet import dates
from broadsheet.corpus import Corpus
from broadsheet.link.families import find_families
from broadsheet.link.gists import Gist, gist
from broadsheet.link.speakers import Voices
from broadsheet.link.statements import find_groups
from broadsheet.link.stories import find_stories
from broadsheet.link.themes import find_theme_topics
from broadsheet.link.topics import find_entity_topics
from broadsheet.models import Article, Library, Outlet

__all__ = ["Gist", "gist", "link"]


def link(articles: Sequence[Article], corpus: Corpus, gists: Iterable[Gist] | None = None) -> Library:
    """Return the whole corpus, linked; the order of the articles that come in does not matter.

    The gists are those of the articles, in their order; they are made here where they are not given.
    """
    ordered = tuple(sorted(articles, key=lambda a: (*dates.sort_key(a.date.value), a.id)))
    published = tuple(a for a in ordered if not a.withdrawn)
    families = find_families(published)
    groups = find_groups(published, families, Voices(corpus.entities), corpus.decisions)
    return Library(
        articles=ordered,
        outlets=tuple(Outlet(o.id, o.name, o.url or "", o.country, o.note) for o in corpus.outlets),
        families=families,
        stories=find_stories(published),
        groups=groups,
        topics=(
            *find_theme_topics(published, groups, corpus.themes),
            *find_entity_topics(published, groups, corpus.entities),
        ),
    )
