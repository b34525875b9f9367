"""Gathers what readers can search for: articles, statements, topics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import TypedDict

from pydantic import TypeAdapter
from pydantic_core import to_json

from broadsheet.dates import days, in_words, month
from broadsheet.gathering import gathered
from broadsheet.index.document import SearchDoc
from broadsheet.models import Article, Card, Claim, Library
from broadsheet.parts import address_of
from broadsheet.records import CorpusConfig
from broadsheet.shelf import Shelf, list_of, sheaves, shelved
from broadsheet.text.saying import verb

_OF_A_SHEAF = 32
"""Articles of which that is kept together, about: few files to open, and few articles when one changes."""


def search_documents(library: Library, config: CorpusConfig | None = None) -> Iterator[SearchDoc]:
    """Yield one document for every published article, statement and topic, in the order of the library.

    The library is a redacted one; each of its articles is read once, and not again where that is kept. Where the
    corpus is split (`config.sites`), articles and statements have their addresses on the sites of their parts.
    """
    outlets = {o.id: o.name for o in library.outlets}
    topics_of = gathered((article, topic.name) for topic in library.topics for article in topic.articles)
    others = spellings(library)
    shown = [card for card in library.cards if not card.withdrawn]
    for card, (body, names) in zip(shown, _told(library.articles, shown), strict=True):
        spelt = dict.fromkeys(s for name in names for s in (name, *others.get(name, ())))
        topics, family = topics_of.get(card.id, ()), library.family_of.get(card.id, "")
        yield _article(card, _page(card, config), body, outlets, tuple(spelt), topics, family)
    cards = {card.id: card for card in library.cards}
    topics_of_group = gathered((group, topic.name) for topic in library.topics for group in topic.about)
    for group in library.groups:
        card = cards[group.claims[0].article]
        claim = next(claim for claim in card.claims if claim.id == group.claims[0].claim)
        carried = (cards[ref.article].outlet.known for ref in group.claims)
        also = tuple(dict.fromkeys(outlet for outlet in carried if outlet and outlet != card.outlet.known))
        yield _claim(card, _page(card, config), claim, outlets, also, topics_of_group.get(group.id, ()))
    for topic in library.topics:
        spelt_out = "\n".join(dict.fromkeys((topic.name, *topic.spellings)))
        yield SearchDoc(f"topics/{topic.id}/", "topic", topic.name, topic.note, names=spelt_out)


def spellings(library: Library) -> dict[str, tuple[str, ...]]:
    """Return for every name all spellings of it, so that a search for one finds the others."""
    return {topic.name: topic.spellings for topic in library.topics if len(topic.spellings) > 1}


# Many articles are of one day, and each of their statements says it again.
_in_words = lru_cache(maxsize=4096)(in_words)


class _Published(TypedDict):
    """Where and when an article is known to have appeared, as its own document and its statements' say it."""

    outlet: str
    outlet_name: str
    date: str
    date_words: str
    month: str


def _published(card: Card, outlets: dict[str, str]) -> _Published:
    date, outlet = card.date.known, card.outlet.known or ""
    return {
        "outlet": outlet,
        "outlet_name": outlets.get(outlet, outlet),
        "date": days(date)[0],
        "date_words": _in_words(date.edtf) if date is not None else "",
        "month": month(date) or "unknown",
    }


_Told = tuple[str, list[str]]
"""What is searched of an article and is not on its card: its text, and the names in it."""


def _told(articles: Sequence[Article], cards: Sequence[Card]) -> Iterator[_Told]:
    shelf = shelved(articles)
    for names in sheaves((card.id for card in cards), _OF_A_SHEAF):
        make = partial(_told_as_json, shelf, names)
        yield from shelf.bound(names, b"search", make, list_of(len(names), _codec()))()


@cache
def _codec() -> TypeAdapter[list[_Told]]:
    return TypeAdapter(list[_Told])


def _told_as_json(shelf: Shelf, names: Sequence[str]) -> bytes:
    return to_json([_told_of(shelf.named(name)) for name in names])


def _told_of(article: Article) -> _Told:
    body = article.cleaned.text[slice(*article.cleaned.body)]
    text = "\n\n".join(part for part in (article.dek.value or "", body) if part)
    return text, list(dict.fromkeys(mention.name for mention in article.mentions))


def _page(card: Card, config: CorpusConfig | None) -> str:
    return (config is not None and address_of(card.id, config)) or f"articles/{card.id}/"


def _article(
    card: Card,
    page: str,
    body: str,
    outlets: dict[str, str],
    names: tuple[str, ...],
    topics: tuple[str, ...],
    family: str,
) -> SearchDoc:
    return SearchDoc(
        address=page,
        kind="article",
        title=card.heading,
        body=body,
        claims="\n".join(claim.text for claim in card.claims),
        names="\n".join(names),
        **_published(card, outlets),
        topics=topics,
        family=family,
    )


def _claim(
    card: Card, page: str, claim: Claim, outlets: dict[str, str], also: tuple[str, ...], topics: tuple[str, ...]
) -> SearchDoc:
    return SearchDoc(
        address=f"{page}#{claim.id}",
        kind="claim",
        title=claim.speaker,
        body=claim.text,
        **_published(card, outlets),
        speaker=claim.speaker,
        verb=verb(claim) if claim.speaker else "",
        also=also,
        topics=topics,
    )
