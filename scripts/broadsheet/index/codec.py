"""Numbers as printable characters: small ones take one, and gzip does the rest.

A number is written in mixed base: any count of leading digits 0-30 (the last 31 characters of the alphabet), then
one closing digit 0-59 (the first 60). `worker/codec.js` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

ALPHABET = "".join(chr(c) for c in range(33, 127) if chr(c) not in '"\\|')
"""Printable ASCII but for what JSON escapes and what parts the columns of our files."""

CLOSING = 60
LEADING = len(ALPHABET) - CLOSING


class _Codes(dict[int, str]):
    """Written numbers, remembered: postings repeat the same few."""

    def __missing__(self, value: int) -> str:
        rest, closing = divmod(value, CLOSING)
        digits = []
        while rest > 0:
            rest, digit = divmod(rest - 1, LEADING)
            digits.append(ALPHABET[CLOSING + digit])
        code = self[value] = "".join(reversed(digits)) + ALPHABET[closing]
        return code


_codes = _Codes()


def encode(values: Iterable[int]) -> str:
    """Return whole numbers from 0 upwards as characters."""
    return "".join([_codes[value] for value in values])


def gaps(rising: Iterable[int], before: int = -1) -> list[int]:
    """Return the steps between rising numbers, each less one; `before` is what the first one follows."""
    steps, last = [], before
    for value in rising:
        steps.append(value - last - 1)
        last = value
    return steps


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
    """Return the rising numbers whose `gaps` these are."""
    return list(accumulate(steps, lambda last, step: last + step + 1, initial=before))[1:]
