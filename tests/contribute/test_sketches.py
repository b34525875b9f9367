"""Texts that are nearly the same are found by a few hashes of each."""

import random

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.contribute.sketches import NEARLY, Sketches, resemblance, sketch
from broadsheet.link.shingles import folded_words, shingles

WORDS = [f"word{n}" for n in range(300)]


def changed(words: list[str], times: int, random_: random.Random) -> list[str]:
    words = list(words)
    for _ in range(times):
        words[random_.randrange(len(words))] = "other"
    return words


def test_the_share_of_runs_that_two_texts_have_is_estimated_well() -> None:
    random_ = random.Random(1)  # noqa: S311 - words, no secrets
    for times in range(0, 20, 2):
        one = random_.sample(WORDS, 300)
        other = changed(one, times, random_)
        a, b = (shingles(folded_words(" ".join(words)), 5) for words in (one, other))
        true = len(a & b) / len(a | b)
        assert abs(resemblance(sketch(" ".join(one)), sketch(" ".join(other))) - true) < 0.2


def test_a_text_is_like_itself_with_a_line_more_and_unlike_any_other() -> None:
    texts = Sketches()
    random_ = random.Random(2)  # noqa: S311
    for name in "abc":
        texts.put(name, " ".join(random_.sample(WORDS, 300)))
    mine = random_.sample(WORDS, 300)
    texts.put("mine", " ".join(mine))
    assert list(texts.like(" ".join([*mine, "Read", "more"]))) == ["mine"]
    assert list(texts.like(" ".join(random_.sample(WORDS, 300)))) == []
    assert list(Sketches().like("words")) == []


@given(st.text(), st.text())
def test_any_two_texts_can_be_held_against_each_other(one: str, other: str) -> None:
    assert 0 <= resemblance(sketch(one), sketch(other)) <= 1
    assert resemblance(sketch(one), sketch(one)) in (0, 1)
    assert NEARLY < 1
