"""Runs of words and what texts have in common."""

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.link.shingles import components, containment, folded_words, shingles

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=30)


def test_words_are_folded_and_apostrophes_straight() -> None:
    assert folded_words("The council’s “Old Bridge”, 3,000 tonnes") == [
        "the",
        "council's",
        "old",
        "bridge",
        "3",
        "000",
        "tonnes",
    ]


@given(WORDS, st.integers(1, 6))
def test_a_text_is_contained_in_itself_and_in_what_goes_on_from_it(words: list[str], length: int) -> None:
    runs = shingles(words, length)
    assert containment(runs, runs) == (1.0 if words else 0.0)
    if len(words) >= length:
        assert containment(runs, shingles([*words, "x"], length)) == 1.0


def test_pairs_join_into_groups_whatever_their_order() -> None:
    pairs = [("d", "c"), ("a", "b"), ("b", "d")]
    assert components("abcde", pairs) == components("edcba", pairs[::-1]) == [("a", "b", "c", "d"), ("e",)]
