"""A letterhead is no headline, and what a press release says stays."""

from __future__ import annotations

import hashlib
import time

import pytest

from broadsheet.clean import clean
from broadsheet.models import Cleaned, Raw
from tests.clean.test_clean import check_ledger

SAYS = "The northern quay of Northport will open to ferries in the spring, the ministry announced today."
HEADLINE = "Northern quay to open in spring"
ENDS = ["ENDS", "Media contact: Ben Other 0100 555 010"]
HOLDER = "The Hon. Ann Other MP  Minister for Harbours"


def release(*lines: str) -> Cleaned:
    text = "\n\n".join(lines)
    raw = Raw("a", "a.txt", text, hashlib.sha256(text.encode()).hexdigest())
    found = clean(raw)
    check_ledger(raw, found)
    again = clean(Raw("a", "a.txt", found.text, ""))
    assert (again.text, again.title) == (found.text, found.title)
    return found


def title(found: Cleaned) -> str | None:
    return None if found.title is None else found.text[slice(*found.title)]


@pytest.mark.parametrize(
    "head",
    [
        [HOLDER, "MEDIA RELEASE", "4 May 2023", HEADLINE],
        ["Media Release", HOLDER, "4 May 2023", HEADLINE],
        ["ANN OTHER MP", "SHADOW MINISTER FOR HARBOURS", "AND THE ISLANDS", "MEMBER FOR NORTHPORT", HEADLINE],
        ["Ministry of Harbours", "Office of the Harbour Master", "FOR IMMEDIATE RELEASE", "4 May 2023", HEADLINE],
        ["SENATOR ANN OTHER", "MEMBER FOR NORTHPORT", "JOINT STATEMENT", HEADLINE],
        ["T h e  H o n .  A n n  O t h e r", HOLDER, "MEDIA RELEASE", HEADLINE],
        [HOLDER, "MEDIA RELEASE", "Quay House | 0100 555 010 | ann.other@harbours.example", HEADLINE],
        ["UNOFFICIAL", HOLDER, "1", "TRANSCRIPT", HEADLINE, "E&OE…"],
    ],
    ids=[
        "usual",
        "label first",
        "no label",
        "offices",
        "a senator",
        "spaced out",
        "with an address",
        "with marks",
    ],
)
def test_the_headline_is_what_stands_below_the_letterhead(head: list[str]) -> None:
    found = release(*head, SAYS, SAYS, *ENDS)
    assert title(found) == HEADLINE
    assert found.text[slice(*found.body)] == f"{SAYS}\n\n{SAYS}"


@pytest.mark.parametrize(
    ("head", "headline", "day"),
    [
        (f"MEDIA RELEASE  {HEADLINE}  4 May 2023", HEADLINE, "4 May 2023"),
        (f"{HEADLINE}  Thursday 4 May 2023", HEADLINE, "Thursday 4 May 2023"),
        ("TRANSCRIPT  DOORSTOP  4 May 2023", None, "4 May 2023"),
        (f"TRANSCRIPT  {HEADLINE}  Topics: the quay; the ferries", HEADLINE, None),
    ],
)
def test_printed_lines_that_a_converter_ran_together_are_parted(
    head: str, headline: str | None, day: str | None
) -> None:
    found = release(HOLDER, head, SAYS, SAYS, *ENDS)
    assert title(found) == headline
    assert [p.text for p in found.removed if p.reason == "date-line"] == ([day] if day else [])


def test_what_a_converter_ran_together_in_a_paragraph_stays_so() -> None:
    ran_together = "The quay was closed from  4 May 2023"
    assert release(HOLDER, "MEDIA RELEASE", HEADLINE, SAYS, ran_together, SAYS).text.endswith(
        "\n\nThe quay was closed from 4 May 2023\n\n" + SAYS
    )


@pytest.mark.parametrize("word", ["word  ", "4  ", "M  ", "MEDIA RELEASE  "])
def test_a_line_of_very_many_printed_ones_takes_linear_time(word: str) -> None:
    begin = time.process_time()
    release(HOLDER, word * 40_000 + "end.", SAYS, *ENDS)
    assert time.process_time() - begin < 20  # a second or two


def test_without_a_headline_the_letterhead_is_none() -> None:
    found = release(HOLDER, "MEDIA RELEASE", "4 May 2023", SAYS, SAYS, *ENDS)
    assert title(found) is None
    assert {p.reason for p in found.removed} == {"letterhead", "date-line", "contact"}


def test_a_headline_above_the_label_stays_one() -> None:
    assert title(release(HEADLINE, "MEDIA RELEASE", "4 May 2023", SAYS, SAYS, *ENDS)) == HEADLINE


@pytest.mark.parametrize(
    "headline",
    [
        "Minister for Harbours opens northern quay",
        "MINISTER FOR HARBOURS OPENS NORTHERN QUAY",
        "Senator meets Mayor",
    ],
)
def test_a_headline_that_begins_with_an_office_stays_one(headline: str) -> None:
    assert title(release(HOLDER, "MEDIA RELEASE", headline, SAYS, SAYS, *ENDS)) == headline
    assert title(release(headline, SAYS, SAYS, *ENDS)) == headline


def test_an_article_that_is_no_release_has_no_letterhead() -> None:
    found = release("Minister for Harbours", "The Hon. Ann Other MP visits Northport", SAYS, SAYS)
    assert found.removed == ()


def test_whom_to_ask_goes_where_the_release_has_ended() -> None:
    lines = ["MEDIA CONTACTS", "Ben Other (Northport) 0100 555 010", "Cy Other - cy.other@harbours.example"]
    assert release(HEADLINE, SAYS, SAYS, *lines).text.endswith(SAYS)
    assert [p.text for p in release(HEADLINE, SAYS, *lines[1:], SAYS).removed] == []


def test_the_names_of_who_speaks_in_a_transcript_make_no_page_of_it() -> None:
    talk = ["JOURNALIST", "And the ferries?", "ANN OTHER", "They go from the old quay."] * 20
    found = release(HOLDER, "TRANSCRIPT", HEADLINE, "E&OE", SAYS, *talk, *ENDS)
    assert found.text[slice(*found.body)].split("\n\n") == [SAYS, *talk]
