"""Gathers what readers can search for: articles, statements, topics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from broadsheet.dates import in_words
from broadsheet.index.document import SearchDoc
from broadsheet.models import Article, Claim, ClaimRef, Library


def search_documents(library: Library) -> Iterator[SearchDoc]:
    """Yield one document for every published article, statement and topic, in the order of the library."""
    outlets = {o.id: o.name for o in library.outlets}
    topics_of = _topics_of(library)
    others = spellings(library)
    family_of = {member: family.id for family in library.families for member in family.members}
    claims: dict[ClaimRef, tuple[Article, Claim]] = {}
    for article in library.articles:
        if article.withdrawn:
            continue
        claims.update({ClaimRef(article.id, c.id): (article, c) for c in article.claims})
        spelt = dict.fromkeys(s for m in article.mentions for s in (m.name, *others.get(m.name, ())))
        yield _article(
            article, outlets, tuple(spelt), topics_of.get(article.id, ()), family_of.get(article.id, "")
        )
    for group in library.groups:
        article, claim = claims[group.claims[0]]
        yield _claim(article, claim, outlets)
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


def _published_text(article: Article) -> str:
    cleaned = article.cleaned
    if article.text_policy == "metadata":
        return ""
    whole = cleaned.text[cleaned.body.start : cleaned.body.end]
    return whole.split("\n\n", 1)[0] if article.text_policy == "excerpt" else whole


class _Published(TypedDict):
    """Where and when an article appeared, as its own document and those of its statements say it."""

    outlet: str
    outlet_name: str
    date: str
    date_words: str
    month: str


def _published(article: Article, outlets: dict[str, str]) -> _Published:
    date, outlet = article.date.value, article.outlet.value or ""
    earliest = (date.earliest or "") if date is not None else ""
    return {
        "outlet": outlet,
        "outlet_name": outlets.get(outlet, outlet),
        "date": earliest,
        "date_words": in_words(date.edtf) if date is not None else "",
        "month": earliest[:7] or "unknown",
    }


def _article(
    article: Article, outlets: dict[str, str], names: tuple[str, ...], topics: tuple[str, ...], family: str
) -> SearchDoc:
    return SearchDoc(
        address=f"articles/{article.id}/",
        kind="article",
        title=article.title.value or _published_text(article)[:80] or article.id,
        body="\n\n".join(part for part in (article.dek.value or "", _published_text(article)) if part),
        claims="\n".join(claim.text for claim in article.claims),
        names="\n".join(names),
        **_published(article, outlets),
        topics=topics,
        family=family,
    )


def _claim(article: Article, claim: Claim, outlets: dict[str, str]) -> SearchDoc:
    return SearchDoc(
        address=f"articles/{article.id}/#{claim.id}",
        kind="claim",
        title=claim.speaker,
        body=claim.text,
        **_published(article, outlets),
        speaker=claim.speaker,
    )
