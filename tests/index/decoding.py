"""Reads what the codec of the search writes, as the worker in the browser does."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from broadsheet.index.codec import ALPHABET, CLOSING, LEADING


def decode(text: str) -> list[int]:
    """Return the numbers that `encode` wrote."""
    values, rest = [], 0
    for character in text:
        digit = ALPHABET.index(character)
        if digit < CLOSING:
            values.append(rest * CLOSING + digit)
            rest = 0
        else:
            rest = rest * LEADING + (digit - CLOSING) + 1
    return values


def ungap(steps: Iterable[int], before: int = -1) -> list[int]:
    """Return the rising numbers whose gaps these are."""
    return list(accumulate(steps, lambda last, step: last + step + 1, initial=before))[1:]
