"""The units of a page as the features see them: their words, and those of them that say what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from broadsheet.clean.letters import (
    APOSTROPHE,
    WORD,
    Letters,
    Words,
    each_once,
    joined,
    kinds_of,
    number,
    read_letters,
    runs,
    words_of,
)
from broadsheet.clean.rows import Rows
from broadsheet.words import table

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}")
"""Chinese and Japanese are written without spaces; two of their signs are about a word."""
_CONTENT_LETTERS = 5

CUT = 2000
"""So many characters of a unit are looked at; what a line is shows in less."""


@dataclass(frozen=True)
class Lines:
    """The units of a page, in order."""

    texts: Sequence[str]
    letters: Letters
    """The first `CUT` characters of each."""
    words: Words
    """All words in order, in small letters."""
    contents: Words
    """The words that are no grammar and not short, each once for a unit."""
    counts: Rows
    """How many words each unit has."""


def read_lines(texts: Sequence[str]) -> Lines:
    """Return units with their words."""
    letters = read_letters(texts, CUT)
    words = _read_words(letters.text)
    common = grammar()
    content = np.array([len(w) >= _CONTENT_LETTERS and w not in common for w in words.vocabulary], bool)
    told = content[words.ids]
    contents = each_once(Words(words.units[told], words.ids[told], words.vocabulary))
    return Lines(texts, letters, words, contents, np.bincount(words.units, minlength=len(texts)))


def _read_words(text: str) -> Words:
    """Return the words of lines: letters, digits and low lines, and apostrophes amid them."""
    small = text.lower()
    if _UNSPACED.search(small):
        small = _UNSPACED.sub(lambda pair: f" {pair.group()} ", small)
    kinds = kinds_of(small)
    flags = joined(kinds & WORD > 0, kinds & APOSTROPHE > 0)
    breaks = np.array([match.start() for match in re.finditer("\n", small)], np.intp)
    return number(np.searchsorted(breaks, runs(flags)[0]), words_of(small, flags))


@cache
def grammar() -> frozenset[str]:
    """Return the commonest words of running text."""
    return frozenset(table("page-words")["grammar"])
