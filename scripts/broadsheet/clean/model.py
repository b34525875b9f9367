"""Scores the units of a page with small decision trees; `benchmarks/cleaning_train*.py` made their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from broadsheet.clean.rows import Rows
from broadsheet.words import learnt


@dataclass(frozen=True)
class Forest:
    """Boosted trees: their leaves add up to the log-odds that a unit belongs to the article.

    All trees are asked all their questions at once (QuickScorer, Lucchese and others, SIGIR 2015): a fork whose
    answer is "above" rules out the leaves on its low side, and the first leaf that is left is where the unit ends.
    """

    base: float
    features: Rows
    """By fork and tree: the place of the feature that the fork asks for."""
    thresholds: Rows
    masks: Rows
    """By fork and tree: the leaves, as bits, that are left where the feature is above the threshold."""
    leaves: Rows
    """By tree and leaf: its number."""


@cache
def load_forest(name: str, features: tuple[str, ...]) -> Forest:
    """Return the trees of `words/<name>.json`, which were made for these features."""
    data = learnt(name)
    if data["features"] != list(features):
        raise ValueError(f"{name}.json was made for other features; train the trees anew, see benchmarks/")
    return make_forest(data)


_MOST_LEAVES = 16


def make_forest(data: dict[str, Any]) -> Forest:
    """Return the trees of a training script's plain numbers; a tree has at most 16 leaves."""
    unfolded = [_unfolded(tree) for tree in data["trees"]]
    most = max((len(ends) for _, ends in unfolded), default=1)
    features = np.zeros((len(unfolded), most - 1), np.intp)
    thresholds = np.full(features.shape, np.inf, np.float32)
    masks = np.full(features.shape, 0xFFFF, np.uint16)
    leaves = np.zeros((len(unfolded), _MOST_LEAVES))
    for i, (forks, ends) in enumerate(unfolded):
        leaves[i, : len(ends)] = ends
        for j, (place, threshold, mask) in enumerate(forks):
            features[i, j], thresholds[i, j], masks[i, j] = place, threshold, mask
    return Forest(data["base"], features.T, thresholds.T, masks.T, leaves)


Forks = list[tuple[int, float, int]]


def _unfolded(tree: Any) -> tuple[Forks, list[float]]:
    """Return a tree's forks (place of the feature, threshold, mask), and its leaves from left to right."""
    forks: Forks = []
    leaves: list[float] = []
    _unfold(tree, forks, leaves)
    return forks, leaves


def _unfold(tree: Any, forks: Forks, leaves: list[float]) -> None:
    """Add a tree's forks and its leaves, from left to right; a leaf is a number, a fork has its branches last."""
    if not isinstance(tree, list):
        leaves.append(tree)
        return
    place, threshold, low, high = tree
    first = len(leaves)
    _unfold(low, forks, leaves)
    lost = sum(1 << leaf for leaf in range(first, len(leaves)))
    forks.append((place, threshold, 0xFFFF & ~lost))
    _unfold(high, forks, leaves)


def score(forest: Forest, rows: Rows) -> Rows:
    """Return for every row of features the probability that the unit belongs to the article."""
    return probability(log_odds(forest, rows))


def probability(odds: Rows) -> Rows:
    """Return the probabilities of log-odds."""
    chances: Rows = 1 / (1 + np.exp(-odds))
    return chances


_AT_ONCE = 256
"""So many rows at a time, so that what is worked on stays in the processor's cache."""


def log_odds(forest: Forest, rows: Rows) -> Rows:
    """Return for every row of features the log-odds that the unit belongs to the article."""
    columns = np.ascontiguousarray(rows.T, np.float32)
    parts = [_log_odds(forest, columns[:, i : i + _AT_ONCE]) for i in range(0, len(rows), _AT_ONCE)]
    return np.concatenate(parts) if parts else np.zeros(0)


def _log_odds(forest: Forest, columns: Rows) -> Rows:
    above = columns.take(forest.features, axis=0) > forest.thresholds[:, :, None]
    # In 16 bits 0 - 1 sets all: where a row is not above, the mask takes nothing away.
    left = above.astype(np.uint16) - np.uint16(1)
    left |= forest.masks[:, :, None]
    ends = _first_bits().take(np.bitwise_and.reduce(left, axis=0))
    places = _MOST_LEAVES * np.arange(len(ends), dtype=np.uint16)[:, None] + ends
    odds: Rows = forest.base + forest.leaves.take(places).sum(axis=0)
    return odds


@cache
def _first_bits() -> Rows:
    """Return for every number of 16 bits the place of its lowest bit that is set."""
    numbers = np.arange(1 << _MOST_LEAVES, dtype=np.int64)
    bits: Rows = np.log2(np.maximum(numbers & -numbers, 1)).astype(np.uint8)
    return bits
