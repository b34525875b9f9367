"""Gathers what readers can search for: articles, statements, topics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from pydantic_core import from_json, to_json

from broadsheet.dates import in_words
from broadsheet.index.document import SearchDoc
from broadsheet.models import Article, Card, Claim, Library
from broadsheet.shelf import Shelf, shelved


def search_documents(library: Library) -> Iterator[SearchDoc]:
    """Yield one document for every published article, statement and topic, in the order of the library.

    The library is a redacted one; each of its articles is read once, and not again where that is kept.
    """
    outlets = {o.id: o.name for o in library.outlets}
    topics_of = _topics_of(library)
    others = spellings(library)
    family_of = {member: family.id for family in library.families for member in family.members}
    shelf = library.articles if isinstance(library.articles, Shelf) else shelved(library.articles)
    for card in library.cards:
        if not card.withdrawn:
            title, body, *names = from_json(shelf.noted(card.id, b"search", _told))
            spelt = dict.fromkeys(s for name in names for s in (name, *others.get(name, ())))
            topics, family = topics_of.get(card.id, ()), family_of.get(card.id, "")
            yield _article(card, title, body, outlets, tuple(spelt), topics, family)
    cards = {card.id: card for card in library.cards}
    for group in library.groups:
        card = cards[group.claims[0].article]
        claim = next(claim for claim in card.claims if claim.id == group.claims[0].claim)
        yield _claim(card, claim, outlets)
    for topic in library.topics:
        names = "\n".join(dict.fromkeys((topic.name, *topic.spellings)))
        yield SearchDoc(f"topics/{topic.id}/", "topic", topic.name, topic.note, names=names)


def spellings(library: Library) -> dict[str, tuple[str, ...]]:
    """Return for every name all spellings of it, so that a search for one finds the others."""
    return {topic.name: topic.spellings for topic in library.topics if len(topic.spellings) > 1}


def _topics_of(library: Library) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for topic in library.topics:
        for article in topic.articles:
            found.setdefault(article, []).append(topic.name)
    return {name: tuple(topics) for name, topics in found.items()}


class _Published(TypedDict):
    """Where and when an article appeared, as its own document and those of its statements say it."""

    outlet: str
    outlet_name: str
    date: str
    date_words: str
    month: str


def _published(card: Card, outlets: dict[str, str]) -> _Published:
    date, outlet = card.date.value, card.outlet.value or ""
    earliest = (date.earliest or "") if date is not None else ""
    return {
        "outlet": outlet,
        "outlet_name": outlets.get(outlet, outlet),
        "date": earliest,
        "date_words": in_words(date.edtf) if date is not None else "",
        "month": earliest[:7] or "unknown",
    }


def _told(article: Article) -> bytes:
    """Return what is searched of an article and is not on its card, as JSON: title, text, then the names in it."""
    body = article.cleaned.text[slice(*article.cleaned.body)]
    text = "\n\n".join(part for part in (article.dek.value or "", body) if part)
    title = article.title.value or body[:80] or article.id
    return to_json([title, text, *dict.fromkeys(mention.name for mention in article.mentions)])


def _article(
    card: Card,
    title: str,
    body: str,
    outlets: dict[str, str],
    names: tuple[str, ...],
    topics: tuple[str, ...],
    family: str,
) -> SearchDoc:
    return SearchDoc(
        address=f"articles/{card.id}/",
        kind="article",
        title=title,
        body=body,
        claims="\n".join(claim.text for claim in card.claims),
        names="\n".join(names),
        **_published(card, outlets),
        topics=topics,
        family=family,
    )


def _claim(card: Card, claim: Claim, outlets: dict[str, str]) -> SearchDoc:
    return SearchDoc(
        address=f"articles/{card.id}/#{claim.id}",
        kind="claim",
        title=claim.speaker,
        body=claim.text,
        **_published(card, outlets),
        speaker=claim.speaker,
    )
