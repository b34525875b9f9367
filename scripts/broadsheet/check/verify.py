"""Checks every piece of evidence of an article against its raw file: a fact without its words is not published."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from broadsheet.models import PAUSE, Article, Cleaned, Finding, Piece, Quote, Raw, Span, restore
from broadsheet.problems import Problem, line_and_column

_OUR_FAULT = "this is a fault of the program; please report it with the article"


def verify(article: Article, raw: Raw) -> list[Problem]:
    """Return a problem for each thing that the raw file does not bear out; none where all is well."""
    account = _Account(article.cleaned)
    faults = [*_ledger(article, raw), *_findings(article, raw, account)]
    faults += [*_mentions(article, account), *_claims(article, account)]
    return [_problem(raw, place, what) for place, what in faults]


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
        if clean is not None and article.cleaned.text[slice(*clean)] != piece.became:
            yield piece.raw, "the ledger and the cleaned text differ"
    placed = sorted((piece.clean, piece.became) for piece in article.cleaned.ledger if piece.clean is not None)
    if "".join(became for _, became in placed) != article.cleaned.text:
        yield Span(0, 0), "the ledger does not account for all of the cleaned text"


# ------------------------------------------------------------------ what the ledger says of a stretch


@dataclass(frozen=True)
class _Account:
    """A ledger, asked what stands in the cleaned text for stretches of the raw text."""

    cleaned: Cleaned

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.raw.start for piece in self.cleaned.ledger]

    def bears_out(self, clean: Span, raw: Span) -> bool:
        """Return whether just these cleaned words stand for just this raw stretch, white space and all.

        A mended piece counts as a whole, so it may reach beyond the words on either side.
        """
        pieces = self._pieces(raw)
        if not pieces or pieces[0].clean is None:
            return False
        rebuilt = "".join(_became(piece, raw) for piece in pieces)
        start = pieces[0].clean.start + (0 if _is_mended(pieces[0]) else raw.start - pieces[0].raw.start)
        before, after = clean.start - start, start + len(rebuilt) - clean.end
        within = 0 <= before <= _reach(pieces[0]) and 0 <= after <= _reach(pieces[-1])
        words = self.cleaned.text[slice(*clean)]
        return within and bool(words) and rebuilt[before : before + len(words)] == words

    def _pieces(self, raw: Span) -> tuple[Piece, ...]:
        first = bisect_right(self._starts, raw.start) - 1
        return self.cleaned.ledger[max(0, first) : bisect_left(self._starts, raw.end)]


def _is_mended(piece: Piece) -> bool:
    return piece.text != piece.became


def _reach(piece: Piece) -> int:
    """Return how many characters of a piece at the edge of a stretch need not be among its words."""
    return max(0, len(piece.became) - 1) if _is_mended(piece) else 0


def _became(piece: Piece, raw: Span) -> str:
    """Return what a piece became, as far as it lies in a raw stretch; a mend that is cut became nothing."""
    start, end = max(0, raw.start - piece.raw.start), raw.end - piece.raw.start
    if _is_mended(piece):
        return piece.became if start == 0 and end >= len(piece.text) else ""
    return piece.became[start:end]


# ------------------------------------------------------------------ facts


def _findings(article: Article, raw: Raw, account: _Account) -> Iterator[Fault]:
    found: tuple[tuple[str, Finding[object]], ...] = (
        ("title", article.title),
        ("standfirst", article.dek),
        ("byline", article.byline),
        ("outlet", article.outlet),
        ("date", article.date),
        ("language", article.language),
    )
    for name, finding in found:
        # A language is inferred from all words: its note says from what share of them, and no few could be quoted.
        ground = finding.status == "inferred" and (name == "language" or _of_address(finding, article))
        if finding.status in ("stated", "inferred") and not finding.evidence and not ground:
            yield Span(0, 0), f"the {name} is called {finding.status} and quotes nothing"
        for quote in finding.evidence:
            yield from _quote(quote, raw, name, account)


def _of_address(finding: Finding[object], article: Article) -> bool:
    """Return whether a finding rests on the address that a person gave: its note ends in words of it."""
    return finding.rule == "address" and finding.note.rpartition(" ")[2] in article.source.url.lower()


def _quote(quote: Quote, raw: Raw, name: str, account: _Account) -> Iterator[Fault]:
    if not quote.text or raw.text[slice(*quote.raw)] != quote.text:
        yield quote.raw, f"the words quoted for the {name} are not in the file"
    if quote.clean is not None and not account.bears_out(quote.clean, quote.raw):
        yield quote.raw, f"the words quoted for the {name} are not those of the text"


def _mentions(article: Article, account: _Account) -> Iterator[Fault]:
    text = article.cleaned.text
    for mention in article.mentions:
        if text[slice(*mention.clean)] != mention.text:
            yield mention.raw, f"the mention {mention.text!r} is not in the text"
        if not account.bears_out(mention.clean, mention.raw):
            yield mention.raw, f"the mention {mention.text!r} is not in the file"


def _claims(article: Article, account: _Account) -> Iterator[Fault]:
    text = article.cleaned.text
    seen: set[str] = set()
    for claim in article.claims:
        where = claim.raw_spans[0] if claim.raw_spans else Span(0, 0)
        if not claim.spans or claim.id in seen:
            yield where, f"the statement {claim.id} has no words or no id of its own"
        seen.add(claim.id)
        if PAUSE.join(text[start:end] for start, end in claim.spans) != claim.text:
            yield where, f"the words of the statement {claim.id} are not in the text"
        for span, place in zip(claim.spans, claim.raw_spans, strict=True):
            if not account.bears_out(span, place):
                yield place, f"the words of the statement {claim.id} are not in the file"
        if claim.cue_clean is not None and text[slice(*claim.cue_clean)] != claim.cue:
            yield where, f"the cue of the statement {claim.id} is not in the text"
        if claim.speaker_clean is not None and not text[slice(*claim.speaker_clean)].strip():
            yield where, f"the speaker of the statement {claim.id} is not in the text"
