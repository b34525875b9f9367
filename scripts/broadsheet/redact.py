"""Holds back what may not be published: every stage after linking sees only what this lets through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from broadsheet.models import (
    Alignment,
    Article,
    Card,
    Claim,
    ClaimRef,
    Cleaned,
    Family,
    Finding,
    Kinship,
    Library,
    Piece,
    Span,
    StatementGroup,
    T,
    Topic,
    card_of,
    is_whole,
    packed_alignments,
)
from broadsheet.shelf import shelved

EXCERPT_PARAGRAPHS = 2
"""How many paragraphs after the headline an excerpt has."""

_NOTHING: Finding[str] = Finding(None, "unknown", note="not published here")


def redact(library: Library) -> Library:
    """Return the library without the words of withdrawn and metadata-only articles and the rest of excerpted ones.

    What stays keeps its offsets. A redacted library redacted again is the same library. Articles are redacted
    whenever they are read.
    """
    cards, ends = _cards(library)
    hidden = set(_hidden(library.cards, cards))
    groups = tuple(g for group in library.groups if (g := _group(group, hidden)) is not None)
    gone = {group.id for group in library.groups} - {group.id for group in groups}
    return replace(
        library,
        articles=shelved(library.articles).changed(redacted),
        cards=cards,
        families=tuple(_family(f, ends) for f in library.families),
        groups=groups,
        topics=tuple(_topic(t, gone) for t in library.topics) if gone else library.topics,
    )


def _cards(library: Library) -> tuple[tuple[Card, ...], dict[str, int]]:
    """Return the cards as they may be shown, and where the text ends of articles that are not shown in full."""
    cards, ends = list(library.cards), {}
    for place, card in enumerate(library.cards):
        if not is_whole(card):
            article = redacted(library.articles[place])
            cards[place], ends[card.id] = card_of(article), len(article.cleaned.text)
    return tuple(cards), ends


def _hidden(before: Sequence[Card], after: Sequence[Card]) -> Iterator[ClaimRef]:
    """Yield the claims that are not shown."""
    for old, new in zip(before, after, strict=True):
        if new is not old:
            shown = {claim.id for claim in new.claims}
            yield from (ClaimRef(old.id, claim.id) for claim in old.claims if claim.id not in shown)


def redacted(article: Article) -> Article:
    """Return an article without the words that may not be published."""
    if article.withdrawn:
        return _tombstone(article)
    return article if article.text_policy == "full" else _shortened(article, shown_end(article))


def paragraphs_shown(article: Article) -> int:
    """Return how many of an article's paragraphs besides its headline may be published."""
    most = {"full": len(article.cleaned.paragraphs), "excerpt": EXCERPT_PARAGRAPHS, "metadata": 0}
    return most[article.text_policy]


def shown_end(article: Article) -> int:
    """Return where in its cleaned text what may be published of an article ends."""
    if article.withdrawn:
        return 0
    if article.text_policy == "full":
        return len(article.cleaned.text)
    following = [p for p in article.cleaned.paragraphs if p.role != "title"][: paragraphs_shown(article)]
    title = article.cleaned.title
    return max([p.clean.end for p in following] + [title.end if title is not None else 0])


def _tombstone(article: Article) -> Article:
    """Return what stays of a withdrawn article: where it was from, and why it is gone."""
    return replace(
        article,
        title=_NOTHING,
        dek=_NOTHING,
        byline=_NOTHING,
        outlet=_evidenced(article.outlet, 0),
        date=_evidenced(article.date, 0),
        language=_evidenced(article.language, 0),
        cleaned=_cut(article.cleaned, 0),
        mentions=(),
        claims=(),
    )


def _shortened(article: Article, end: int) -> Article:
    return replace(
        article,
        title=_evidenced(article.title, end),
        dek=_evidenced(article.dek, end) if _inside(article.cleaned.dek, end) else _NOTHING,
        byline=_evidenced(article.byline, end),
        outlet=_evidenced(article.outlet, end),
        date=_evidenced(article.date, end),
        language=_evidenced(article.language, end),
        cleaned=_cut(article.cleaned, end),
        mentions=tuple(m for m in article.mentions if m.clean.end <= end),
        claims=tuple(c for c in article.claims if _is_shown(c, end)) if article.text_policy != "metadata" else (),
    )


def _cut(cleaned: Cleaned, end: int) -> Cleaned:
    """Return a cleaned text up to an offset, with the part of its ledger that leads back to the raw file.

    What is not shown stands there as blanks, so that every place in the raw file stays where it is.
    """
    body = Span(min(cleaned.body.start, end), min(cleaned.body.end, end))
    shown = [p.clean is not None and p.clean.end <= end for p in cleaned.ledger]
    last = max((place for place, is_shown in enumerate(shown) if is_shown), default=-1)
    ledger = zip(cleaned.ledger[: last + 1], shown, strict=False)
    return replace(
        cleaned,
        text=cleaned.text[:end],
        body=body,
        paragraphs=tuple(p for p in cleaned.paragraphs if p.clean.end <= end),
        ledger=tuple(p if is_shown else _blank(p) for p, is_shown in ledger),
        title=cleaned.title if _inside(cleaned.title, end) else None,
        dek=cleaned.dek if _inside(cleaned.dek, end) else None,
        byline=None,
        facts=(),
    )


def _blank(piece: Piece) -> Piece:
    """Return a piece without its words; its lines stay."""
    return piece._replace(text=_WORDS.sub(" ", piece.text), became="", clean=None)


_WORDS = re.compile(r"[^\r\n]")


def _inside(span: Span | None, end: int) -> bool:
    return span is not None and span.end <= end


def _evidenced(finding: Finding[T], end: int) -> Finding[T]:
    return replace(finding, evidence=tuple(q for q in finding.evidence if _inside(q.clean, end)))


def _is_shown(claim: Claim, end: int) -> bool:
    places = (*claim.spans, claim.speaker_clean, claim.cue_clean)
    return all(place is None or place.end <= end for place in places)


def _group(group: StatementGroup, hidden: set[ClaimRef]) -> StatementGroup | None:
    """Return a group with the claims that are shown; None where none is. Its counts stay: they are no words."""
    if hidden.isdisjoint(group.claims):
        return group
    claims = tuple(ref for ref in group.claims if ref not in hidden)
    return replace(group, claims=claims, flags=()) if claims else None


def _family(family: Family, ends: Mapping[str, int]) -> Family:
    if ends.keys().isdisjoint(family.members):
        return family
    return replace(family, kinships=tuple(_kinship(k, ends) for k in family.kinships))


def _kinship(kinship: Kinship, ends: Mapping[str, int]) -> Kinship:
    def is_shown(alignment: Alignment) -> bool:
        a, b = alignment.a, alignment.b
        return (a is None or a.end <= ends.get(kinship.a, a.end)) and (
            b is None or b.end <= ends.get(kinship.b, b.end)
        )

    return replace(kinship, packed=packed_alignments(filter(is_shown, kinship.alignments)))


def _topic(topic: Topic, gone: set[str]) -> Topic:
    return replace(
        topic,
        about=tuple(g for g in topic.about if g not in gone),
        by=tuple(g for g in topic.by if g not in gone),
        oppositions=tuple(o for o in topic.oppositions if o.a not in gone and o.b not in gone),
    )
