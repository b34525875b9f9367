"""Places that reports are sent from: `STRELSAU, Ruritania, March 14 (Example Wire) - `."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from broadsheet.describe.names.gazetteer import ordinary
from broadsheet.words import table, word_set

_PLACE = r"[A-Z][A-Z.'-]{2,20}(?: [A-Z][A-Z.'-]{1,20}){0,3}"


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(table("calendar")["months"])
    day = rf"(?i:{months})\.? [0-9]{{1,2}}"
    country = r"[A-Z][a-z]{1,20}\.?(?: [A-Z][a-z]{1,20})?"
    wire = r" \([^()\n0-9]{2,40}\)"
    # A day or whose report it is must follow: "DOE, Jane - " is no place.
    return re.compile(rf"^({_PLACE})(?:, (?!{day}){country})?(?:, {day}(?:{wire})?|{wire}) ?(?:-{{1,2}}|—) ", re.M)


def find_datelines(cased: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the places in a folded text with which a line begins as a dispatch does."""
    for match in _pattern().finditer(cased):
        if match[1].lower() not in ordinary() | word_set("names_words", "headings"):
            yield match.span(1)
