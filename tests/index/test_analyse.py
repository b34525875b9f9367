import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.index import pieces
from broadsheet.index.analyse import MAX_TERM, fold, stem, stop_words, surface, words


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The U.S. and the U.N.", ["the", "us", "and", "the", "un"]),
        ("O’Brien’s “plan”", ["obrien", "plan"]),
        ("1,200.50 people, 5.93 mln", ["1200.50", "people", "5.93", "mln"]),
        ("co-operation", ["co", "operation"]),
        ("Łódź, Straße, Ærø, ﬁnance", ["lodz", "strasse", "aero", "finance"]),
        ("北京 is not ABC公司", ["北", "京", "is", "not", "abc", "公", "司"]),
        ("a_b e-mail@example.com", ["a", "b", "e", "mail", "example", "com"]),
        ("שלום, мир", ["שלום", "мир"]),
        ("!!! ... '' –", []),
    ],
)
def test_words_are_found_folded(text: str, forms: list[str]) -> None:
    assert [surface(word) for word in words(text)] == forms


MANY = "".join(map(chr, range(0x100, 0x1FF)))
"""More letters beyond ASCII than texts are gone through for one by one."""


@given(st.text() | st.text(st.sampled_from("ŁÆß’ǣΣéıŉṡ ")))
def test_a_text_of_few_letters_is_folded_as_one_of_many(text: str) -> None:
    assert fold(f"{text} {MANY}") == f"{fold(text)} {fold(MANY)}"


def test_stems_follow_lunr_in_the_browser_where_the_two_lunrs_differ() -> None:
    assert [stem(word) for word in ("lay", "day", "try", "ministry", "prices")] == [
        "lay",
        "day",
        "tri",
        "ministri",
        "price",
    ]


def test_names_that_look_like_stop_words_can_be_searched_for() -> None:
    assert "us" not in stop_words()
    assert "the" in stop_words()


@given(st.text())
def test_a_word_is_one_word(text: str) -> None:
    assert all(words(word) == [word] for word in words(text))


@given(st.text())
def test_any_text_is_cut_into_terms_of_bounded_length(text: str) -> None:
    assert all(len(surface(word)) <= MAX_TERM for word in words(text))


@pytest.mark.parametrize("piece", ["a.", "1,", "a'", "'", "北", "word ", "é", "1.1.1.1x"])
def test_a_long_run_of_anything_takes_no_time(piece: str) -> None:
    start = time.perf_counter()
    words(piece * 100_000)
    pieces.cut([piece * 100_000])
    assert time.perf_counter() - start < 3
