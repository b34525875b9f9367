"""Which rows of a sparse table share items, counted in blocks."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from broadsheet.link import overlap
from broadsheet.link.overlap import frequent, overlaps, several

SETS = st.lists(st.frozensets(st.integers(0, 40), max_size=12), max_size=25)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in many small parts, as a large corpus does."""
    monkeypatch.setattr(overlap, "_BLOCK", 40)
    monkeypatch.setattr(overlap, "_PART", 30)


def table(sets: list[frozenset[int]]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    items = np.array([item for held in sets for item in sorted(held)], dtype=np.uint64)
    return np.array([len(held) for held in sets], dtype=np.int64), items


def pairs(
    sets: list[frozenset[int]], most_holders: int, weight: float = 1.0, since: list[int] | None = None
) -> dict[tuple[int, int], float]:
    lengths, items = table(sets)
    first = None if since is None else np.array(since, dtype=np.int64)
    weights = np.full(len(items), weight)
    found: dict[tuple[int, int], float] = {}
    for block in overlaps(lengths, items, most_holders=most_holders, weights=weights, since=first):
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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SETS, st.data())
def test_rows_are_set_against_none_before_a_given_one(sets: list[frozenset[int]], data: st.DataObject) -> None:
    since = [data.draw(st.integers(0, len(sets))) for _ in sets]
    near = {(a, b): n for (a, b), n in pairs(sets, most_holders=100).items() if a >= since[b]}
    assert pairs(sets, most_holders=100, since=since) == near


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 9)))
def test_nothing_is_left_out_that_is_there_more_than_once(items: list[int]) -> None:
    found = several(np.array(items, dtype=np.uint64))
    assert all(found[place] for place, item in enumerate(items) if items.count(item) > 1)


@given(st.lists(st.integers(0, 5)), st.integers(1, 8))
def test_what_is_frequent_is_there_more_often_than_said(items: list[int], most: int) -> None:
    expected = sorted({item for item in items if items.count(item) > most})
    assert frequent(np.array(items, dtype=np.uint64), most).tolist() == expected


def test_what_is_there_once_is_mostly_left_out() -> None:
    items = np.arange(10_000, dtype=np.uint64)
    assert np.count_nonzero(several(items)) < 5_000
    assert several(np.append(items, items[:5]))[:5].all()


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
