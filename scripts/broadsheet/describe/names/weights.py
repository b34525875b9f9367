"""What each piece of evidence is worth: learnt by benchmarks/names_train.py from openly licensed texts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from broadsheet import words
from broadsheet.models import EntityType

TYPES: tuple[EntityType, ...] = ("person", "organisation", "place")

Scores = tuple[float, float, float]
"""For a person, an organisation, a place."""


@dataclass(frozen=True)
class Weights:
    """Logarithms of odds."""

    worth: dict[str, Scores]
    """Evidence -> what it adds."""
    lean: float
    """What every candidate gets from the start: reports name more than the texts learnt from."""
    shares: dict[EntityType, tuple[tuple[float, float], ...]]
    """By type, `unknown` where it is left open: from this probability on -> the share that was right."""

    def score(self, evidence: Iterable[str], start: Scores | None = None) -> Scores:
        """Return the logarithms of the odds that a stretch is a person, an organisation, a place."""
        person, organisation, place = start or (self.lean, self.lean, self.lean)
        get = self.worth.get
        for word in evidence:
            if (value := get(word)) is not None:
                person += value[0]
                organisation += value[1]
                place += value[2]
        return person, organisation, place

    def share(self, probability: float, kind: EntityType) -> float:
        """Return the measured share of names of this type and probability that are right."""
        return max(share for least, share in self.shares[kind] if least <= probability)


@cache
def weights() -> Weights:
    """Return the learnt weights."""
    packed = files(words.__name__).joinpath("names_weights.json.gz").read_bytes()
    table = json.loads(gzip.decompress(packed))
    worth = {word: (p / 100, o / 100, q / 100) for word, (p, o, q) in table["worth"].items()}
    shares = {kind: tuple(map(tuple, steps)) for kind, steps in table["shares"].items()}
    return Weights(worth, table["lean"], shares)
