"""Attributions of whole paragraphs: sentence by sentence, with the quotations that no cue stands by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from broadsheet.describe.claims.attribution import Attribution
from broadsheet.describe.claims.rules import find_attributions
from broadsheet.describe.claims.tokens import Sentence, tokenise
from broadsheet.models import Cleaned, Span
from broadsheet.quotations import Quotation, quotations
from broadsheet.sentences import sentences

_STATEMENT = 5
"""Words from which a quotation without a cue is a statement rather than a term or a title."""


def attributions(cleaned: Cleaned) -> list[Attribution]:
    """Return the attributions of an article, in order."""
    found: list[Attribution] = []
    previous: list[Attribution] = []
    for paragraph in cleaned.paragraphs:
        span = paragraph.clean
        marks = quotations(cleaned.text, span)
        here: list[Attribution] = []
        for sentence in split(cleaned.text, span, marks, headline=paragraph.role != "body"):
            here = _with_loose(sentence, here, find_attributions(sentence), previous)
        found.extend(here)
        previous = here
    return found


def split(text: str, span: Span, marks: list[Quotation], *, headline: bool = False) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph, none of which ends inside a quotation."""
    parts: list[Span] = []
    for part in sentences(text, span):
        if parts and any(q.span.start < part.start < q.span.end for q in marks):
            parts[-1] = Span(parts[-1].start, part.end)
        else:
            parts.append(part)
    for part in parts:
        inside = [q for q in marks if part.start <= q.span.start < part.end]
        yield Sentence(text, part, tuple(tokenise(text, part, inside)), tuple(inside), headline)


def _with_loose(
    sentence: Sentence, here: list[Attribution], new: list[Attribution], previous: list[Attribution]
) -> list[Attribution]:
    """Return a paragraph's attributions with a sentence's own and the quotations left over in it."""
    here = [*here, *new]
    for quotation in sentence.quotations:
        if any(
            s.start <= quotation.span.start + 1 and quotation.span.end - 1 <= s.end
            for a in here
            for s in a.content
        ):
            continue
        if not _is_statement(sentence.text, quotation):
            continue
        if here and here[-1].quotations and here[-1].span.end <= quotation.span.start:
            here[-1] = _joined(here[-1], quotation)
        else:
            rule = "continued" if here or previous else "unattributed"
            here.append(Attribution(rule, "say", None, None, (quotation.span,), (quotation.inner,)))
    return here


def _joined(attribution: Attribution, quotation: Quotation) -> Attribution:
    """Return an attribution with a further quotation by the same speaker."""
    content = (*attribution.content, quotation.span)
    return replace(attribution, content=content, quotations=(*attribution.quotations, quotation.inner))


def _is_statement(text: str, quotation: Quotation) -> bool:
    inner = text[quotation.inner.start : quotation.inner.end].rstrip()
    return inner.count(" ") + 1 >= _STATEMENT and (not quotation.closed or inner[-1:] in (".", ",", "?", "!", "…"))
