"""Rows of numbers, one for every unit of a page, and what can be said of a unit from those around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[Any]
"""One row, or one number, for every unit."""


def sums_around(column: Rows, reaches: Sequence[int], *, mean: bool = False) -> list[Rows]:
    """Return for every reach the sums over so many units before and after, or those sums by the reach."""
    n = len(column)
    total = np.concatenate([[0.0], np.cumsum(column)])
    places = np.arange(n)
    found = []
    for reach in reaches:
        before = total[places] - total[np.maximum(0, places - reach)]
        after = total[np.minimum(n, places + 1 + reach)] - total[places + 1]
        found += [before / reach, after / reach] if mean else [before, after]
    return found


def neighbours(column: Rows, distance: int) -> list[Rows]:
    """Return the numbers of the units so far before and so far after; 0 beyond the ends."""
    padded = np.concatenate([np.zeros(distance), column, np.zeros(distance)])
    return [padded[: len(column)], padded[2 * distance :]]
