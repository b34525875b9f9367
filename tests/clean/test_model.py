"""Trees that are asked all at once give what a walk through each of them gives."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.clean.model import log_odds, make_forest, score

NUMBERS = st.integers(-4, 4).map(float)


def trees(depth: int = 3) -> st.SearchStrategy[Any]:
    """Trees of at most eight leaves over three features."""
    if depth == 0:
        return NUMBERS
    below = trees(depth - 1)
    return st.one_of(NUMBERS, st.tuples(st.integers(0, 2), NUMBERS, below, below).map(list))


def walk(tree: Any, row: list[float]) -> float:
    while isinstance(tree, list):
        tree = tree[2] if row[tree[0]] <= tree[1] else tree[3]
    return float(tree)


@given(st.lists(trees(), max_size=5), st.lists(st.lists(NUMBERS, min_size=3, max_size=3), max_size=6), NUMBERS)
def test_all_at_once_is_one_after_the_other(grown: list[Any], rows: list[list[float]], base: float) -> None:
    forest = make_forest({"base": base, "trees": grown})
    found = log_odds(forest, np.array(rows).reshape(-1, 3))
    assert found.tolist() == [base + sum(walk(tree, row) for tree in grown) for row in rows]


def test_many_rows_are_scored_in_parts() -> None:
    forest = make_forest({"base": 0.0, "trees": [[0, 0.5, -2.0, 2.0]]})
    rows = np.arange(1000.0).reshape(-1, 1) % 2
    assert (score(forest, rows) > 0.5).tolist() == [False, True] * 500
