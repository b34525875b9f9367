"""Cutting text into search terms, the same way as `worker/text.js` does in the reader's browser."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as LUNR_STOP_WORDS

from broadsheet.words import table

MAX_TERM = 40
"""Longer words are cut: what is longer is an address or debris."""

CJK = "\u3040-\u30ff\u3400-\u9fff"
"""Scripts without spaces, whose every character is a word of its own."""

WORD = re.compile(
    rf"[{CJK}]"
    r"|[^\W\d_](?:\.[^\W\d_])+(?![^\W_])"  # U.S.
    r"|\d+(?:[.,]\d+)*(?![^\W_])"  # 1,200.5
    rf"|[^\W_{CJK}]+(?:'[^\W_{CJK}]+)*"  # O'Brien's
)
"""A word of folded text; linear, since no alternative can match one stretch in two ways."""

_POSSESSIVE = re.compile(r"'s$|[.,']+$")


class _Stemmer(PorterStemmer):  # type: ignore[misc]  # lunr has no types
    """lunr.py's Porter stemmer with lunr.js's rule for a final y.

    The two differ on 986 of 59,269 words of news ("day": lunr.py has "dai"); words they disagree about could
    not be found.
    """

    b: str
    k: int

    def step1c(self) -> None:
        if self.b[self.k] == "y" and self.k > 1 and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i"


_stemmer = _Stemmer()


@cache
def _folds() -> dict[int, str]:
    return str.maketrans(table("search")["fold"])


@cache
def stop_words() -> frozenset[str]:
    """Return the words too common to be searched for, as they stand in folded text."""
    words = (word.replace("'", "") for word in LUNR_STOP_WORDS)
    return frozenset(words) - set(table("search")["searchable"])


def fold(text: str) -> str:
    """Return the text in small letters, without marks, with straight quotation marks."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in plain if unicodedata.category(c)[0] != "M").translate(_folds())


def words(text: str) -> list[str]:
    """Return the words of a text in order, folded, as `surface` and `stem` take them."""
    return WORD.findall(fold(text))


def surface(word: str) -> str:
    """Return a word without what is not written alike everywhere: possessive, apostrophes, dots, commas."""
    plain = _POSSESSIVE.sub("", word).replace("'", "").replace(",", "")
    return (plain if plain[:1].isdigit() else plain.replace(".", ""))[:MAX_TERM]


def stem(term: str) -> str:
    """Return the stem of a surface form, as lunr.js would."""
    return _stemmer.stem(term) if term.isascii() and term.isalpha() else term
