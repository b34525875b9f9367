"""Numbers for words while texts are read, and for the terms they stand for when all have been."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import numpy as np

from broadsheet.index import pieces
from broadsheet.index.analyse import stem, stop_words, surface, words
from broadsheet.index.codec import Whole

STOPPED = -1
"""Stands for a stop word, so that the words after it keep their places."""

_UNSEEN = np.iinfo(np.int32).min

_BITS = 18
"""Of the places in the table of short pieces, which takes 20 bytes for each."""

_FACTORS = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
"""Odd numbers without a pattern, as multiplicative hashing wants them (Knuth, TAOCP 3, 6.4): 2^64 over the golden
ratio, and a prime of xxHash."""


class _Seen:
    """The numbers of short pieces by their bytes: thousands are looked up at once.

    There is one place for each hash, and the first piece keeps it: others of that hash are never found here.
    """

    def __init__(self) -> None:
        self._low, self._high = (np.zeros(1 << _BITS, np.uint64) for _ in range(2))
        self._numbers = np.full(1 << _BITS, _UNSEEN, np.int32)

    def find(self, low: Whole, high: Whole) -> Whole:
        """Return the numbers of pieces that `packed` has as two numbers each, `_UNSEEN` where it is not known."""
        places = _places(low, high)
        numbers = self._numbers[places]
        numbers[(self._low[places] != low) | (self._high[places] != high)] = _UNSEEN
        return numbers

    def keep(self, low: Whole, high: Whole, numbers: Whole) -> None:
        """Keep the numbers of pieces where their places are free."""
        places = _places(low, high)
        free = np.flatnonzero((self._numbers[places] == _UNSEEN) & (low > 0))
        places = places[free]
        self._low[places], self._high[places], self._numbers[places] = low[free], high[free], numbers[free]


def _places(low: Whole, high: Whole) -> Whole:
    mixed: Whole = (low * _FACTORS[0] + high * _FACTORS[1]) >> np.uint64(64 - _BITS)
    return mixed.view(np.int64)


class Lexicon:
    """The number of each word that was met."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        """Of the words."""
        self._seen = _Seen()
        self._odd: dict[str, int] = {}
        """Of the pieces that may be more than one word, or may be written otherwise."""
        self._within: list[list[int]] = []
        """The numbers of the words in each piece that is not one: its own number is -1 for the first, then -2."""

    def read(self, texts: Sequence[str]) -> tuple[Whole, Whole]:
        """Return the words of some texts in order, as numbers of four bytes, and how many each text has."""
        cut = pieces.cut(texts)
        low, high = cut.packed()
        numbers = self._seen.find(low, high)
        new = np.flatnonzero(numbers == _UNSEEN)
        numbers[new] = list(map(self._number, cut.written(new)))
        self._seen.keep(low[new], high[new], numbers[new])
        return self._parted(numbers, cut.counts) if numbers.min(initial=0) < 0 else (numbers, cut.counts)

    def _number(self, piece: str) -> int:
        if piece.isascii() and piece.isalnum():
            return self.numbers.setdefault(piece, len(self.numbers))
        number = self._odd.get(piece)
        if number is None:
            number = self._odd[piece] = self._looked_at(piece)
        return number

    def _looked_at(self, piece: str) -> int:
        found = [self.numbers.setdefault(word, len(self.numbers)) for word in words(piece)]
        if len(found) == 1:
            return found[0]
        self._within.append(found)
        return -len(self._within)

    def _parted(self, numbers: Whole, counts: Whole) -> tuple[Whole, Whole]:
        """The same, with the words of pieces that are not one word in their places."""
        mixed = np.flatnonzero(numbers < 0)
        within = [self._within[-1 - number] for number in numbers[mixed].tolist()]
        sizes = np.ones(len(numbers), np.int64)
        sizes[mixed] = list(map(len, within))
        parted = np.repeat(numbers, sizes)
        parted[parted < 0] = list(chain.from_iterable(within))
        ends = np.cumsum(np.append(0, sizes))[np.cumsum(np.append(0, counts))]
        return parted, np.diff(ends)


class Terms:
    """Numbers for terms: what words are looked up by."""

    def __init__(self, words: Sequence[str]) -> None:
        self.numbers: dict[str, int] = {}
        self.forms = [surface(word) for word in words]
        """How each word is written, without what is not written alike everywhere."""
        self._known: dict[Callable[[str], str], Whole] = {
            cut: np.full(len(words), _UNSEEN, np.int32) for cut in (stem, str)
        }

    def put(self, words: Whole, cut: Callable[[str], str]) -> None:
        """Put terms in the place of words, `STOPPED` for what is not searched for; `cut` is `stem` or `str`."""
        known, stops = self._known[cut], stop_words()
        for word in np.flatnonzero((tally(words, len(known)) > 0) & (known == _UNSEEN)).tolist():
            form = self.forms[word]
            stopped = not form or form in stops
            known[word] = STOPPED if stopped else self.numbers.setdefault(cut(form), len(self.numbers))
        put(words, known)


_AT_ONCE = 1 << 20
"""Numbers that are worked on at once: numpy makes each eight bytes wide on the way."""


def _parts(numbers: Whole) -> Iterator[Whole]:
    return (numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE))


def tally(numbers: Whole, size: int) -> Whole:
    """Return how often each number below `size` occurs."""
    times = np.zeros(size, np.int64)
    for part in _parts(numbers):
        times += np.bincount(part, minlength=size)
    return times


def put(numbers: Whole, others: Whole) -> None:
    """Put `others[n]` in the place of each number n."""
    for part in _parts(numbers):
        part[:] = others[part]
