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


def test_what_stays_apart_is_joined_by_no_way_round_and_the_first_pair_counts() -> None:
    pairs = [("a", "c"), ("c", "b"), ("b", "d")]
    assert components("abcd", pairs, [("b", "a")]) == [("a", "c"), ("b", "d")]
    assert components("abcd", pairs[::-1], [("b", "a")]) == [("a",), ("b", "c", "d")]
    assert components("ab", [("a", "b")], [("a", "x")]) == [("a", "b")]


PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)))


@given(PAIRS, PAIRS)
def test_groups_hold_none_that_stay_apart_and_are_as_large_as_they_may_be(
    pairs: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    groups = [set(group) for group in components(range(13), pairs, apart)]
    assert sorted(name for group in groups for name in group) == list(range(13))
    assert not any({a, b} <= group for a, b in apart if a != b for group in groups)
    for a, b in pairs:
        ((one,), (other,)) = ([group for group in groups if name in group] for name in (a, b))
        assert one is other or any({x, y} <= one | other for x, y in apart if x != y)
