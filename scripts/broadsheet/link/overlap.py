"""Which rows of a large sparse table have entries in common: the loop behind families, statements and stories.

Every row is a set of items, given one row after the other in a flat array with the length of each row. The cost is
bounded by a constant for each item, whatever is in the table, and memory by some numbers for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.link.shingles import FACTOR

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]

# An item that too many rows hold is no proof that two of them belong together, and its pairs would be too many.
# But what hundreds of articles carry word for word is one text: each is still set against those just before it.
_NEIGHBOURS = 2
# Pairs are counted in blocks of about so many, items sorted in parts of about so many.
_BLOCK = 1 << 16
_PART = 1 << 22
# Pairs are counted in a table of all that might be where it has not more cells than this for each item shared.
_CELLS = 8
# Of a hash by which items are found again: one of eight that are not there is taken for one that is.
_SPARE_BITS = 3


@dataclass(frozen=True, slots=True)
class Shared:
    """Pairs of rows with what they share, as parallel arrays; the first of a pair is the earlier row."""

    first: Ints
    second: Ints
    count: Ints
    """How many items."""
    weight: Floats
    """The sum of the products of both rows' weights of these items; the count where there are no weights."""


def spread(starts: Ints, lengths: Ints) -> NDArray[np.int64]:
    """Return `lengths[0]` numbers upwards from `starts[0]`, then those of the next, and so on."""
    before = np.cumsum(lengths, dtype=np.int64) - lengths
    total = int(lengths.sum(dtype=np.int64))
    return np.repeat(starts.astype(np.int64) - before, lengths) + np.arange(total)


def overlaps(
    lengths: Ints,
    items: NDArray[np.uint64],
    *,
    most_holders: int,
    weights: Floats | None = None,
    since: Ints | None = None,
) -> Iterator[Shared]:
    """Yield every pair of rows that share an item once, in blocks; all pairs of one second row are in one block.

    Items held by more than `most_holders` rows set each holder against the few before it alone. `since` is the
    first row that each is set against.
    """
    lengths, items, found = repeated(lengths, items)
    ends, weights = np.cumsum(lengths), None if weights is None else weights[found]
    rows = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
    starts, reaches, holders, held = _earlier_holders(rows, items, most_holders, weights, since)
    del items, found
    for low, high in _blocks(ends, lengths, reaches):
        entries = low + np.flatnonzero(reaches[low:high])
        reach = reaches[entries]
        at = spread(starts[entries], reach)
        second = np.repeat(rows[entries], reach)
        product = None if weights is None else held[at] * np.repeat(weights[entries], reach)
        yield _counted(holders[at], second, product)


def _earlier_holders(
    row_of: Ints, items: NDArray[np.uint64], most_holders: int, weights: Floats | None, since: Ints | None
) -> tuple[Ints, Ints, Ints, Floats]:
    """Return for each entry where the rows that hold its item before it begin, and how many; and these rows."""
    starts, reaches = np.zeros(len(items), dtype=np.uint32), np.zeros(len(items), dtype=np.uint16)
    holders, held, base = [], [], 0
    for index in _parts(items):
        rank, size = _ranks(items[index])
        index, rank, size = index[size > 1], rank[size > 1], size[size > 1]
        rows = row_of[index]
        reach = np.where(size <= most_holders, rank, np.minimum(rank, _NEIGHBOURS))
        if since is not None:
            reach = np.minimum(reach, _near(rank, rows, since))
        starts[index] = base + np.arange(len(index)) - reach
        reaches[index] = reach
        holders.append(rows)
        if weights is not None:
            held.append(weights[index])
        base += len(index)
    return starts, reaches, np.concatenate(holders), np.concatenate(held) if held else np.zeros(0)


def _near(rank: Ints, rows: Ints, since: Ints) -> NDArray[np.int64]:
    """Return how many rows before each have its item and are not before the first one that it is set against.

    The entries lie side by side by their items; `rank` says how many of its item stand before each.
    """
    codes = np.cumsum(rank == 0) * (len(since) + 1)
    return np.arange(len(rows)) - np.searchsorted(codes + rows, codes + np.minimum(since[rows], rows))


def frequent(items: NDArray[np.uint64], most: int) -> NDArray[np.uint64]:
    """Return the items that are there more than `most` times, each once."""
    ordered = np.sort(items)
    return np.unique(ordered[most:][ordered[most:] == ordered[:-most]])


def _parts(items: NDArray[np.uint64]) -> Iterator[NDArray[np.uint32]]:
    """Yield the places of items in parts, those of equal items side by side in one part, in their order."""
    number, part_of = _parted(items)
    for part in range(number):
        index = np.flatnonzero(part_of == part).astype(np.uint32)
        yield index[_side_by_side(items[index])]


def _side_by_side(items: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the places of items, those of equal items side by side, in their order.

    To sort twice without keeping the order of equals takes half as long as to sort once and keep it.
    """
    order = np.argsort(items)
    rank, _ = _ranks(items[order])
    codes = np.cumsum(rank == 0) * len(items) + order
    codes.sort()
    return codes % max(1, len(items))


def repeated(lengths: Ints, items: NDArray[np.uint64]) -> tuple[Ints, NDArray[np.uint64], Ints]:
    """Return rows without items that are there once, but for a few: how many each has, these, and their places."""
    found = np.flatnonzero(several(items))
    ends = np.searchsorted(found, np.cumsum(lengths, dtype=np.int64))
    return np.diff(ends, prepend=0), items[found], found


def several(items: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return which items may be there more than once: all that are, and few others.

    To sort numbers without their places takes a tenth of the time, and most are there once; which are there again
    is then told by some bits of a hash.
    """
    number, part_of = _parted(items)
    again = np.concatenate([_again(items[part_of == part]) for part in range(number)])
    shift = np.uint64(64 - len(again).bit_length() - _SPARE_BITS)
    known = np.zeros(1 << (64 - int(shift)), dtype=np.bool_)
    known[again * FACTOR >> shift] = True
    chunks = np.array_split(items, len(items) // _BLOCK + 1)
    return np.concatenate([known[chunk * FACTOR >> shift] for chunk in chunks])


def _again(items: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return every item after the first of its kind; the items are sorted in place."""
    items.sort()
    found: NDArray[np.uint64] = items[1:][items[1:] == items[:-1]]
    return found


def _parted(items: NDArray[np.uint64]) -> tuple[int, NDArray[np.uint16]]:
    """Return into how many parts items fall by what they are, and in which each is."""
    number = max(1, min(len(items) // _PART, 1 << 16))
    if number == 1:
        return 1, np.zeros(len(items), dtype=np.uint16)
    chunks = np.array_split(items, number)
    return number, np.concatenate([(chunk % np.uint64(number)).astype(np.uint16) for chunk in chunks])


def _ranks(values: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for sorted values how many equal ones stand before each, and how many there are of it."""
    begins = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1]))[: len(values)])
    sizes = np.diff(np.append(begins, len(values)))
    return np.arange(len(values)) - np.repeat(begins, sizes), np.repeat(sizes, sizes)


def _blocks(ends: Ints, lengths: Ints, reaches: Ints) -> Iterator[tuple[int, int]]:
    """Yield where the entries of some rows begin and end that together have not too many pairs."""
    pairs = np.zeros(len(ends), dtype=np.int64)
    filled = np.flatnonzero(lengths)
    pairs[filled] = np.add.reduceat(reaches, (ends - lengths)[filled], dtype=np.int64) if len(filled) else 0
    done = np.cumsum(pairs)
    low = row = 0
    while row < len(ends):
        before = int(done[row - 1]) if row else 0
        row = max(row + 1, int(np.searchsorted(done, before + _BLOCK, "right")))
        high = int(ends[row - 1])
        if done[row - 1] > before:
            yield low, high
        low = high


def _counted(first: Ints, second: Ints, product: Floats | None) -> Shared:
    least, low = int(second.min()), int(first.min())
    width = int(first.max()) - low + 1
    codes = (second.astype(np.int64) - least) * width + (first - low)
    if (int(second.max()) - least + 1) * width <= _CELLS * len(codes):
        times = np.bincount(codes)
        found = np.flatnonzero(times)
        count, weight = times[found], times[found] if product is None else np.bincount(codes, product)[found]
    else:
        found, inverse, count = np.unique(codes, return_inverse=True, return_counts=True)
        weight = count if product is None else np.bincount(inverse, product)
    rows, before = np.divmod(found, width)
    return Shared(before + low, rows + least, count, weight.astype(np.float64))
