"""The units of a page as the features see them: their words, and those of them that say what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from broadsheet.words import table

# Chinese and Japanese are written without spaces; two of their signs are about a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’]\w+)?")
_CONTENT_LETTERS = 5

CUT = 2000
"""So many characters of a unit are looked at; what a line is shows in less."""


@dataclass(frozen=True)
class Lines:
    """The units of a page, in order."""

    texts: Sequence[str]
    words: Sequence[list[str]]
    """In small letters."""
    contents: Sequence[set[str]]
    """The words that are no grammar and not short."""


def read_lines(texts: Sequence[str]) -> Lines:
    """Return units with their words."""
    words = [_WORD.findall(text[:CUT].lower()) for text in texts]
    common = grammar()
    contents = [{w for w in line if len(w) >= _CONTENT_LETTERS and w not in common} for line in words]
    return Lines(texts, words, contents)


@cache
def grammar() -> frozenset[str]:
    """Return the commonest words of running text."""
    return frozenset(table("page-words")["grammar"])
