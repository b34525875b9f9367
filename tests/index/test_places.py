"""A document more moves few of the others."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.index.places import Places, places

LENGTHS = st.lists(st.integers(0, 40) | st.integers(0, 200_000), max_size=60)


def placed(lengths: list[int]) -> Places:
    return places(np.array(lengths, np.int64), [f"articles/{number}/" for number in range(len(lengths))])


@given(LENGTHS)
def test_each_document_has_a_number_of_its_own_that_rises_with_its_length(lengths: list[int]) -> None:
    found = placed(lengths)
    numbers = found.by_document().tolist()
    assert len(set(numbers)) == len(lengths)
    assert all(0 <= number < found.size for number in numbers)
    assert (
        sorted(lengths)
        == [lengths[doc] for doc in found.order]
        == [length for _, length in sorted(zip(numbers, lengths, strict=True))]
    )


@given(LENGTHS, st.randoms())
def test_the_order_in_which_documents_come_does_not_matter(lengths: list[int], chance: random.Random) -> None:
    found = placed(lengths).by_document().tolist()
    mixed = chance.sample(range(len(lengths)), len(lengths))
    other = places(np.array([lengths[n] for n in mixed], np.int64), [f"articles/{n}/" for n in mixed])
    assert other.by_document().tolist() == [found[n] for n in mixed]


def test_one_document_more_moves_few_of_the_others() -> None:
    chance = random.Random(5)  # noqa: S311 - test data
    lengths = [int(chance.lognormvariate(4, 1)) for _ in range(3_000)]
    before = placed(lengths[:2_900]).by_document()
    moved = []
    for size in range(2_901, 3_001):
        after = placed(lengths[:size]).by_document()
        moved.append(int((after[: size - 1] != before).sum()))
        before = after
    assert sorted(moved)[80] < 10


def test_values_stand_at_the_numbers_of_their_documents() -> None:
    found = placed([7, 0, 3])
    numbers = found.by_document()
    spread = found.spread(np.array([70, 1, 30]), blank=-1)
    assert spread[numbers].tolist() == [70, 1, 30]
    assert len(spread) == found.size
    assert (spread == -1).sum() == found.size - 3
