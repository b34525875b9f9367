"""What each piece of evidence is worth: learnt by benchmarks/names_train.py from openly licensed texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import repeat

from broadsheet.models import EntityType
from broadsheet.words import learnt

TYPES: tuple[EntityType, ...] = ("person", "organisation", "place")

Scores = tuple[float, float, float]
"""For a person, an organisation, a place."""

Worth = int
"""Scores in hundredths, all three in one number, so that adding numbers adds scores."""

_BITS = 24
_HALF, _ALL = 1 << _BITS - 1, (1 << _BITS) - 1


def packed(person: int, organisation: int, place: int) -> Worth:
    """Return scores in hundredths as one number."""
    return person + (organisation << _BITS) + (place << 2 * _BITS)


def scores(worth: Worth) -> Scores:
    """Return the scores that a number holds."""
    person = ((worth + _HALF) & _ALL) - _HALF
    worth = (worth - person) >> _BITS
    organisation = ((worth + _HALF) & _ALL) - _HALF
    return person / 100, organisation / 100, ((worth - organisation) >> _BITS) / 100


@dataclass(frozen=True)
class Weights:
    """Logarithms of odds."""

    worth: dict[str, Worth]
    """Evidence -> what it adds."""
    lean: Worth
    """What every candidate gets from the start: reports name more than the texts learnt from."""
    shares: dict[EntityType, tuple[tuple[float, float], ...]]
    """By type, `unknown` where it is left open: from this probability on -> the share that was right."""

    def weigh(self, evidence: Iterable[str]) -> Worth:
        """Return what pieces of evidence add together."""
        return sum(map(self.worth.get, evidence, repeat(0)))

    def share(self, probability: float, kind: EntityType) -> float:
        """Return the measured share of names of this type and probability that are right."""
        return max(share for least, share in self.shares[kind] if least <= probability)


@cache
def weights() -> Weights:
    """Return the learnt weights."""
    table = learnt("names_weights")
    worth = {word: packed(*values) for word, values in table["worth"].items()}
    lean = round(100 * table["lean"])
    shares = {kind: tuple(map(tuple, steps)) for kind, steps in table["shares"].items()}
    return Weights(worth, packed(lean, lean, lean), shares)
