"""Numbers as printable characters: small ones take one, and gzip does the rest.

A number is written in mixed base: any count of leading digits 0-30 (the last 31 characters of the alphabet), then
one closing digit 0-59 (the first 60). `worker/codec.js` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Whole: TypeAlias = NDArray[np.integer]
"""An array of whole numbers."""

ALPHABET = "".join(chr(c) for c in range(33, 127) if chr(c) not in '"\\|')
"""Printable ASCII but for what JSON escapes and what parts the columns of our files."""

CLOSING = 60
LEADING = len(ALPHABET) - CLOSING


_CHARACTERS = np.frombuffer(ALPHABET.encode(), np.uint8)


def encode(values: Iterable[int]) -> str:
    """Return whole numbers from 0 upwards as characters."""
    return encode_all(np.fromiter(values, np.int64))[0]


def encode_all(values: Whole) -> tuple[str, Whole]:
    """Return the characters of an array of numbers, and where each number begins among them, then their end."""
    rest = values // CLOSING  # numpy's divmod takes six times as long
    longer = np.flatnonzero(rest)
    widths = np.ones(len(values), np.int8)
    widths[longer] += _leading(rest[longer])
    ends = np.cumsum(widths, dtype=np.int64)
    written = np.empty(ends[-1] if len(ends) else 0, np.uint8)
    written[ends - 1] = _CHARACTERS[values - CLOSING * rest]
    rest, places = rest[longer] - 1, ends[longer] - 2
    while len(rest):
        before = rest // LEADING
        written[places] = _CHARACTERS[CLOSING + rest - LEADING * before]
        still = np.flatnonzero(before)
        rest, places = before[still] - 1, places[still] - 1
    return written.tobytes().decode("ascii"), np.append(0, ends)


def _leading(rest: Whole) -> Whole:
    """How many leading digits what is left of each number takes."""
    widths = np.zeros(len(rest), np.int8)
    least = 1
    while (longer := rest >= least).any():
        widths += longer
        least = least * LEADING + 1
    return widths


def sliced(values: Whole, bounds: Whole) -> Iterator[str]:
    """Yield stretches of an array as characters; `bounds` are where they begin, and the last one's end."""
    text, at = encode_all(values)
    return (text[start:end] for start, end in pairwise(at[bounds].tolist()))


def gaps(rising: Whole, firsts: Whole) -> Whole:
    """Return the steps between rising numbers, each less one; it starts anew from -1 at the places `firsts`."""
    steps: Whole = np.diff(rising, prepend=0) - 1
    steps[firsts] = rising[firsts]
    return steps
