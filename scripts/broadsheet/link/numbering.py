"""Words as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import count, filterfalse

import numpy as np
from numpy.typing import NDArray


class Numbering:
    """The numbers of words: a word that has none gets the next one when it is asked for."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = list(words)
        """All of them, each once, in the order of their numbers."""

    @cached_property
    def _numbers(self) -> dict[str, int]:
        # Nobody asks for them where words are only read and handed on.
        return dict(zip(self.words, count(), strict=False))

    def __getitem__(self, word: str) -> int:
        """Return the number of a word."""
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
        return number

    def get(self, word: str) -> int | None:
        """Return the number of a word if it has one."""
        return self._numbers.get(word)

    def of(self, words: Sequence[str]) -> NDArray[np.uint32]:
        """Return the numbers of some words."""
        numbers = self._numbers
        new = dict.fromkeys(filterfalse(numbers.__contains__, words))
        numbers.update(zip(new, count(len(numbers)), strict=False))
        self.words += new
        return np.fromiter(map(numbers.__getitem__, words), dtype=np.uint32, count=len(words))
