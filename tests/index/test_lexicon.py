import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.index import lexicon
from broadsheet.index.analyse import words
from broadsheet.index.lexicon import Lexicon

PARTS = (
    "'said.",
    "U.S.",
    "a.b",
    "1.5km",
    "O'Neil's",
    "-",
    "co-op",
    "北京x",
    "é",
    "1,2.",
    "word",
    "Donaudampfschiffe",
)
TEXTS = st.lists(st.lists(st.sampled_from(PARTS)).map(" ".join), max_size=5)


@pytest.mark.parametrize("bits", [1, 18])
@given(batches=st.lists(TEXTS, max_size=3))
def test_numbers_stand_for_the_words_of_each_text_in_order(bits: int, batches: list[list[str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexicon, "_BITS", bits)  # with two places nearly every piece finds its own taken
        read_by = Lexicon()
        read = [read_by.read(texts) for texts in batches]
    known = list(read_by.numbers)
    for texts, (numbers, sizes) in zip(batches, read, strict=True):
        assert [known[number] for number in numbers.tolist()] == words("\n".join(texts))
        assert sizes.tolist() == [len(words(text)) for text in texts]
