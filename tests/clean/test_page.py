"""A whole page is told from an article, and the article is found in it."""

from __future__ import annotations

import pytest

from broadsheet.clean.features import NAMES, measure
from broadsheet.clean.furniture import match_furniture
from broadsheet.clean.lines import read_lines
from broadsheet.clean.page import choose_region, find_region, is_page
from broadsheet.clean.residue import find_furniture

MENU = [
    "Menu",
    "Sign in",
    "News",
    "Sport",
    "Weather",
    "Subscribe",
    "Share",
    "Comments",
    "Privacy Policy",
    "About us",
]
STORY = ["The port said on Monday that the harbour would be closed for two weeks in spring."] * 6


def told(texts: list[str]) -> bool:
    return is_page(texts, find_furniture(texts))


def test_a_menu_around_an_article_makes_a_page() -> None:
    assert told([*MENU, *STORY, *MENU, *("Harbour to stay closed" for _ in range(6))])


@pytest.mark.parametrize(
    "texts",
    [
        [*STORY, "Share", "Comments"],
        ["Rovers 2 United 1", "Town 0 City 0"] * 30,
        ["Q: And then?", "A: Then we left."] * 40,
        [],
    ],
    ids=["residue", "results", "questions and answers", "nothing"],
)
def test_texts_with_many_short_lines_are_no_pages(texts: list[str]) -> None:
    assert not told(texts)


def test_every_unit_has_every_feature() -> None:
    texts = [*MENU, *STORY, "12:30", "«", "日本語のニュース"]
    rows = measure(read_lines(texts), [match_furniture(text) for text in texts])
    assert rows.shape == (len(texts), len(NAMES))
    assert measure(read_lines([]), []).shape == (0, len(NAMES))


def test_a_region_closes_over_a_doubtful_line_and_leaves_out_a_lone_one() -> None:
    assert find_region([0.1, 0.9, 0.4, 0.9, 0.1, 0.1, 0.5, 0.1]) == [False, True, True, True, *[False] * 4]
    assert find_region([]) == []


def test_where_nothing_looks_like_an_article_what_comes_nearest_is_taken() -> None:
    assert choose_region([0.01, 0.2, 0.2, 0.01], [False] * 4) == [False, True, True, False]
    assert choose_region([0.9, 0.01, 0.2], [True, False, False]) == [True, False, True]
    assert choose_region([0.001], [False]) == [False]
