"""Splits a corpus that is too large for one site: each part is a whole site, and one more leads to all of them.

The main site has the pages about everything (topics, statements, outlets, comparisons, the search) and, at every
article's permanent address, a short page that leads on to the article. What part an article belongs to is read
from its id, which never changes: a date that is put right moves no page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from broadsheet.models import Family, Library, StatementGroup, Topic
from broadsheet.records import CorpusConfig
from broadsheet.shelf import shelved

UNDATED = "undated"
_YEAR = re.compile(r"([12][0-9]{3})(?:-|$)")


@dataclass(frozen=True)
class Part:
    """One site of several."""

    name: str
    """The year, or `undated`; empty for the main site."""
    library: Library
    """What the site shows."""
    config: CorpusConfig
    """The corpus's, with the title and address of this site."""

    @property
    def folder(self) -> str:
        """Return where the site is built, relative to the project's folder."""
        return f"build/sites/{self.name}" if self.name else "build/site"


def part_of(article_id: str) -> str:
    """Return the name of the part to which an article belongs."""
    match = _YEAR.match(article_id)
    return match[1] if match is not None else UNDATED


def address_of(article_id: str, config: CorpusConfig) -> str:
    """Return the address of an article's page on the site of its part; empty where there is one site only."""
    if config.sites is None:
        return ""
    return f"{_base(config.sites.url, part_of(article_id))}articles/{article_id}/"


def parts_of(library: Library, config: CorpusConfig) -> tuple[Part, ...]:
    """Return the sites of a corpus: the main one first, then the others by name, where it is to be split."""
    main = Part("", library, config)
    if config.sites is None:
        return (main,)
    names = sorted({part_of(card.id) for card in library.cards})
    return (main, *(_part(name, library, config, config.sites.url) for name in names))


def _base(url: str, name: str) -> str:
    return url.replace("{part}", name).rstrip("/") + "/"


def _part(name: str, library: Library, config: CorpusConfig, url: str) -> Part:
    whole = f"This is a part of “{config.title}”."
    about = f"{whole} Search, topics and statements of all parts: {config.site_url}" if config.site_url else whole
    own = {
        "title": f"{config.title}: {name}",
        "site_url": _base(url, name),
        "sites": None,
        "about": (about, *config.about),
    }
    members = {card.id for card in library.cards if part_of(card.id) == name}
    return Part(name, restricted(library, members), config.model_copy(update=own))


def restricted(library: Library, members: Collection[str]) -> Library:
    """Return a library with some of its articles, and of everything else what belongs to them."""
    cards = tuple(card for card in library.cards if card.id in members)
    groups = tuple(g for group in library.groups if (g := _group(group, members, library.family_of)) is not None)
    known = {group.id for group in groups}
    topics = [_topic(topic, members, known) for topic in library.topics]
    outlets = {card.outlet.value for card in cards}
    return Library(
        articles=shelved(library.articles).arranged([card.id for card in cards]),
        outlets=tuple(outlet for outlet in library.outlets if outlet.id in outlets),
        families=tuple(f for family in library.families if (f := _family(family, members)).kinships),
        stories=tuple(
            replace(story, members=inside)
            for story in library.stories
            if len(inside := tuple(m for m in story.members if m in members)) > 1
        ),
        groups=groups,
        topics=_together([topic for topic in topics if topic.articles]),
        cards=cards,
    )


def _group(group: StatementGroup, members: Collection[str], text_of: Mapping[str, str]) -> StatementGroup | None:
    """Return a statement as far as some articles carry it; None where none does.

    `text_of` names for every article with kin anywhere in the corpus the text that it shares with them.
    """
    claims = tuple(ref for ref in group.claims if ref.article in members)
    if len(claims) in (0, len(group.claims)):
        return group if claims else None
    articles = {ref.article for ref in claims}
    texts = {text_of.get(article, article) for article in articles}
    return replace(group, claims=claims, articles=len(articles), texts=len(texts), flags=())


def _family(family: Family, members: Collection[str]) -> Family:
    return replace(
        family,
        members=tuple(m for m in family.members if m in members),
        kinships=tuple(k for k in family.kinships if k.a in members and k.b in members),
    )


def _topic(topic: Topic, members: Collection[str], known: Collection[str]) -> Topic:
    """Return a topic as far as some articles have it.

    How often it is written in which way is counted over all its articles: it is told where they are all there.
    """
    articles = tuple(a for a in topic.articles if a in members)
    return replace(
        topic,
        articles=articles,
        about=tuple(g for g in topic.about if g in known),
        by=tuple(g for g in topic.by if g in known),
        oppositions=tuple(o for o in topic.oppositions if o.a in known and o.b in known),
        written=topic.written if len(articles) == len(topic.articles) else (),
    )


def _together(topics: list[Topic]) -> tuple[Topic, ...]:
    """Return topics with only those of them beside them, counted where they still stand together."""
    articles = {topic.id: set(topic.articles) for topic in topics}
    found = []
    for topic in topics:
        shared = [
            (other, len(articles[topic.id] & articles[other])) for other, _ in topic.together if other in articles
        ]
        found.append(replace(topic, together=tuple((other, n) for other, n in shared if n)))
    return tuple(found)
