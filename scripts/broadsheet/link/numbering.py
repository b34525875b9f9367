"""Words as numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class Numbering(dict[str, int]):
    """The numbers of words: a word that has none gets the next one when it is asked for."""

    def __missing__(self, word: str) -> int:
        """Return the next number and let the word have it."""
        self[word] = number = len(self)
        return number

    def of(self, words: Sequence[str]) -> NDArray[np.uint32]:
        """Return the numbers of some words."""
        return np.fromiter(map(self.__getitem__, words), dtype=np.uint32, count=len(words))
