"""Acronyms that an article introduces itself: "Zenda Trust (ZT)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from broadsheet.describe.names.casing import Page

_DEFINED = re.compile(r"'?s? \(\"?([A-Z](?:\.?[A-Z]){1,9}\.?)\"?\)")
"""What stands directly after a name in brackets: " (ZT)", " (Z.T.)"."""


def find_acronyms(page: Page, named: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return (start, end, entity) of the acronyms that stand for a name spelled out before them in brackets."""
    meant: dict[str, set[int]] = {}
    for start, end, entity in named:
        match = _DEFINED.match(page.cased, end, end + 24)
        if match and _letters(page.cased[start:end]) == match[1].replace(".", ""):
            meant.setdefault(match[1], set()).add(entity)
    sure = {acronym: next(iter(who)) for acronym, who in meant.items() if len(who) == 1}
    if not sure:
        return []
    either = "|".join(map(re.escape, sorted(sure, key=len, reverse=True)))
    found = re.finditer(rf"(?<![\w.])(?:{either})(?![\w])", page.cased)
    return [(m.start(), m.end(), sure[m.group()]) for m in found]


def _letters(name: str) -> str:
    """Return the first letters of the capitalised words; what follows a hyphen is no word of its own."""
    return "".join(word[0] for word in name.split() if word[0].isupper())
