"""Headline, standfirst and byline are told from the body, and nothing is taken for them that is not."""

from __future__ import annotations

import time

import pytest

from broadsheet.clean import clean
from broadsheet.clean.fields import find_writer, match_byline
from broadsheet.clean.source_line import split_source_line
from broadsheet.clean.verdicts import is_headline
from broadsheet.models import Raw


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Other", "Ann Other"),
        ("By Ann Other and J. R. van Dyke", "Ann Other and J. R. van Dyke"),
        ("By ANN OTHER, Political Editor", "ANN OTHER"),
        ("Written by: Ann O’Other | The Example Post", "Ann O’Other | The Example Post"),
        ("By Ann Other Published: Jan 29, 2025", "Ann Other"),
        ("by Ann Other | Apr 21, 2025", "Ann Other"),
        ("By Ann Other 12th February 2025, 7:47 a.m.", "Ann Other"),
    ],
)
def test_a_byline_gives_the_names(line: str, names: str) -> None:
    span = match_byline(line)
    assert span is not None
    assert line[slice(*span)].startswith(names)


@pytest.mark.parametrize("label", ["By", "Written by:", "Author"])
def test_a_name_below_a_label_is_the_writer(label: str) -> None:
    assert find_writer(["Harbour closed", label, "Ann Other", "3 min read"], 0, 4, 4) == 2
    assert find_writer(["Harbour closed", label, "the harbour master and many more"], 0, 3, 3) is None


def test_within_an_article_one_word_behind_by_is_a_heading() -> None:
    texts = ["Harbour closed", "It was closed on Friday.", "By Region", "By Ann Other"]
    assert find_writer(texts, 0, 1, 4) == 3
    assert find_writer(texts, 0, 4, 4) == 2


@pytest.mark.parametrize(
    "line", ["By Monday evening", "By the river", "By Ann Other, she said.", "Bystanders Say No"]
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert match_byline(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Harbour to close for two weeks",
        "Will the harbour close?",
        "‘We shall stay’, say fishermen",
        "5 ships wait",
    ],
)
def test_headlines_have_the_shape_of_headlines(line: str) -> None:
    assert is_headline(line)


@pytest.mark.parametrize(
    "line", ["The harbour is closed.", "closed for two weeks", "He said:", "Results", "“Never again.”"]
)
def test_sentences_and_labels_have_not(line: str) -> None:
    assert not is_headline(line)


def test_a_source_line_ends_in_a_name() -> None:
    assert split_source_line("Harbour to close in spring - The Example Post") == (26, 29)
    assert split_source_line("Harbour to close in spring - and nobody knows why") is None
    assert split_source_line("5 May – Riverton – Town Hall") is None


def test_a_line_of_capitals_behind_by_takes_no_time() -> None:
    begin = time.process_time()
    assert match_byline(f"By {'A' * 40};") is None
    assert time.process_time() - begin < 0.1


@pytest.mark.parametrize("paper", ["The Leck Gazette", "THE LECK OBSERVER", "Le Courrier de Leck"])
def test_a_papers_name_above_headline_and_writer_is_no_headline(paper: str) -> None:
    prose = "The harbour of Leck was closed on Monday after the wall of the old quay had fallen into the water."
    text = f"{paper}\nHarbour closed after quay falls\nBy Ann Other\n\n{prose}\n\n{prose}\n"
    cleaned = clean(Raw("a", "a.txt", text, "0" * 64))
    assert cleaned.title is not None
    assert cleaned.text[slice(*cleaned.title)] == "Harbour closed after quay falls"
    assert next((piece.text, piece.doubt != "") for piece in cleaned.removed) == (paper, True)
