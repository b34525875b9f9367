"""Rows of numbers, one for every unit of a page, and what can be said of a unit from those around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[Any]
"""One row, or one number, for every unit."""


def stack(columns: Sequence[Rows]) -> Rows:
    """Return columns as rows; each column stays in one stretch of memory, which the trees read fastest."""
    return np.array(columns, np.float64).T


def sums_around(columns: Rows, reaches: Sequence[int]) -> dict[int, tuple[Rows, Rows]]:
    """Return by reach the sums over so many units before and after, of one column or of several at once."""
    n, most = columns.shape[-1], max(reaches)
    sums = np.zeros((*columns.shape[:-1], n + 2 * most + 1))
    np.cumsum(columns, axis=-1, out=sums[..., most + 1 : most + 1 + n])
    sums[..., most + 1 + n :] = sums[..., most + n : most + n + 1]
    own, following = sums[..., most : most + n], sums[..., most + 1 : most + 1 + n]
    return {
        reach: (
            own - sums[..., most - reach : most - reach + n],
            sums[..., most + 1 + reach : most + 1 + reach + n] - following,
        )
        for reach in reaches
    }


def means(sums: Mapping[int, tuple[Rows, Rows]], reaches: Sequence[int], column: int | None = None) -> list[Rows]:
    """Return for every reach the sums before and after by the reach; of one of several columns."""
    sides = [(side if column is None else side[column], reach) for reach in reaches for side in sums[reach]]
    return [side / reach for side, reach in sides]


def neighbours(column: Rows, distance: int) -> list[Rows]:
    """Return the numbers of the units so far before and so far after; 0 beyond the ends."""
    padded = np.concatenate([np.zeros(distance), column, np.zeros(distance)])
    return [padded[: len(column)], padded[2 * distance :]]
