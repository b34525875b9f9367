"""Every entry of the furniture table does what its own examples say."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from broadsheet.clean import furniture
from broadsheet.clean.furniture import holds_quotation, match_furniture, match_tail
from broadsheet.words import table

ENTRIES: list[dict[str, Any]] = table("furniture")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: str(e["id"]))
def test_an_entry_takes_and_leaves_what_its_examples_say(entry: dict[str, Any]) -> None:
    match = match_tail if entry.get("tail") else match_furniture
    taken = match(entry["takes"])
    assert taken is not None
    assert taken.id == entry["id"]
    assert match(entry["leaves"]) is None


def test_ids_are_unique_and_reasons_are_explained_to_readers() -> None:
    assert len({e["id"] for e in ENTRIES}) == len(ENTRIES)
    assert {e["reason"] for e in ENTRIES} <= table("reasons").keys()


def test_a_label_stands_in_one_entry_only() -> None:
    labels = [label for e in ENTRIES for label in e.get("labels", ())]
    assert sorted(labels) == sorted({str(label).lower() for label in labels})


@pytest.mark.parametrize(
    "line",
    ["Share this articleComments", "Copy link:Copy to clipboardCopied", "» Read more", "COMMENTS (12)"],
)
def test_marks_and_missing_spaces_do_not_hide_furniture(line: str) -> None:
    assert match_furniture(line) is not None


@pytest.mark.parametrize("line", ["26-MAR-1987 15:01:01.79", "3-Mar-2004", "26 March 1987, 15:01:01"])
def test_a_day_and_a_time_are_furniture(line: str) -> None:
    assert (entry := match_furniture(line)) is not None
    assert entry.id == "date-alone"


@pytest.mark.parametrize(
    "line",
    [
        "“Please sign up for our newsletter,” the editor told the readers of the paper.",
        "The minister said the cookies on the site of the ministry had been removed by the police in March.",
        "Results",
        "3-1",
        "He said no comment had been made.",
        "« Nous sommes prêts à parler », a dit la ministre.",
        "« Nous sommes prêts »",
        "«Мы готовы говорить каждый день», — заявила председатель.",
    ],
)
def test_words_of_an_article_are_no_furniture(line: str) -> None:
    assert match_furniture(line) is None


def test_a_quotation_counts_from_five_words() -> None:
    assert holds_quotation("He said: “We shall not go there again.”")
    assert not holds_quotation("The so-called “peace talks here”")


@pytest.mark.parametrize(
    "line",
    [
        "word " * 10_000,
        '"' * 20_000,
        "(" * 20_000,
        "Share " * 5_000,
        "a" * 50_000,
        "By " + "Ab " * 9_000,
        "© " * 9_000,
        "- " * 45 + "ap x",
    ],
    ids=lambda line: line[:8],
)
def test_no_line_takes_long(line: str) -> None:
    begin = time.process_time()
    match_furniture(line.strip())
    assert time.process_time() - begin < 0.1


# A pattern is tried only where one of its words stands; a forgotten word would be a pattern that never speaks.
LETTERS = st.characters(max_codepoint=0x2200, categories=("L", "P", "S", "Zs"), include_characters="0123456789")
ASKING = [
    (e, kind)
    for e in ENTRIES
    for kind in ("line", "cased")
    if kind in e
    and "needs" in e
    and e["id"] != "caption-with-credit"  # its words take less than its patterns would
]


@pytest.mark.parametrize(("entry", "kind"), ASKING, ids=lambda x: x if isinstance(x, str) else str(x["id"]))
@given(data=st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
def test_what_matches_a_pattern_has_a_word_that_it_needs(
    entry: dict[str, Any], kind: str, data: st.DataObject
) -> None:
    pattern = data.draw(st.sampled_from(entry[kind]))
    text = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=LETTERS))
    likely = furniture._likely(text.lower(), tail=entry.get("tail", False))
    assert entry["id"] in [pattern.entry.id for pattern in (*likely.lines, *likely.phrases)]


GROUPED = [e for e in ENTRIES if "holds" in e and isinstance(e.get("needs", [""])[0], list)]


@pytest.mark.parametrize("entry", GROUPED, ids=lambda entry: str(entry["id"]))
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
def test_what_holds_a_pattern_has_a_word_of_each_further_list(entry: dict[str, Any], data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(entry["holds"]))
    text = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=LETTERS))
    words = {"0" if word.isdecimal() else word for word in re.findall("[a-z]+|[0-9]", text)}
    assert all(words & set(group) for group in entry["needs"][1:])


def test_the_last_word_of_a_sentence_is_no_label() -> None:
    assert match_furniture("Jobs") is not None
    assert match_furniture("jobs.") is None


@pytest.mark.parametrize(
    ("line", "is_credit"),
    [
        ("Ann Other/The Example Post", True),
        ("(Ann Other-Mann / Example Magazine)", True),
        ("Ann K. Other/EXMEDIA", True),
        ("Ann Other/NewsHub", True),
        ("( ANN OTHER/EXAMPLE PHOTO LIBRARY)", True),
        ("Getty Images / Ann Other", True),
        ("Strelsau City/Zenda", False),
        ("North Zenda / Strelsau", False),
        ("BANKER SEES ZENDA/BANKS REACHING AGREEMENT", False),
        ("First Premier/McOther", False),
        ("High School Diploma/Equivalency", False),
    ],
)
def test_a_credit_with_a_slash_is_told_from_a_headline_with_one(line: str, *, is_credit: bool) -> None:
    entry = match_furniture(line)
    assert (entry is not None and entry.id == "name-and-agency") == is_credit
