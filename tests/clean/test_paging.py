"""Heads and feet of printed pages go; headings that count and labels of speakers stay."""

from __future__ import annotations

from broadsheet.clean import clean
from broadsheet.models import Raw

PARAGRAPH = (
    "The harbour board met again and spoke for an hour about the quay, its walls and what to do with them. " * 8
)


def removed(lines: list[str]) -> list[str]:
    return [piece.text for piece in clean(Raw("a", "a.txt", "\n\n".join(lines), "")).removed]


def pages(*heads: str) -> list[str]:
    return [line for head in heads for line in (PARAGRAPH, *head.split("\n"))] + [PARAGRAPH]


def test_page_numbers_go() -> None:
    assert removed(pages("1", "2", "3")) == ["1", "2", "3"]
    assert removed(pages("Page 2 of 4", "Page 3 of 4", "Page 4 of 4")) == [f"Page {i} of 4" for i in (2, 3, 4)]


def test_what_stands_beside_every_page_number_goes_with_it() -> None:
    heads = [f"Minutes of the harbour board {i}\nFor members" for i in (1, 2, 3)]
    assert removed(pages(*heads)) == [line for head in heads for line in head.split("\n")]


def test_a_label_that_stands_elsewhere_too_stays() -> None:
    assert removed([*pages("1\nCHAIR:", "2\nCHAIR:", "3\nCHAIR:"), "CHAIR:", PARAGRAPH]) == ["1", "2", "3"]


def test_numbers_that_do_not_count_up_stay() -> None:
    assert removed(pages("1", "2", "2")) == []
    assert removed(pages("2019", "2021", "2023")) == []
    assert removed(pages("1", "2")) == []


def test_headings_with_a_number_stay() -> None:
    assert removed(pages("Day 1", "Day 2", "Day 3")) == []


def test_numbers_closer_than_pages_are_a_list() -> None:
    line = "The quay was closed at noon."
    assert removed(["1", line, "2", line, "3", line]) == []
