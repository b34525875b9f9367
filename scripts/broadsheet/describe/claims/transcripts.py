"""Turns of a transcript: paragraphs that begin with the name of whoever speaks, as in a printed interview."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from broadsheet.describe.claims.attribution import Attribution
from broadsheet.models import Cleaned, Span
from broadsheet.words import word_set

# `MOSS: We will go.` / `Ada Moss: “We will go.”`
_TURN = re.compile(r"([A-Z][\w.’'\-]{0,30}(?: [A-Z][\w.’'\-]{0,30}){0,4}):\s{1,3}(?=\S)")

_SPEAKERS = 2
"""Labels that have to come again before paragraphs count as turns: one alone makes no conversation."""

_STATEMENT = 5
"""Words a turn needs to be a statement."""


def find_turns(cleaned: Cleaned, people: Collection[str]) -> dict[Span, Attribution]:
    """Return the turns by the span of their paragraph; none where an article is no conversation.

    `people` are the words that name persons in it: lists have labels, too, and what they say is nobody's.
    """
    labelled = [(p.clean, _TURN.match(cleaned.text, *p.clean)) for p in cleaned.paragraphs]
    found = [(span, match) for span, match in labelled if match is not None]
    counts = Counter(match.group(1) for _, match in found)
    speakers = {label for label, count in counts.items() if count > 1 and _speaks(label, people)}
    if len(speakers) < _SPEAKERS:
        return {}
    return {span: _turn(span, match) for span, match in found if _is_turn(cleaned.text, span, match, speakers)}


def names_person(label: Sequence[str], people: Collection[str]) -> bool:
    """Return whether the words of a label end with those that name a person: `Mayor Ada Moss`."""
    return any(" ".join(label[first:]) in people for first in range(len(label)))


def _speaks(label: str, people: Collection[str]) -> bool:
    """Return whether a label is somebody: `Mayor Ada Moss`, `Journalist`, `MOSS`; but no `Pros` and no `PRICE`."""
    words = label.split()
    if names_person(words, people):
        return True
    if words[-1].lower() in word_set("speakers", "askers"):
        return True
    return label.isupper() and word_set("speakers", "no_speakers").isdisjoint(label.lower().split())


def _is_turn(text: str, span: Span, match: re.Match[str], speakers: set[str]) -> bool:
    words = text[match.end() : span.end].split(None, _STATEMENT)
    return match.group(1) in speakers and len(words) >= _STATEMENT


def _turn(span: Span, match: re.Match[str]) -> Attribution:
    content = Span(match.end(), span.end)
    return Attribution("transcript", "say", None, Span(*match.span(1)), (content,), quotations=(content,))
