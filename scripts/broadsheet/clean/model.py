"""Score the units of a page with small decision trees; `benchmarks/cleaning_train*.py` made their numbers."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# A leaf is a number, a fork is (place of the feature, threshold, at most, above).
Tree = Any


@dataclass(frozen=True)
class Forest:
    """Boosted trees: their leaves add up to the log-odds that a unit belongs to the article."""

    base: float
    trees: tuple[Tree, ...]


@cache
def load_forest(name: str, features: tuple[str, ...]) -> Forest:
    """Return the trees of `words/<name>.json`, which were made for these features."""
    data = json.loads(files("broadsheet.words").joinpath(f"{name}.json").read_text(encoding="utf-8"))
    if data["features"] != list(features):
        raise ValueError(f"{name}.json was made for other features; train the trees anew, see benchmarks/")
    return make_forest(data)


def make_forest(data: dict[str, Any]) -> Forest:
    """Return the trees of a training script's plain numbers."""
    return Forest(data["base"], tuple(_freeze(tree) for tree in data["trees"]))


def _freeze(tree: Any) -> Tree:
    """Return a tree as nested tuples, which are quicker to walk than lists."""
    if not isinstance(tree, list):
        return tree
    place, threshold, low, high = tree
    return (place, threshold, _freeze(low), _freeze(high))


def score(forest: Forest, rows: Sequence[list[float]]) -> list[float]:
    """Return for every row of features the probability that the unit belongs to the article."""
    return [1 / (1 + math.exp(-_log_odds(forest, row))) for row in rows]


def _log_odds(forest: Forest, row: list[float]) -> float:
    total = forest.base
    for node in forest.trees:
        while node.__class__ is tuple:
            node = node[2] if row[node[0]] <= node[1] else node[3]
        total += node
    return total
