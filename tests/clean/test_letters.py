"""Characters as numbers say of every character what Python says of it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.clean.letters import (
    CLOSING,
    DIGIT,
    LOWER,
    SPACE,
    UPPER,
    WORD,
    Words,
    codes_of,
    find_again,
    kinds_of,
    read_letters,
    runs,
    small_codes,
)


@given(st.text(max_size=60))
def test_a_character_is_what_it_is_called(text: str) -> None:
    kinds = kinds_of(codes_of(text))
    assert [bool(kind & SPACE) for kind in kinds] == [char.isspace() for char in text]
    assert [bool(kind & UPPER) for kind in kinds] == [char.isupper() for char in text]
    assert [bool(kind & LOWER) for kind in kinds] == [char.islower() for char in text]
    assert [bool(kind & CLOSING) for kind in kinds] == [char in '"”’)' for char in text]
    assert [bool(kind & DIGIT) for kind in kinds] == [char.isdecimal() for char in text]
    assert [bool(kind & WORD) for kind in kinds] == [char.isalnum() or char == "_" for char in text]


@given(st.lists(st.booleans(), max_size=30))
def test_runs_cover_what_is_true(flags: list[bool]) -> None:
    covered = np.zeros(len(flags), bool)
    for start, end in zip(*runs(np.array(flags, bool)), strict=True):
        covered[start:end] = True
        assert not flags[end : end + 1] or not flags[end]
    assert covered.tolist() == flags


def test_a_place_is_in_the_unit_whose_characters_stand_there() -> None:
    letters = read_letters(["one", "two\nlines", "", "four"], cut=5)
    assert letters.text == "one\ntwo l\n\nfour"
    assert letters.units(np.array([0, 2, 4, 8, 11])).tolist() == [0, 0, 1, 1, 3]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), max_size=12))
def test_a_word_that_its_unit_has_had_is_told(pairs: list[tuple[int, int]]) -> None:
    pairs.sort(key=lambda pair: pair[0])
    units, ids = np.array(pairs, np.intp).reshape(-1, 2).T
    again = find_again(Words(units, ids, [*"abcd"])).tolist()
    assert again == [pair in pairs[:i] for i, pair in enumerate(pairs)]


@given(st.lists(st.text(st.characters(exclude_characters="Σ\n")), max_size=4))
def test_small_letters_are_those_of_the_text_one_for_one(texts: list[str]) -> None:
    letters = read_letters(texts, cut=20)
    small = letters.text.replace("İ", "I").lower().replace("’", "'")
    assert small_codes(letters).tolist() == codes_of(small).tolist()
