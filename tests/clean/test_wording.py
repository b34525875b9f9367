"""A line is weighed by its words, the same on every machine, within limits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.clean.lines import read_lines
from broadsheet.clean.wording import Weights, find_signs, load_weights, weigh


def test_a_label_is_weighed_as_a_whole_and_numbers_count_as_one() -> None:
    small, large = find_signs(read_lines(["Comments (12)", "COMMENTS (9)"]))
    assert {"= comments 0", "f comments", "l 0", "b comments 0", "n 2"} <= set(small)
    assert small == large


def test_a_line_without_words_has_its_length_alone() -> None:
    assert find_signs(read_lines(["—"])) == [["n 0"]]


def test_weights_add_up_by_the_root_of_the_number_of_signs() -> None:
    weights = Weights(0.5, {"w rain": 3.0, "f rain": 1.0})
    lines = read_lines(["rain", "snow"])
    count = len(find_signs(lines)[0])
    assert weigh(lines, weights).tolist() == [0.5 + 4.0 / count**0.5, 0.5]


def test_no_line_is_surer_than_the_limit() -> None:
    assert weigh(read_lines(["rain"]), Weights(0.0, {"w rain": 100.0})).tolist() == [6.0]


@given(st.lists(st.text(min_size=1), max_size=5))
def test_any_line_has_a_finite_weight(texts: list[str]) -> None:
    odds = weigh(read_lines(texts), load_weights())
    assert odds.shape == (len(texts),)
    assert np.isfinite(odds).all()


LINES = st.lists(
    st.lists(
        st.sampled_from(["the", "The", "ferry's", "news", "12", "|", "»", "x2", "share", "’", ",", "Море"]),
        max_size=40,
    ).map(" ".join),
    min_size=1,
    max_size=8,
)


@given(LINES)
def test_all_lines_at_once_weigh_what_the_signs_of_each_add_up_to(lines: list[str]) -> None:
    weights = load_weights()
    found = []
    read = read_lines(lines)
    for signs in find_signs(read):
        found.append(weights.base + sum(weights.signs.get(sign, 0.0) for sign in signs) / len(signs) ** 0.5)
    assert weigh(read, weights).tolist() == pytest.approx(np.clip(found, -6, 6).tolist())


def test_furniture_weighs_less_than_news() -> None:
    lines = read_lines(["The ministry said on Monday that talks had been held.", "Subscribe"])
    news, label = weigh(lines, load_weights())
    assert label < 0 < news
