"""Numbers for words while texts are read, and for the terms they stand for when all have been."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import numpy as np

from broadsheet.index.analyse import INNER, pieces, stem, stop_words, surface, words
from broadsheet.index.codec import Whole

STOPPED = -1
"""Stands for a stop word, so that the words after it keep their places."""

_UNSEEN = -2

_MIXED = -1
"""Stands for a piece that is not one word."""


class Lexicon(dict[str, int]):
    """The number of each piece of text that was met: each is looked at once, then it costs a look-up."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, int] = {}
        """Of the words."""
        self._within: dict[str, list[int]] = {}
        """The numbers of the words in each piece that is not one."""

    def __missing__(self, piece: str) -> int:
        """Return the number of the word that a new piece is."""
        bare = piece.strip(INNER)
        found = (bare,) if bare.isascii() and bare.isalnum() else words(piece)
        if len(found) == 1:
            number = self.numbers.setdefault(found[0], len(self.numbers))
        else:
            number, self._within[piece] = _MIXED, [self[word] for word in found]
        self[piece] = number
        return number

    def read(self, text: str) -> Whole:
        """Return the words of a text in order, as numbers: four bytes each until they are counted."""
        found = pieces(text)
        numbers = np.fromiter(map(self.__getitem__, found), np.int32, len(found))
        return self._parted(found, numbers) if numbers.min(initial=0) == _MIXED else numbers

    def _parted(self, found: Sequence[str], numbers: Whole) -> Whole:
        """The same, with the words of pieces that are not one word in their places."""
        mixed = np.flatnonzero(numbers == _MIXED).tolist()
        within = [self._within[found[place]] for place in mixed]
        counts = np.ones(len(numbers), np.int64)
        counts[mixed] = list(map(len, within))
        parted = np.repeat(numbers, counts)
        parted[parted == _MIXED] = list(chain.from_iterable(within))
        return parted


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
