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
        ("Authors: Ann Other, Bo Other", "Ann Other, Bo Other"),
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


PARAGRAPH = (
    "The council of Leck said on Monday that the bridge over the river would be closed for six weeks of repairs, and "
    "a ferry will run from the old quay."
)
REST = "\n\n".join(
    [PARAGRAPH, "It has stood there for a hundred years, and nobody knows who built it.", PARAGRAPH]
)


def headed(*lines: str) -> dict[str, str]:
    """Return by each of the lines that an article begins with what became of it."""
    cleaned = clean(Raw("a", "a.txt", "\n\n".join([*lines, REST]), "0" * 64))
    return {piece.text: piece.rule or piece.fate for piece in cleaned.ledger if piece.text in lines}


@pytest.mark.parametrize(
    "above",
    [
        ["Who will pay for the new harbour levy this year?"],
        [
            "Levy to rise again in spring",
            "The council voted for a steep rise and will hear traders in the autumn.",
        ],
    ],
)
def test_a_byline_may_stand_below_a_headline_or_standfirst_that_is_a_sentence(above: list[str]) -> None:
    became = headed(*above, "By Ann Lee")
    assert became["By Ann Lee"] == "byline"
    assert became[above[0]] == "headline-first"
    within = headed("Levy to rise again in spring", PARAGRAPH, "By Region", PARAGRAPH)
    assert within["By Region"] == "kept"


def test_the_headline_said_again_is_no_standfirst() -> None:
    became = headed("The mayor’s bridge is closed for weeks", "The Mayor's Bridge Is Closed For Weeks")
    assert became["The Mayor's Bridge Is Closed For Weeks"] == "headline-again"


@pytest.mark.parametrize(
    "line",
    [
        "The bridge over the river is closed for six weeks of repairs, the council of Leck said.",
        "The bridge over the river 11:03 AM Fri",
        "The bridge over the river, closed for weeks (Ada Moss / Leck Herald)",
        "The bridge over the river is closed for weeks by the council Ada Moss / Leck Press",
    ],
)
def test_what_tells_a_source_a_time_or_a_photographer_is_no_standfirst(line: str) -> None:
    became = headed("Bridge closed for weeks in Leck", line)
    assert not became[line].startswith("standfirst")


def test_a_headline_in_title_case_may_end_in_a_stop() -> None:
    titled = "Mayor Gives Harbour A Boost With Solid Budget."
    assert headed(titled)[titled] == "headline-first"
    sentence = "The mayor of Leck gave Harbour Street a boost."
    assert headed(sentence)[sentence] != "headline-first"


def test_a_kicker_is_no_headline() -> None:
    became = headed("OPINION", "Why the bridge must be closed at once")
    assert became == {"OPINION": "kicker", "Why the bridge must be closed at once": "headline-first"}


def test_a_paper_with_its_day_is_a_date_line() -> None:
    line = "The Leck Advertiser, 21 September 2023, page 5"
    became = headed(line, "Bridge closed for weeks in Leck")
    assert became == {line: "date-and-paper", "Bridge closed for weeks in Leck": "headline-first"}
