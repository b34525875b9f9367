"""Headline, standfirst and byline are told from the body, and nothing is taken for them that is not."""

from __future__ import annotations

import pytest

from broadsheet.clean.fields import match_byline
from broadsheet.clean.source_line import split_source_line
from broadsheet.clean.verdicts import is_headline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Other", "Ann Other"),
        ("By Ann Other and J. R. van Dyke", "Ann Other and J. R. van Dyke"),
        ("By ANN OTHER, Political Editor", "ANN OTHER"),
        ("Written by: Ann O’Other | The Example Post", "Ann O’Other | The Example Post"),
    ],
)
def test_a_byline_gives_the_names(line: str, names: str) -> None:
    span = match_byline(line)
    assert span is not None
    assert line[slice(*span)].startswith(names)


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
