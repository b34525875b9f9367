"""Turns of a transcript: paragraphs that begin with, or stand below, the name of whoever speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from broadsheet.describe.claims.attribution import Attribution
from broadsheet.models import Cleaned, Span
from broadsheet.words import word_set

# `MOSS: We will go.` / `Ada Moss: “We will go.”`, or `ADA MOSS:` alone
_LABEL = re.compile(r"([A-Z][\w.’'\-]{0,30}(?: [A-Z][\w.’'\-]{0,30}){0,4}):(?:\s{1,3}(?=\S)|\Z)")

_SPEAKERS = 2
"""Labels that have to come again before paragraphs count as turns: one alone makes no conversation."""

_STATEMENT = 5
"""Words a turn needs to be a statement."""

_GREETING = 12
"""Words from which a turn that begins as a greeting says more than that."""


def find_turns(cleaned: Cleaned, people: Collection[str]) -> dict[Span, Attribution]:
    """Return the turns by the span of their paragraph; none where an article is no conversation.

    `people` are the words that name persons in it: lists have labels, too, and what they say is nobody's.
    """
    labelled = [(p.clean, _LABEL.match(cleaned.text, *p.clean)) for p in cleaned.paragraphs]
    counts = Counter(match.group(1) for _, match in labelled if match is not None)
    speakers = {label for label, count in counts.items() if count > 1 and _speaks(label, people)}
    if len(speakers) < _SPEAKERS:
        return {}
    turns = _turns([(span, match if match and match.group(1) in speakers else None) for span, match in labelled])
    return {span: turn for span, turn in turns if _is_statement(cleaned.text, turn.content[0])}


def _turns(labelled: Sequence[tuple[Span, re.Match[str] | None]]) -> Iterator[tuple[Span, Attribution]]:
    """Yield the paragraphs that are turns: what stands behind a label, or below one until the next.

    Below the last label that is one paragraph: what follows may be anybody's.
    """
    last = max((place for place, (_, match) in enumerate(labelled) if match is not None), default=-1)
    above: re.Match[str] | None = None
    for place, (span, match) in enumerate(labelled):
        if match is not None:
            above = match if match.end() == span.end else None
            if above is None:
                yield span, _turn(match, Span(match.end(), span.end))
        elif above is not None and place <= last + 1:
            yield span, _turn(above, span)


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


def _is_statement(text: str, content: Span) -> bool:
    """Return whether somebody says something in a turn: more than a word or two, and more than a greeting."""
    words = text[slice(*content)].split(None, _GREETING)
    greets = words[0].strip(',.!“"').lower() in word_set("speakers", "greetings")
    return len(words) >= (_GREETING if greets else _STATEMENT)


def _turn(label: re.Match[str], content: Span) -> Attribution:
    return Attribution("transcript", "say", None, Span(*label.span(1)), (content,), quotations=(content,))
