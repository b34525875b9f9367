"""Rows of numbers, one for every unit of a page, and what can be said of a unit from those around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[Any]
"""One row, or one number, for every unit."""


def stack(*blocks: Rows | Sequence[Rows]) -> Rows:
    """Return columns as rows; each column stays in one stretch of memory, which the trees read fastest."""
    return np.concatenate([np.asarray(block, np.float64) for block in blocks]).T


def sums_around(columns: Rows, reaches: Sequence[int]) -> Rows:
    """Return the sums over so many units before and after: by column, reach and side (0 before, 1 after)."""
    n, most = columns.shape[-1], max(reaches)
    sums = np.zeros((len(columns), n + 2 * most + 1))
    np.cumsum(columns, axis=-1, out=sums[:, most + 1 : most + 1 + n])
    sums[:, most + 1 + n :] = sums[:, most + n : most + n + 1]
    places, reach = np.arange(most, most + n), np.array(reaches)[:, None]
    around = np.empty((len(columns), len(reaches), 2, n))
    np.subtract(sums[:, None, most : most + n], sums.take(places - reach, axis=1), out=around[:, :, 0])
    np.subtract(sums.take(places + reach + 1, axis=1), sums[:, None, most + 1 : most + 1 + n], out=around[:, :, 1])
    return around


def means_around(columns: Rows, reaches: Sequence[int]) -> Rows:
    """Return `sums_around` by the reach."""
    means: Rows = sums_around(columns, reaches) / np.array(reaches)[:, None, None]
    return means


def neighbours(columns: Rows, distances: Sequence[int]) -> Rows:
    """Return the numbers of the units so far before and after, by column, distance and side; 0 beyond the ends."""
    n, most = columns.shape[-1], max(distances)
    padded = np.zeros((len(columns), n + 2 * most))
    padded[:, most : most + n] = columns
    places = np.array([[most - distance, most + distance] for distance in distances])[:, :, None] + np.arange(n)
    return padded.take(places, axis=1)
