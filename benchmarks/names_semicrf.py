"""A semi-Markov conditional random field over the runs in which names lie: likelihood and fit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from broadsheet.describe.names.tokens import LONGEST

NEVER = -1e9
"""The logarithm of no odds at all."""


@dataclass(frozen=True)
class Stretch:
    """A run of tokens with every candidate in it."""

    length: int
    spans: Sequence[tuple[int, int]]
    """First and past last token, counted from the run's beginning."""
    evidence: Sequence[Iterable[str]]
    """For each span."""
    types: Sequence[int]
    """What each span truly is; -1 where it is no name."""
    weight: float


class Field:
    """The runs of many texts as matrices."""

    def __init__(
        self, stretches: Sequence[Stretch], vocabulary: dict[str, int] | None = None, rare: int = 5
    ) -> None:
        self.vocabulary = _vocabulary(stretches, rare) if vocabulary is None else vocabulary
        known = [
            [self.vocabulary[w] for w in set(e) if w in self.vocabulary] for s in stretches for e in s.evidence
        ]
        ends = np.cumsum([0, *map(len, known)])
        columns = np.fromiter((c for row in known for c in row), dtype=np.int32, count=int(ends[-1]))
        shape = (len(known), len(self.vocabulary))
        self.rows = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)
        self.columns = self.rows.T.tocsr()
        self.truth = np.zeros((len(known), 3))
        self.weights = np.zeros(len(known))
        self.groups = self._group(stretches)

    def _group(self, stretches: Sequence[Stretch]) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return, for runs of one length, the row of each span by beginning and size, and the runs' weights."""
        groups: dict[int, list[tuple[np.ndarray, float]]] = defaultdict(list)
        base = 0
        for stretch in stretches:
            table = np.full((stretch.length, min(stretch.length, LONGEST) + 1), -1)
            for row, (first, past) in enumerate(stretch.spans, base):
                table[first, past - first] = row
            for row, kind in enumerate(stretch.types, base):
                self.weights[row] = stretch.weight
                if kind >= 0:
                    self.truth[row, kind] = 1
            groups[stretch.length].append((table, stretch.weight))
            base += len(stretch.spans)
        return [(np.stack([t for t, _ in g]), np.array([w for _, w in g])) for g in groups.values()]

    def expectations(self, scores: np.ndarray) -> tuple[np.ndarray, float]:
        """Return the probability of each span and type, and the logarithm of all odds summed."""
        odds = np.append(np.logaddexp.reduce(scores, axis=1), NEVER)
        shares, total = np.zeros(len(scores)), 0.0
        for table, weight in self.groups:
            before, after = _forward(odds[table]), _backward(odds[table])
            total += float((before[:, -1] * weight).sum())
            length, sizes = table.shape[1:]
            ends = np.minimum(np.arange(length)[:, None] + np.arange(sizes), length)
            outside = before[:, :length, None] + after[:, ends] - before[:, -1, None, None]
            shares[table[table >= 0]] = outside[table >= 0]
        return np.exp(shares[:, None] + scores), total

    def fit(
        self, strength: float = 1.0, rounds: int = 60, start: dict[str, np.ndarray] | None = None
    ) -> np.ndarray:
        """Return the weights (evidence x types) that make the truth most likely under a Gaussian prior.

        `start` has weights from which to set out.
        """
        size = len(self.vocabulary)

        def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
            worth = flat.reshape(size, 3)
            scores = self.rows @ worth
            probabilities, total = self.expectations(scores)
            right = float((scores * self.truth * self.weights[:, None]).sum())
            slope = self.columns @ ((self.truth - probabilities) * self.weights[:, None])
            return total - right + strength * float((worth**2).sum()) / 2, (strength * worth - slope).ravel()

        first = np.array([(start or {}).get(word, np.zeros(3)) for word in self.vocabulary])
        found = minimize(loss, first.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": rounds})
        return np.asarray(found.x).reshape(size, 3)


def _vocabulary(stretches: Sequence[Stretch], rare: int) -> dict[str, int]:
    """Number the evidence; words (with a colon) must be seen `rare` times, classes of words twice."""
    counts = Counter(word for s in stretches for e in s.evidence for word in set(e))
    kept = sorted(word for word, n in counts.items() if n >= (rare if ":" in word else 2))
    return {word: i for i, word in enumerate(kept)}


def _forward(odds: np.ndarray) -> np.ndarray:
    runs, length, sizes = odds.shape
    sums = np.zeros((runs, length + 1))
    for past in range(1, length + 1):
        ways = [sums[:, past - n] + odds[:, past - n, n] for n in range(1, min(past + 1, sizes))]
        sums[:, past] = np.logaddexp.reduce(np.stack([sums[:, past - 1], *ways]), axis=0)
    return sums


def _backward(odds: np.ndarray) -> np.ndarray:
    runs, length, sizes = odds.shape
    sums = np.zeros((runs, length + 1))
    for first in range(length - 1, -1, -1):
        ways = [sums[:, first + n] + odds[:, first, n] for n in range(1, min(length - first + 1, sizes))]
        sums[:, first] = np.logaddexp.reduce(np.stack([sums[:, first + 1], *ways]), axis=0)
    return sums
