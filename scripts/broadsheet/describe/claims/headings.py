"""Headlines that begin with whoever says the rest: `Moss: The dam will not hold`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from broadsheet.describe.claims.attribution import Attribution
from broadsheet.describe.claims.cues import words
from broadsheet.describe.claims.transcripts import names_person
from broadsheet.models import Span
from broadsheet.text.quotations import Quotation
from broadsheet.words import word_set

_HEADING = re.compile(r"([^\s:][^:]{0,60}):\s{1,3}(?=\S)")

_STATEMENT, _LONGEST = 3, 30
"""Words that the rest needs to be a statement, and has at most in a headline."""


def find_heading(
    text: str, headline: Span, marks: Sequence[Quotation], people: Collection[str]
) -> Attribution | None:
    """Return what a headline attributes by a colon alone; None where what stands before it is nobody.

    `people` are the words that name persons in the article. A question is no statement, and what stands before
    may be what the article is about.
    """
    match = _HEADING.match(text, *headline)
    if match is None or text[headline.end - 1] == "?":
        return None
    speaker = _speaker(text, Span(*match.span(1)), people)
    content = Span(match.end(), match.end() + len(text[match.end() : headline.end].rstrip("; ")))
    said = text[content.start : content.end].split(None, _LONGEST)
    if speaker is None or not _STATEMENT <= len(said) <= _LONGEST:
        return None
    inner = tuple(mark.inner for mark in marks if mark.span.start >= content.start)
    return Attribution("heading", "say", None, speaker, (content,), quotations=inner)


def _speaker(text: str, label: Span, people: Collection[str]) -> Span | None:
    """Return who a label names: `Mayor Ada Moss`, `Moss on the dam`, `Poll`, `Officials`."""
    found = list(re.finditer(r"\S+", text[label.start : label.end]))
    small = [each[0].lower() for each in found]
    end = next((i for i, word in enumerate(small) if i and word in words("prepositions")), len(found))
    named = names_person([each[0] for each in found[:end]], people)
    if "and" in small[:end]:
        return None  # `Moss and Reed: A bad marriage`
    if not named and not any(small[end - 1] in word_set("speakers", key) for key in ("documents", "headed")):
        return None
    return Span(label.start, label.start + found[end - 1].end())
