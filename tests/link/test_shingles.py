"""Runs of words and what texts have in common."""

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.link.shingles import components, containment, folded_words, shared_counts, shingles

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


@given(st.dictionaries(st.sampled_from("pqrstu"), st.frozensets(st.integers(0, 9)), max_size=6))
def test_shared_counts_are_those_of_comparing_every_pair(sets: dict[str, frozenset[int]]) -> None:
    counts = shared_counts(sets, most_holders=10)
    names = sorted(sets)
    expected = {(a, b): len(sets[a] & sets[b]) for i, a in enumerate(names) for b in names[i + 1 :]}
    assert dict(counts) == {pair: n for pair, n in expected.items() if n}


def test_items_that_too_many_hold_are_left_out() -> None:
    sets = {name: {"stock phrase", name} for name in "abcd"}
    assert not shared_counts(sets, most_holders=3)


def test_pairs_join_into_groups_whatever_their_order() -> None:
    pairs = [("d", "c"), ("a", "b"), ("b", "d")]
    assert components("abcde", pairs) == components("edcba", pairs[::-1]) == [("a", "b", "c", "d"), ("e",)]
