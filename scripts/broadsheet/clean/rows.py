"""Rows of numbers, one for every unit of a page, and what can be said of a unit from those around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[Any]
"""One row, or one number, for every unit."""


def stack(columns: Sequence[Rows]) -> Rows:
    """Return columns as rows; each column stays in one stretch of memory, which the trees read fastest."""
    return np.array(columns, np.float64).T


def sums_around(column: Rows, reaches: Sequence[int], *, mean: bool = False) -> list[Rows]:
    """Return for every reach the sums over so many units before and after, or those sums by the reach."""
    n, most = len(column), max(reaches)
    total = np.cumsum(column)
    sums = np.concatenate([np.zeros(most + 1), total, np.full(most, total[-1] if n else 0.0)])
    own, following = sums[most : most + n], sums[most + 1 : most + 1 + n]
    found = []
    for reach in reaches:
        before = own - sums[most - reach : most - reach + n]
        after = sums[most + 1 + reach : most + 1 + reach + n] - following
        found += [before / reach, after / reach] if mean else [before, after]
    return found


def neighbours(column: Rows, distance: int) -> list[Rows]:
    """Return the numbers of the units so far before and so far after; 0 beyond the ends."""
    padded = np.concatenate([np.zeros(distance), column, np.zeros(distance)])
    return [padded[: len(column)], padded[2 * distance :]]
