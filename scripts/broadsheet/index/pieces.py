"""Texts to pieces: many texts at once are cut where no word goes on, as arrays of bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from broadsheet.index.analyse import INNER, PLAIN, blanked
from broadsheet.index.codec import Whole

WIDEST = 16
"""Bytes of the longest piece that two numbers of eight bytes hold."""

_WORD, _INNER = 1, 2
_KINDS = bytes(
    _WORD if byte >= 128 or chr(byte).isalnum() else _INNER if chr(byte) in INNER else 0 for byte in range(256)
)
"""Beyond ASCII are letters only: `blanked` leaves nothing else there."""

_END = b" " * (WIDEST + 1)
"""What follows the last text, so that sixteen bytes can be read from every place."""

_MASKS = [(1 << 8 * size) - 1 for size in range(9)]
_LOW = np.array([*_MASKS, *8 * _MASKS[8:], 0], np.uint64)
_HIGH = np.array([*8 * _MASKS[:1], *_MASKS, 0], np.uint64)
"""By the length of a piece which bits of the first eight bytes, and of the next, are its own; none if it is too
long."""


@dataclass(frozen=True)
class Pieces:
    """The pieces of some texts: their words, one after another, are those of the texts.

    Most are one word, and any two words that are written alike are alike: each has to be looked at once only.
    """

    letters: bytes
    """All texts in UTF-8, in small letters, blanks between."""
    starts: Whole
    """Where each piece begins in the letters, in bytes."""
    ends: Whole
    counts: Whole
    """How many pieces each text has."""

    def written(self, places: Whole) -> list[str]:
        """Return some of the pieces as they are written."""
        bounds = zip(self.starts[places].tolist(), self.ends[places].tolist(), strict=True)
        return [self.letters[start:end].decode() for start, end in bounds]

    def packed(self) -> tuple[Whole, Whole]:
        """Return the first eight bytes of each piece, and the next eight, as numbers; zeros for longer pieces."""
        eights = np.ndarray(len(self.letters) - 7, np.dtype("<u8"), self.letters, strides=(1,))
        sizes = np.minimum(self.ends - self.starts, WIDEST + 1)
        return eights[self.starts] & _LOW[sizes], eights[self.starts + 8] & _HIGH[sizes]


def cut(texts: Sequence[str]) -> Pieces:
    """Return the pieces of some texts in order."""
    written = [blanked(text).encode() for text in texts]
    letters = b" ".join((b"", *written, _END)).translate(PLAIN)
    edges = np.flatnonzero(np.diff(_within(letters))) + 1
    starts, ends = edges[::2], edges[1::2]
    bounds = np.cumsum([0, *(len(text) + 1 for text in written)])
    return Pieces(letters, starts, ends, np.diff(np.searchsorted(starts, bounds, side="right")))


def _within(letters: bytes) -> Whole:
    """Whether each byte is one of a piece: a letter or a digit, or what stands between two of them."""
    kinds = np.frombuffer(letters.translate(_KINDS), np.uint8)
    within: Whole = kinds == _WORD
    within[1:-1] |= (kinds[1:-1] == _INNER) & within[:-2] & within[2:]
    return within
