"""Cutting text into search terms, the same way as `worker/text.js` does in the reader's browser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from lunr.stop_word_filter import WORDS as LUNR_STOP_WORDS

from broadsheet.index import porter
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


class _Folds(dict[int, str]):
    """Each letter beyond ASCII as it is searched for; worked out when it is first met."""

    def __init__(self) -> None:
        self._plain = str.maketrans(table("search")["fold"])

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFKD", chr(code))
        unmarked = "".join(c for c in apart if unicodedata.category(c)[0] != "M")
        folded = self[code] = unmarked.translate(self._plain).lower()
        return folded


class _Blanks(dict[int, str]):
    """The same, and a space for what can be in no word."""

    def __missing__(self, code: int) -> str:
        blanked = self[code] = "".join(c if c.isalnum() or c in INNER else " " for c in _folds()[code])
        return blanked


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_ASCII = bytes(range(128))
_FEW = 32
"""Letters beyond ASCII up to which a text is gone through for each, which is twice as fast as letter by letter."""

INNER = ".,'"
"""What can stand within a word."""

_folds = cache(_Folds)
_blanks = cache(_Blanks)
_SMALL = "".join(map(chr, range(128))).lower().replace("`", "'")
PLAIN = "".join(c if c.isalnum() or c in INNER else " " for c in _SMALL).encode() + bytes(range(128, 256))
"""For each byte of ASCII what `_blanks` has, quotation marks straight: one step instead of three."""


@cache
def stop_words() -> frozenset[str]:
    """Return the words too common to be searched for, as they stand in folded text."""
    words = (word.replace("'", "") for word in LUNR_STOP_WORDS)
    return frozenset(words) - set(table("search")["searchable"])


def fold(text: str) -> str:
    """Return the text in small letters, without marks, with straight quotation marks."""
    return _translated(text, _folds())


def _translated(text: str, letters: Mapping[int, str]) -> str:
    small = text.lower().replace("`", "'")
    if small.isascii():
        return small
    beyond = set(small.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    if len(beyond) > _FEW:
        return _BEYOND_ASCII.sub(lambda run: run[0].translate(letters), small)
    for letter in beyond:  # in any order: what stands for a small letter stays as it is
        small = small.replace(letter, letters[ord(letter)])
    return small


def words(text: str) -> list[str]:
    """Return the words of a text in order, folded, as `surface` and `stem` take them."""
    return WORD.findall(fold(text))


def blanked(text: str) -> str:
    """Return the text with the words it has; what lies between them is no letter beyond ASCII.

    What is ASCII by then is left as it stands: `PLAIN` does the rest, many texts at once.
    """
    plain = text if text.isascii() else _translated(text, _blanks())
    return plain if plain.isascii() else " ".join(WORD.findall(plain))


def surface(word: str) -> str:
    """Return a word without what is not written alike everywhere: possessive, apostrophes, dots, commas."""
    if word.isalnum():
        return word[:MAX_TERM]
    plain = _POSSESSIVE.sub("", word).replace("'", "").replace(",", "")
    return (plain if plain[:1].isdigit() else plain.replace(".", ""))[:MAX_TERM]


def stem(term: str) -> str:
    """Return the stem of a surface form, as lunr.js would."""
    return porter.stem(term) if term.isascii() and term.isalpha() else term
