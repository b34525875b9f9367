"""Tells which news agency an article credits with its text, with the words that do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from broadsheet.models import Article
from broadsheet.words import table

# Only places that credit the text: not "(AP Photo/Ada Moss)", not "the mayor told Reuters".
_PLACES = (
    # SEOUL, Aug 30 (Reuters) -
    r"[^\n()]{1,60}\((NAMES)\)\s?[-–—:]",
    # Copyright 2017 The Associated Press. All rights reserved. Without a year it may be a picture's: © Reuters
    r"(?:Copyright(?: ©| \(c\))?|©|\(c\)) ?\d{4},? (?:by )?(?:[Tt]he )?(NAMES)(?!\w)",
    # By The Associated Press; Xinhua | Updated: 2017-09-15
    r"(?:By|BY|From|Source:) (?:[Tt]he |THE )?(NAMES)[ \t]*(?=[|•·\r\n]|\Z)",
    r"(NAMES)[ \t]{0,3}(?=[|•·])",
    # The Associated Press contributed to this report
    r"(?:[Tt]he )?(NAMES) (?:also )?contributed to this (?:report|story|article)",
)


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency and where an article names it as the source of its text."""

    agency: str
    words: str
    """As the raw file has them, on one line."""


def credit(article: Article) -> Credit | None:
    """Return the agency that an article's raw file credits first; None where it credits none."""
    raw = "".join(piece.text for piece in article.cleaned.ledger if piece.reason != "markup")
    found = pattern().search(raw)
    if found is None:
        return None
    return Credit(_agencies()[next(filter(None, found.groups()))], " ".join(found[0].split()))


@cache
def _agencies() -> dict[str, str]:
    """Return the agencies by what they are called where they are credited."""
    return {written: agency for agency, names in table("agencies").items() for written in names}


@cache
def pattern() -> re.Pattern[str]:
    """Return what finds where a text credits an agency, made once."""
    names = "|".join(re.escape(name) for name in sorted(_agencies(), key=len, reverse=True))
    return re.compile(rf"^[ \t]{{0,8}}(?:{'|'.join(_PLACES)})".replace("NAMES", names), re.MULTILINE)
