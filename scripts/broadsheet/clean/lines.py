"""The units of a page as the features see them: their words, and those of them that say what it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, repeat

import numpy as np

from broadsheet.clean.letters import (
    APOSTROPHE,
    DIGIT,
    UPPER,
    WORD,
    Letters,
    Words,
    codes_of,
    find_again,
    joined,
    kinds_of,
    read_letters,
    runs,
    small_codes,
    words_of,
)
from broadsheet.clean.rows import Rows
from broadsheet.words import word_set

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}")
"""Chinese and Japanese are written without spaces; two of their signs are about a word."""
_UNSPACED_FROM, _UNSPACED_TO = 0x3040, 0x9FFF
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
    capital: Rows
    """Whether each word begins with a capital."""
    digit: Rows
    """Whether the word of each number begins with a digit."""
    within: Rows
    """How many words of its unit stand before each word."""
    kinds: Rows
    """What the word of each number is, as bits."""
    lengths: Rows
    """How many letters the word of each number has."""
    contents: Words
    """The words that are no grammar and not short, each once for a unit."""
    counts: Rows
    """How many words each unit has."""


def read_lines(texts: Sequence[str]) -> Lines:
    """Return units with their words."""
    letters = read_letters(texts, CUT)
    words, lengths, capital, digit = _read_words(letters)
    counts = np.bincount(words.units, minlength=len(texts))
    within = np.arange(len(words.units)) - (np.cumsum(counts) - counts)[words.units]
    kinds = np.fromiter(map(_kinds_of_words().get, words.vocabulary, repeat(0)), np.uint8, len(lengths))
    contents = words.where(((lengths >= _CONTENT_LETTERS) & (kinds & GRAMMAR == 0))[words.ids])
    return Lines(
        texts=texts,
        letters=letters,
        words=words,
        capital=capital,
        digit=digit,
        within=within,
        kinds=kinds,
        lengths=lengths,
        contents=contents.where(~find_again(contents)),
        counts=counts,
    )


def _read_words(letters: Letters) -> tuple[Words, Rows, Rows, Rows]:
    """Return the words of lines: letters, digits, low lines, apostrophes amid them.

    With them their lengths, by number, which words have a capital, and which begin with a digit, by number.
    """
    codes, kinds = small_codes(letters), letters.kinds
    beyond = codes[codes >= _UNSPACED_FROM]
    # The trees have learnt it so: where there are signs beyond, emoji too, no word has a capital.
    upper = 0 if len(beyond) else UPPER
    if (beyond <= _UNSPACED_TO).any():
        small = codes.tobytes().decode("utf-32-le", "surrogatepass")
        codes = codes_of(_UNSPACED.sub(lambda pair: f" {pair.group()} ", small))
        kinds = kinds_of(codes)
    flags = joined(kinds & WORD > 0, kinds & APOSTROPHE > 0)
    starts, ends = runs(flags)
    breaks = np.flatnonzero(codes == ord("\n"))
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    ids = np.fromiter(map(numbers.__getitem__, words_of(codes, flags)), np.intp, len(starts))
    vocabulary = list(numbers)
    lengths, digit = np.zeros(len(vocabulary), np.intp), np.zeros(len(vocabulary), bool)
    lengths[ids], firsts = ends - starts, kinds[starts]
    digit[ids] = firsts & DIGIT > 0
    return Words(np.searchsorted(breaks, starts), ids, vocabulary), lengths, firsts & upper > 0, digit


GRAMMAR, READER = 1, 2
"""What a word may be, as bits: one of the commonest, or one for the reader or the writer of a page."""


@cache
def _kinds_of_words() -> dict[str, int]:
    """Return for the words of the tables what they are, as bits."""
    grammar, reader = word_set("page-words", "grammar"), word_set("page-words", "reader")
    return {w: GRAMMAR * (w in grammar) | READER * (w in reader) for w in grammar | reader}
