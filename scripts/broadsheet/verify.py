"""Checks every piece of evidence of an article against its raw file: a fact without its words is not published."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from broadsheet.models import Article, Finding, Quote, Raw, Span, restore
from broadsheet.problems import Problem

_OUR_FAULT = "this is a fault of the program; please report it with the article"


def verify(article: Article, raw: Raw) -> list[Problem]:
    """Return a problem for each thing that the raw file does not bear out; none where all is well."""
    faults = [*_ledger(article, raw), *_findings(article, raw), *_mentions(article, raw), *_claims(article, raw)]
    return [_problem(raw, place, what) for place, what in faults]


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the 1-based line and column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _problem(raw: Raw, place: Span, what: str) -> Problem:
    return Problem(raw.path, *line_and_column(raw.text, place.start), "EVIDENCE", what, _OUR_FAULT)


Fault = tuple[Span, str]


def _ledger(article: Article, raw: Raw) -> Iterator[Fault]:
    if restore(article.cleaned.ledger, bom=raw.bom) != raw.data:
        yield Span(0, 0), "the ledger does not restore the file's bytes"
    at = 0
    for piece in article.cleaned.ledger:
        if piece.raw != (at, at + len(piece.text)):
            yield Span(at, at), "the ledger's places have a gap"
            return
        at = piece.raw.end
    for piece in article.cleaned.ledger:
        clean = piece.clean
        if clean is not None and article.cleaned.text[clean.start : clean.end] != piece.became:
            yield piece.raw, "the ledger and the cleaned text differ"


def _findings(article: Article, raw: Raw) -> Iterator[Fault]:
    found: tuple[tuple[str, Finding[object]], ...] = (
        ("title", article.title),
        ("standfirst", article.dek),
        ("byline", article.byline),
        ("outlet", article.outlet),
        ("date", article.date),
    )
    for name, finding in found:
        if finding.status == "stated" and not finding.evidence:
            yield Span(0, 0), f"the {name} is called stated and quotes nothing"
        for quote in finding.evidence:
            yield from _quote(quote, raw, name)


def _quote(quote: Quote, raw: Raw, name: str) -> Iterator[Fault]:
    if not quote.text or raw.text[quote.raw.start : quote.raw.end] != quote.text:
        yield quote.raw, f"the words quoted for the {name} are not in the file"


def _mentions(article: Article, raw: Raw) -> Iterator[Fault]:
    text = article.cleaned.text
    for mention in article.mentions:
        if text[mention.clean.start : mention.clean.end] != mention.text:
            yield mention.raw, f"the mention {mention.text!r} is not in the text"
        if not _same_words(raw.text[mention.raw.start : mention.raw.end], mention.text):
            yield mention.raw, f"the mention {mention.text!r} is not in the file"


def _claims(article: Article, raw: Raw) -> Iterator[Fault]:
    text = article.cleaned.text
    seen: set[str] = set()
    for claim in article.claims:
        where = claim.raw_spans[0] if claim.raw_spans else Span(0, 0)
        if not claim.spans or claim.id in seen:
            yield where, f"the statement {claim.id} has no words or no id of its own"
        seen.add(claim.id)
        for span, place in zip(claim.spans, claim.raw_spans, strict=True):
            if not _same_words(raw.text[place.start : place.end], text[span.start : span.end]):
                yield place, f"the words of the statement {claim.id} are not in the file"
        for mark in (claim.speaker_clean, claim.cue_clean):
            if mark is not None and not text[mark.start : mark.end].strip():
                yield where, f"speaker or cue of the statement {claim.id} are not in the text"


def _same_words(raw: str, clean: str) -> bool:
    """Return whether cleaned words are those of the raw file: white space, mends and a saved page's code aside."""
    return raw == clean or any(_holds(written, clean) for written in (raw, unescape(raw)))


def _holds(raw: str, clean: str) -> bool:
    """Return whether the letters and digits of cleaned words stand in the raw ones, in their order."""
    left = iter(raw)
    return all(c in left for c in clean if c.isalnum() and c.isascii())
