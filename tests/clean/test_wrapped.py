"""Paragraphs that were printed, or typed, at a fixed width are put together again."""

from __future__ import annotations

import hashlib
import textwrap

import pytest

from broadsheet.clean import clean
from broadsheet.models import Raw
from tests.clean.test_clean import check_ledger

SAID = [
    "The ministry of harbours of Ruritania will open the northern quay to ferries in the spring, when the last "
    "of the old cranes has been taken down and the road to the town has been made good again.",
    "Work on the quay began two years ago and was to be finished last summer, but the floods of that year carried "
    "away much of what had been built, and the builders had to begin anew in the autumn.",
]
TALK = [
    "JOURNALIST: Minister, when will the northern quay be open, and what will become of the ferries until then, "
    "since the islands have no other way to the town and the winter is near?",
    "ANN OTHER, MINISTER FOR HARBOURS: It will be open in the spring. Until then the ferries go from the old quay, "
    "as they have done all these years, and nobody on the islands need worry about the winter.",
]
LIST = [
    "• The northern quay will be open to ferries in the spring, when the last of the old cranes has been taken "
    "down and the road is good",
    "• The old quay will be closed after that and become a market, as the people of the town have asked for since "
    "the floods of that year",
]


def spaced(paragraphs: list[str], width: int = 60) -> str:
    return "\n\n".join(line for paragraph in paragraphs for line in textwrap.wrap(paragraph, width))


def body_of(text: str) -> list[str]:
    raw = Raw("a", "a.txt", text, hashlib.sha256(text.encode()).hexdigest())
    found = clean(raw)
    check_ledger(raw, found)
    return [found.text[slice(*p.clean)] for p in found.paragraphs]


@pytest.mark.parametrize("said", [SAID * 2, TALK * 2, LIST * 3], ids=["a release", "an interview", "a list"])
def test_a_blank_line_below_each_printed_line_ends_no_paragraph(said: list[str]) -> None:
    assert body_of(spaced(said)) == said


def test_a_list_whose_marks_were_decoded_wrongly_is_one() -> None:
    assert body_of(spaced(LIST * 3).replace("•", "Ã¢Â\x80Â¢")) == LIST * 3


def test_one_line_longer_than_the_page_is_wide_changes_nothing() -> None:
    ran_together = "In the spring the quay will be open to all of the ferries and " * 2 + "to the boats."
    assert body_of(spaced([*SAID * 3, ran_together]))[:6] == SAID * 3


def test_short_paragraphs_with_blank_lines_between_are_not_lines_of_a_page() -> None:
    short = [f"On day {i} the ferry did not come, and they waited on the quay." for i in range(30)]
    assert body_of("\n\n".join(short)) == short


def test_lines_of_a_poem_with_blank_lines_between_are_not_put_together() -> None:
    poem = ["The tide goes out", "and takes the boats,", "the morning comes,", "the harbour floats"] * 8
    assert body_of("\n\n".join(poem)) == poem


HEAD = "Authorised by Ann Other MP, Harbour Party of Ruritania, Northport."


@pytest.mark.parametrize("between", [[], [HEAD]], ids=["a page's end", "the head of the next page"])
def test_a_paragraph_that_a_page_broke_is_one(between: list[str]) -> None:
    above, below = SAID[1].split(" but ")[0], "but " + SAID[1].split(" but ")[1]
    assert body_of("\n\n\n\n".join([SAID[0], above, *between, below, SAID[0]])) == [SAID[0], SAID[1], SAID[0]]


@pytest.mark.parametrize(
    "below",
    [
        "a new quay for the ferries of the northern islands",
        "b) a new quay for the ferries of the northern islands.",
        "Ferries go from the old quay until then.",
    ],
    ids=["no sentence", "part of a list", "another sentence"],
)
def test_what_ends_no_broken_sentence_is_a_paragraph_of_its_own(below: str) -> None:
    above = "The ministry of harbours of Ruritania told the people of Northport of its plans"
    assert body_of("\n\n".join([SAID[0], above, below, SAID[0]])) == [SAID[0], above, below, SAID[0]]


@pytest.mark.parametrize("name", [" Reuter", "REUTER...", "  Reuters"])
def test_an_agency_that_signs_a_wrapped_text_is_no_part_of_its_last_paragraph(name: str) -> None:
    text = "\n".join([textwrap.fill(said, 60, initial_indent="    ") for said in SAID] + [name])
    assert body_of(text) == SAID


def test_a_sentence_may_end_in_the_name_of_an_agency() -> None:
    told = "All of it will be made good in the spring, he told\nReuters."
    text = "\n\n".join([*(textwrap.fill(one, 54) for one in SAID), told])
    assert body_of(text) == [*SAID, told.replace("\n", " ")]


def test_a_wrapped_text_in_capitals_has_paragraphs() -> None:
    said = [paragraph.upper() for paragraph in SAID]
    assert body_of("\n\n".join(textwrap.fill(one, 60) for one in said)) == said


def test_a_headline_in_capitals_above_a_text_in_capitals_stays_one() -> None:
    text = "\n".join(["NORTHERN QUAY TO OPEN IN SPRING", textwrap.fill(SAID[0].upper(), 60)])
    assert body_of(text) == ["NORTHERN QUAY TO OPEN IN SPRING", SAID[0].upper()]


@pytest.mark.parametrize("day", ["19-OCT-1987 01:38:14.08", "19 October 1987"])
def test_a_line_that_is_a_date_is_no_part_of_the_headline_above_it(day: str) -> None:
    text = "\n".join(["NORTHERN QUAY TO OPEN IN SPRING", day, *(textwrap.fill(said, 60) for said in SAID)])
    removed = clean(Raw("a", "a.txt", text, "0" * 64)).removed
    assert [(piece.text, piece.reason) for piece in removed] == [(day, "date-line")]


def test_headlines_in_capitals_are_not_put_together() -> None:
    heads = [
        "NORTHERN QUAY TO OPEN TO FERRIES IN THE SPRING",
        "FLOODS CARRY AWAY A BRIDGE",
        "THE OLD MARKET CLOSES ITS GATES",
        "MINISTER SPEAKS TO BUILDERS OF THE TOWN",
    ] * 2
    assert body_of("\n".join([*heads, "", SAID[0]]))[-1] == SAID[0]
    assert all(len(one) < 60 for one in body_of("\n".join([*heads, "", SAID[0]]))[:-1])


def test_a_day_that_a_line_parted_is_one_word_again() -> None:
    said = SAID[0].replace("in the spring", "on Thursday")
    wrapped = "\n".join(textwrap.wrap(said, 60)).replace("on Thursday", "on Thurs-\nday")
    assert "Thurs-\nday" in wrapped
    assert body_of("\n\n".join([wrapped, *("\n".join(textwrap.wrap(s, 60)) for s in SAID)])) == [said, *SAID]
