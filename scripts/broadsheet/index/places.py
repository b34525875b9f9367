"""Numbers for documents that do not shift: one document more moves only the few right beside it.

Documents are numbered by the length of their body, so that all lengths are told in a few runs, and those of one
length by a hash of their address. The numbers have gaps for documents to come: lengths are parted into bands, each
with room for about twice its documents, in steps; within its band a document stands where its length and hash say,
or right behind those that stand there. So numbers follow from the documents alone, and only where a band outgrows
its room do those behind it move.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from broadsheet.index.codec import Whole, encode_all

_EDGES = np.unique([edge for power in range(20) for edge in (0, 1 << power, 3 << power >> 1)])
"""The shortest length of each band: few enough that one is seldom outgrown, narrow enough to be filled evenly."""

_HASH_BITS = 16


@dataclass(frozen=True)
class Band:
    """Numbers that follow one another."""

    shortest: int
    """The least length of a body in it."""
    size: int


@dataclass(frozen=True)
class Places:
    """Which document stands where."""

    order: Sequence[int]
    """The documents in the order of their numbers."""
    numbers: Whole
    """The number of each of them: rising."""
    bands: Sequence[Band]
    """All numbers, those that are not given too."""

    @property
    def size(self) -> int:
        """Return how many numbers there are."""
        return sum(band.size for band in self.bands)

    def spread(self, values: Whole, blank: int = 0) -> Whole:
        """Return for each number the value of its document, of which `values` has one each; `blank` for none."""
        spread: Whole = np.full(self.size, blank, np.int64)
        spread[self.numbers] = values[self.order]
        return spread

    def written(self) -> str:
        """Return the numbers that documents have, as characters."""
        return encode_all(np.diff(self.numbers, prepend=-1) - 1)[0]

    def by_document(self) -> Whole:
        """Return the number of each document."""
        numbers = np.empty(len(self.order), np.int64)
        numbers[self.order] = self.numbers
        return numbers


def places(lengths: Whole, addresses: Sequence[str]) -> Places:
    """Return the places of documents by the lengths of their bodies and their addresses."""
    hashes = [zlib.crc32(address.encode()) for address in addresses]
    keys = list(zip(lengths.tolist(), hashes, addresses, strict=True))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    exact = (np.asarray(lengths)[order] << _HASH_BITS) + (np.array(hashes, np.int64)[order] >> 32 - _HASH_BITS)
    band_of = np.searchsorted(_EDGES, exact >> _HASH_BITS, side="right") - 1
    rooms = _rooms(np.bincount(band_of, minlength=len(_EDGES)))
    wanted = (np.cumsum(rooms) - rooms)[band_of] + _within(exact, band_of, rooms)
    turns = np.arange(len(order))
    numbers = np.maximum.accumulate(wanted - turns) + turns
    rooms[band_of[-1:]] += max(0, int(numbers.max(initial=-1)) + 1 - int(rooms.sum()))
    bands = zip(_EDGES.tolist(), rooms.tolist(), strict=True)
    return Places(order, numbers, [Band(shortest, room) for shortest, room in bands if room])


def _rooms(documents: Whole) -> Whole:
    """Twice as much as there are, and up to a quarter more: a band grows in steps of its three highest bits."""
    least = 2 * documents
    steps = 1 << np.maximum(0, np.frexp(least)[1] - 3).astype(np.int64)
    rooms: Whole = -(-least // steps) * steps
    return rooms


def _within(exact: Whole, band_of: Whole, rooms: Whole) -> Whole:
    widths = np.diff(_EDGES, append=2 * _EDGES[-1])
    within: Whole = (exact - (_EDGES[band_of] << _HASH_BITS)) * rooms[band_of] // (widths[band_of] << _HASH_BITS)
    return within
