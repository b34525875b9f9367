"""Which rows of a sparse table share items, counted in blocks."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.link import overlap
from broadsheet.link.overlap import overlaps

SETS = st.lists(st.frozensets(st.integers(0, 40), max_size=12), max_size=25)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in many small parts, as a large corpus does."""
    monkeypatch.setattr(overlap, "_BLOCK", 40)
    monkeypatch.setattr(overlap, "_PART", 30)


def pairs(sets: list[frozenset[int]], most_holders: int, weight: float = 1.0) -> dict[tuple[int, int], float]:
    items = np.array([item for held in sets for item in sorted(held)], dtype=np.uint64)
    lengths = np.array([len(held) for held in sets], dtype=np.int64)
    weights = np.full(len(items), weight)
    found: dict[tuple[int, int], float] = {}
    for block in overlaps(lengths, items, most_holders=most_holders, weights=weights):
        for a, b, count, product in zip(block.first, block.second, block.count, block.weight, strict=True):
            assert (int(a), int(b)) not in found
            assert product == pytest.approx(count * weight**2)
            found[int(a), int(b)] = float(count)
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SETS)
def test_what_is_counted_is_what_comparing_every_pair_counts(sets: list[frozenset[int]]) -> None:
    expected = {(i, j): len(sets[i] & sets[j]) for j in range(len(sets)) for i in range(j)}
    assert pairs(sets, most_holders=100, weight=2.0) == {pair: n for pair, n in expected.items() if n}


def test_holders_of_what_very_many_hold_are_set_against_those_just_before_them() -> None:
    sets = [frozenset((7, 100 + row)) for row in range(6)]
    assert set(pairs(sets, most_holders=5)) == {
        (0, 1),
        (0, 2),
        (1, 2),
        (1, 3),
        (2, 3),
        (2, 4),
        (3, 4),
        (3, 5),
        (4, 5),
    }
    assert len(pairs(sets, most_holders=6)) == 15


def test_an_empty_table_has_no_pairs() -> None:
    assert pairs([], 5) == pairs([frozenset(), frozenset()], 5) == {}
