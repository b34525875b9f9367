"""What stands around a unit is measured for every unit, however few there are."""

from __future__ import annotations

import numpy as np
import pytest

from broadsheet.clean.context import COURSE, ODDS, around_odds, course
from broadsheet.clean.features import own_features
from broadsheet.clean.lines import read_lines
from broadsheet.clean.page import FEATURES, add_odds, survey
from broadsheet.clean.rows import neighbours, stack, sums_around

STORY = "The port said on Monday that the harbour would be closed for two weeks in spring."
TEXTS = [
    "Menu",
    "Harbour to close",
    STORY,
    STORY.replace("port", "council"),
    "5 January, 10:30",
    "6 January, 11:45",
]


@pytest.mark.parametrize(
    "texts", [TEXTS, TEXTS[:1], ["日本語のニュース", "«"]], ids=["page", "one line", "odd ones"]
)
def test_every_unit_has_every_feature(texts: list[str]) -> None:
    odds = np.linspace(-2, 2, len(texts))
    rows = add_odds(survey(read_lines(texts), [None] * len(texts)), odds)
    assert rows.shape == (len(texts), len(FEATURES))
    assert np.isfinite(rows).all()


def test_what_was_said_before_counts_and_what_is_new_does_not() -> None:
    lines = read_lines(TEXTS)
    found = stack(*course(lines, own_features(lines, [None] * len(TEXTS))))
    assert found.shape == (len(TEXTS), len(COURSE))
    said = found[:, COURSE.index("said-before")]
    assert said[2] == 0
    assert said[3] > 0.5


def test_lines_of_one_shape_count_as_coming_again() -> None:
    lines = read_lines(TEXTS)
    found = stack(*course(lines, own_features(lines, [None] * len(TEXTS))))
    assert found[4, COURSE.index("shapes-after-within-3")] > 0
    assert found[5, COURSE.index("shapes-before-within-3")] > 0
    assert found[0, COURSE.index("shapes-after-within-3")] == 0


def test_odds_of_the_neighbours_stand_beside_ones_own() -> None:
    odds = np.array([1.0, 2.0, 3.0])
    rows = around_odds(odds, np.ones(3))
    assert rows[:, ODDS.index("odds-before-1")].tolist() == [0, 1, 2]
    assert rows[:, ODDS.index("odds-after-1")].tolist() == [2, 3, 0]


def test_sums_leave_the_unit_itself_out() -> None:
    before, after = sums_around(np.array([[1.0, 2.0, 4.0], [0.0, 0.0, 1.0]]), [2])[:, 0].swapaxes(0, 1)
    assert before.tolist() == [[0, 1, 3], [0, 0, 0]]
    assert after.tolist() == [[6, 4, 0], [1, 1, 0]]


def test_beyond_the_ends_there_is_nothing() -> None:
    assert neighbours(np.array([[1.0]]), [3]).tolist() == [[[[0], [0]]]]
