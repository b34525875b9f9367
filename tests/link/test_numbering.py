"""Words are numbered in the order in which they first come."""

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.link.numbering import Numbering


@given(st.lists(st.lists(st.sampled_from("abcdef"))))
def test_each_word_has_one_number_and_numbers_count_upwards(lists: list[list[str]]) -> None:
    numbering, known = Numbering(), list(dict.fromkeys(word for words in lists for word in words))
    for words in lists:
        assert numbering.of(words).tolist() == [known.index(word) for word in words]
    assert numbering.words == known
    assert [numbering.get(word) for word in (*known, "g")] == [*range(len(known)), None]
    assert [Numbering(known)[word] for word in ("g", *known)] == [len(known), *range(len(known))]
