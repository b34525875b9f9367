"""Stretches hold what they may, and change where something has changed."""

import random
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.index.cuts import cuts

THINGS = st.lists(st.tuples(st.integers(1, 50), st.integers(0, 1000)), max_size=80)


@given(THINGS, st.integers(1, 120))
def test_stretches_hold_everything_once_and_no_more_than_they_may(
    things: list[tuple[int, int]], most: int
) -> None:
    sizes, marks = np.array(things, np.int64).reshape(-1, 2).T
    found = cuts(sizes, marks, most)
    assert found[0] == 0
    assert found[-1] == len(things)
    assert all(first < end for first, end in pairwise(found))
    assert all(end - first == 1 or sizes[first:end].sum() <= most for first, end in pairwise(found))


def test_one_thing_more_changes_few_stretches() -> None:
    chance = random.Random(3)  # noqa: S311 - test data
    things = [(chance.randrange(3, 60), chance.getrandbits(32)) for _ in range(5_000)]

    def stretches(rows: list[tuple[int, int]]) -> set[tuple[tuple[int, int], ...]]:
        sizes, marks = np.array(rows).T
        return {tuple(rows[first:end]) for first, end in pairwise(cuts(sizes, marks, 1_000))}

    whole = stretches(things)
    changed = [len(whole - stretches(things[:n] + things[n + 1 :])) for n in chance.sample(range(5_000), 30)]
    assert len(whole) > 150
    assert sorted(changed)[24] <= 2
