"""Marks the names and statements in an article's paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from broadsheet.models import Claim, Span
from broadsheet.render.markup import attribute, inline, safe

_ANCHOR = re.compile(r' id="(c-[0-9a-f-]{8,20})"')


@dataclass(frozen=True)
class Link:
    """A stretch of the cleaned text that leads to another page."""

    span: Span
    target: str
    """As written in Markdown."""


@dataclass(frozen=True)
class Mark:
    """A statement to be marked in the text."""

    claim: Claim
    number: int
    """Its place among the article's statements, from 1."""
    label: str
    """Who says it, shown beside the text."""


def paragraph(text: str, span: Span, links: Sequence[Link], marks: Sequence[Mark]) -> Markup:
    """Return one paragraph of the cleaned text as Markdown, with its names linked and its statements marked."""
    open_marks = [(_clip(s, span), n, m) for m in marks for n, s in enumerate(m.claim.spans) if _meets(s, span)]
    inside = [Link(_clip(link.span, span), link.target) for link in links if _meets(link.span, span)]
    cuts = {*span, *(edge for s, _, _ in open_marks for edge in s)}
    parts = []
    for start, end in pairwise(sorted(cuts)):
        covering = [found for found in open_marks if found[0].start <= start and end <= found[0].end]
        words = "".join(_linked(text, Span(start, end), inside))
        parts.append(_marked(words, start, end, covering))
    return safe("".join(parts))


def anchors(paragraph: str) -> list[str]:
    """Return the ids of the statements that begin in a marked paragraph."""
    return _ANCHOR.findall(paragraph)


def _marked(words: str, start: int, end: int, covering: Sequence[tuple[Span, int, Mark]]) -> str:
    if not covering:
        return words
    opened = words
    for span, part, mark in reversed(covering):
        anchor = f' id="{mark.claim.id}"' if part == 0 and span.start == start and _begins(mark, span) else ""
        kind = f"bs-claim bs-claim--{mark.claim.kind}"
        opened = f'<mark class="{kind}" data-claim="{mark.claim.id}"{anchor}>{opened}</mark>'
    ending = [
        m for span, part, m in covering if span.end == end and part == len(m.claim.spans) - 1 and _ends(m, span)
    ]
    return opened + "".join(map(_reference, ending))


def _begins(mark: Mark, clipped: Span) -> bool:
    return clipped.start == mark.claim.spans[0].start


def _ends(mark: Mark, clipped: Span) -> bool:
    return clipped.end == mark.claim.spans[-1].end


def _reference(mark: Mark) -> str:
    """Return the empty link after a statement; the style sheet shows its number and speaker, so that the
    text of the paragraph stays the article's own words."""
    label = attribute(mark.label)
    return (
        f'<a class="bs-ref" href="#{mark.claim.id}-info" data-n="{mark.number}" data-who="{label}"'
        f' aria-label="Statement {mark.number}: {label}"></a>'
    )


def _linked(text: str, span: Span, links: Sequence[Link]) -> Iterator[str]:
    at = span.start
    for link in links:
        found = _clip(link.span, span)
        if found.start < at or found.start >= found.end:
            continue
        yield inline(text[at : found.start])
        yield f"[{inline(text[slice(*found)])}]({link.target})"
        at = found.end
    yield inline(text[at : span.end])


def _meets(one: Span, other: Span) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)


def _clip(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))
