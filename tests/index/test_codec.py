from hypothesis import given
from hypothesis import strategies as st

from broadsheet.index.codec import ALPHABET, decode, encode, gaps, ungap


@given(st.lists(st.integers(min_value=0, max_value=10**9)))
def test_numbers_come_back_from_their_characters(numbers: list[int]) -> None:
    assert decode(encode(numbers)) == numbers


@given(st.sets(st.integers(min_value=0, max_value=10**6)))
def test_rising_numbers_come_back_from_their_gaps(numbers: set[int]) -> None:
    assert ungap(gaps(sorted(numbers))) == sorted(numbers)


def test_small_numbers_take_one_character() -> None:
    assert [len(encode([number])) for number in (0, 59, 60, 1919, 1920)] == [1, 1, 2, 2, 3]


def test_no_character_needs_escaping_or_parts_columns() -> None:
    assert not set(ALPHABET) & set('"\\| \n')
