from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.index.codec import ALPHABET, encode, encode_all, gaps
from tests.index.decoding import decode, ungap


@given(st.lists(st.integers(min_value=0, max_value=10**9)))
def test_numbers_come_back_from_their_characters(numbers: list[int]) -> None:
    assert decode(encode(numbers)) == numbers


@given(st.lists(st.integers(min_value=0, max_value=10**9)))
def test_where_each_number_begins_is_told(numbers: list[int]) -> None:
    text, at = encode_all(np.array(numbers, np.int64))
    assert [decode(text[a:b]) for a, b in pairwise(at.tolist())] == [[number] for number in numbers]


@given(st.sets(st.integers(min_value=0, max_value=10**6)))
def test_rising_numbers_come_back_from_their_gaps(numbers: set[int]) -> None:
    rising = sorted(numbers)
    assert ungap(gaps(np.array(rising, np.int64), np.array([0] if rising else [], np.int64)).tolist()) == rising


def test_small_numbers_take_one_character() -> None:
    assert [len(encode([number])) for number in (0, 59, 60, 1919, 1920)] == [1, 1, 2, 2, 3]


def test_no_character_needs_escaping_or_parts_columns() -> None:
    assert not set(ALPHABET) & set('"\\| \n')
