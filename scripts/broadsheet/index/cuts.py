"""Cutting a row of things so that one thing more changes only the stretch it is in."""

from __future__ import annotations

import numpy as np

from broadsheet.index.codec import Whole


def cuts(sizes: Whole, marks: Whole, most: int) -> list[int]:
    """Return where stretches begin, and the end: none is larger than `most`, but for a single thing that is.

    What is too large is parted near its middle, before the thing of the least mark there: with another thing in
    it, and so another middle, that is most likely the same one.

    Args:
        sizes: of each thing.
        marks: a hash of each thing's name.
        most: what the sizes in a stretch may sum up to.
    """
    ends = np.append(0, np.cumsum(sizes))
    found, waiting = [0], [(0, len(sizes))] if len(sizes) else []
    while waiting:
        first, end = waiting.pop()
        size = int(ends[end] - ends[first])
        if size <= most or end - first < 2:
            found.append(end)
            continue
        near, far = np.searchsorted(ends, ends[first] + np.array((2 * size // 5, 3 * size // 5)))
        near = min(max(near, first + 1), end - 1)
        middle = int(near + np.argmin(marks[near : max(far, near + 1)]))
        waiting += [(middle, end), (first, middle)]
    return found
