"""How large the files of an index are: large enough that they are not too many, and small enough for a phone."""

from __future__ import annotations

SMALL = 20_000
"""Documents up to which files stay as small as they are told to be."""

# Files of one size grow in number with the documents; the bytes of a query grow with the size of the files. With
# the cube root a hundred times the documents have files of five times the size, and twenty times as many.
_POWER = 1 / 3


def grown(size: int, documents: int) -> int:
    """Return how large files should be where there are so many documents, from the size for a small index."""
    doublings = (
        max(1, documents // SMALL).bit_length() - 1
    )  # in steps: one document more seldom cuts all files anew
    return int(size * 2 ** (doublings * _POWER))
