"""Gathers what readers can search for: articles, statements, topics."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import chain
from typing import TypedDict

from pydantic import TypeAdapter
from pydantic_core import to_json

from broadsheet.dates import in_words
from broadsheet.index.document import SearchDoc
from broadsheet.index.reader import Reader
from broadsheet.index.sheaf import Sheaf, packed, unpacked
from broadsheet.index.ties import Tie, ties_of
from broadsheet.models import Article, Card, Claim, Library
from broadsheet.records import CorpusConfig
from broadsheet.shelf import Shelf, sheaves, shelved, so_many
from broadsheet.text.saying import verb

_OF_A_SHEAF = 16
"""Articles or topics kept together, about: few files to open, and few articles to read when one changes."""


def search_documents(library: Library, config: CorpusConfig | None = None) -> Iterator[SearchDoc]:
    """Yield one document for every published article, statement and topic.

    The library is a redacted one; each of its articles is read once, and not again where that is kept. Where the
    corpus is split (`config.sites`), articles and statements have their addresses on the sites of their parts.
    """
    return chain.from_iterable(bundle.docs() for bundle in _bundles(library, config))


def search_sheaves(library: Library, config: CorpusConfig | None = None) -> Iterator[Sheaf]:
    """Yield the same documents as search has them, those that are kept as they were kept."""
    shelf, reader = shelved(library.articles), Reader()
    for bundle in _bundles(library, config):
        make = partial(_read, reader, bundle)
        yield shelf.bound(bundle.names, b"search " + to_json(bundle.ties), make, unpacked)()


def _read(reader: Reader, bundle: _Bundle) -> bytes:
    return packed(reader.read(list(bundle.docs())))


@dataclass(frozen=True)
class _Bundle:
    """Documents that are kept together."""

    names: tuple[str, ...]
    """The articles that they are made from."""
    ties: Sequence[object]
    """All that they depend on besides."""
    docs: Callable[[], Iterator[SearchDoc]]


def _bundles(library: Library, config: CorpusConfig | None) -> Iterator[_Bundle]:
    shelf, others, tied = shelved(library.articles), spellings(library), ties_of(library, config)
    cards = {card.id: card for card in library.cards if not card.withdrawn}
    for names in sheaves(cards, _OF_A_SHEAF):
        texts, named = _told(shelf, names)
        ties = [tied(cards[name]) for name in names]
        spelt = {name: others[name] for name in chain.from_iterable(named) if name in others}
        yield _Bundle(
            names, [ties, spelt], partial(_of_articles, [cards[name] for name in names], ties, texts, named, spelt)
        )
    topics = {topic.id: topic for topic in library.topics}
    for ids in sheaves(sorted(topics), _OF_A_SHEAF):
        told = [(t.id, t.name, t.note, t.spellings) for t in map(topics.__getitem__, ids)]
        yield _Bundle((), told, partial(_of_topics, told))


def _of_articles(
    cards: Sequence[Card],
    ties: Sequence[Tie],
    texts: Callable[[], list[str]],
    named: Sequence[Sequence[str]],
    others: Mapping[str, tuple[str, ...]],
) -> Iterator[SearchDoc]:
    for card, tie, body, names in zip(cards, ties, texts(), named, strict=True):
        spelt = dict.fromkeys(s for name in names for s in (name, *others.get(name, ())))
        yield _article(card, tie, body, tuple(spelt))
        claims = {claim.id: claim for claim in card.claims}
        for claim, also in tie.statements:
            yield _claim(card, tie, claims[claim], also)


def _of_topics(told: Sequence[tuple[str, str, str, tuple[str, ...]]]) -> Iterator[SearchDoc]:
    for name, title, note, spelt in told:
        names = "\n".join(dict.fromkeys((title, *spelt)))
        yield SearchDoc(f"topics/{name}/", "topic", title, note, names=names)


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


def _published(card: Card, tie: Tie) -> _Published:
    date = card.date.known
    earliest = (date.earliest or "") if date is not None else ""
    return {
        "outlet": card.outlet.known or "",
        "outlet_name": tie.outlet_name,
        "date": earliest,
        "date_words": _in_words(date.edtf) if date is not None else "",
        "month": earliest[:7] or "unknown",
    }


def _told(shelf: Shelf, names: Sequence[str]) -> tuple[Callable[[], list[str]], list[list[str]]]:
    """Return what is searched of articles and is not on their cards: what gives their texts, and names in them.

    The names are kept by themselves, as they are asked for at every build.
    """
    told = cache(lambda: [_told_of(shelf.named(name)) for name in names])
    of_texts, of_names = (so_many(len(names), codec) for codec in _codecs())
    texts = shelf.bound(names, b"search texts", lambda: to_json([text for text, _ in told()]), of_texts)
    return texts, shelf.bound(names, b"search names", lambda: to_json([own for _, own in told()]), of_names)()


@cache
def _codecs() -> tuple[TypeAdapter[list[str]], TypeAdapter[list[list[str]]]]:
    return TypeAdapter(list[str]), TypeAdapter(list[list[str]])


def _told_of(article: Article) -> tuple[str, list[str]]:
    body = article.cleaned.text[slice(*article.cleaned.body)]
    text = "\n\n".join(part for part in (article.dek.value or "", body) if part)
    return text, list(dict.fromkeys(mention.name for mention in article.mentions))


def _article(card: Card, tie: Tie, body: str, names: tuple[str, ...]) -> SearchDoc:
    return SearchDoc(
        address=tie.page,
        kind="article",
        title=card.heading,
        body=body,
        claims="\n".join(claim.text for claim in card.claims),
        names="\n".join(names),
        **_published(card, tie),
        topics=tie.topics,
        family=tie.family,
    )


def _claim(card: Card, tie: Tie, claim: Claim, also: tuple[str, ...]) -> SearchDoc:
    return SearchDoc(
        address=f"{tie.page}#{claim.id}",
        kind="claim",
        title=claim.speaker,
        body=claim.text,
        **_published(card, tie),
        also=also,
        speaker=claim.speaker,
        verb=verb(claim) if claim.speaker else "",
    )
