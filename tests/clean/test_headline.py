"""The headline of a page is found among its lines by the page's own title."""

from __future__ import annotations

import pytest

from broadsheet.clean.headline import find_headline

MENU = ["News", "Sport", "Our Best Photos of the Year", "Sign in"]


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Harbour to close for two weeks", "Harbour to close for two weeks"),
        ("Harbour to close : Riverton News : Post", "Harbour to close for a week"),
        ("What a closed harbour means for Riverton | Post", "Two quiet weeks ahead for Riverton fishermen"),
    ],
)
def test_the_line_most_like_the_title_is_the_headline(title: str, heading: str) -> None:
    texts = [title, *MENU, heading, "3 min read", "The harbour closes on Monday."]
    assert find_headline(texts, 7) == 5


def test_a_heading_within_the_article_is_not_taken_for_the_whole() -> None:
    texts = ["What is a harbour wall? Our guide", "What is a harbour wall?", "3 min read", "What is a harbour?"]
    assert find_headline(texts, 3) == 1


def test_the_way_to_a_page_is_not_its_headline() -> None:
    trail = "Home » Money » Do young savers keep better habits?"
    heading = "Do young savers keep better habits?"
    texts = ["Eight habits of young savers", trail, heading, "5 min read", "They save more."]
    assert [find_headline(texts, first) for first in (1, 2)] == [0, 2]


def test_where_no_line_is_like_it_the_title_is_the_headline() -> None:
    assert find_headline(["Harbour to close for two weeks", *MENU, "It closes on Monday."], 5) == 0
    assert find_headline(["Harbour to close for two weeks", "It closes on Monday."], 0) is None
    assert find_headline([], 0) is None


def test_a_line_far_above_needs_more_than_a_word_in_common() -> None:
    far = ["Harbour to close for two weeks", "The harbour and its people", *MENU * 8, "It closes on Monday."]
    assert find_headline(far, len(far) - 1) == 0


BODY = [
    "The harbour bridge in Northport closes on Monday for repairs that take six weeks, the council said.",
    "Lorries will have to go round by the coast road until the bridge is open again.",
]


@pytest.mark.parametrize(
    "above", [["Home", "News and Weather Today"], ["Harbour bridge shuts - Northport Courier"]]
)
def test_without_the_pages_title_the_headline_is_what_the_article_says_again(above: list[str]) -> None:
    lines = [*above, "Sign in to our daily letters", "Harbour bridge closes for six weeks", "Monday", *BODY]
    found = find_headline(lines, len(lines) - len(BODY))
    assert found is not None
    assert lines[found] == "Harbour bridge closes for six weeks"


def test_a_line_of_which_the_article_says_nothing_is_no_headline() -> None:
    lines = ["Home", "Subscribe to the best letters", "More stories from our partners", *BODY]
    assert find_headline(lines, 3) is None
