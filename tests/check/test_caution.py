"""A person is asked to look where cleaning took out what may be the article's own."""

from __future__ import annotations

import pytest

from tests.conftest import ARTICLE, Project
from tests.making import examine

TEXT = "articles/2024-05-harbour.txt"
SIDECAR = "articles/2024-05-harbour.yml"
NAMED = "Subscribe to our newsletter and read what Ada Lindqvist thinks of the week."
APPEAL = "Please support our journalism. " + "Readers like you keep it free for everybody. " * 8


def told(project: Project, text: str, sidecar: str = "{}\n") -> list[str]:
    return [str(p) for p in examine(project({TEXT: text, SIDECAR: sidecar}))[2] if p.code.startswith("CLEAN-")]


def test_a_clean_article_asks_for_nothing(project: Project) -> None:
    assert told(project, ARTICLE) == []


def test_a_removed_line_with_a_name_of_the_article_is_told_at_its_line(project: Project) -> None:
    (problem,) = told(project, f"{ARTICLE}\n{NAMED}\n{NAMED}\n")
    assert problem.startswith(f"corpus/{TEXT}:9:1: CLEAN-HELD cleaning takes out 'Subscribe to our newsletter")
    assert "the name 'Ada Lindqvist' (and 1 more line)" in problem


def test_several_lines_make_one_warning(project: Project) -> None:
    (problem,) = told(project, f"{ARTICLE}\n{NAMED}\n{NAMED}\n{NAMED}\n")
    assert "(and 2 more lines)" in problem


@pytest.mark.parametrize(
    "line",
    [
        "Ada Lindqvist stands before the bridge on Monday, a day before it closes. Photo: City Press",
        "Subscribe to our newsletter and read what the editors think of the week.",
        "Subscribe to our newsletter with Ada Lindqvist",
    ],
    ids=["a caption names people by right", "no name", "no sentence"],
)
def test_what_is_no_cause_for_doubt_is_not_told(project: Project, line: str) -> None:
    assert told(project, f"{ARTICLE}\n{line}\n") == []


def test_much_running_text_gone_is_told(project: Project) -> None:
    short = ARTICLE.partition('\n\n"')[0]
    (problem,) = told(project, f"{short}\n\n{APPEAL}\n")
    assert "CLEAN-MUCH cleaning takes out 76% of the running text" in problem


def test_a_person_who_has_dropped_the_line_is_not_asked_again(project: Project) -> None:
    sidecar = "drop:\n  - line: 9\n    why: An offer of the newspaper.\n"
    assert told(project, f"{ARTICLE}\n{NAMED}\n", sidecar) == []


def test_an_article_that_was_taken_down_asks_for_nothing(project: Project) -> None:
    sidecar = "status: withdrawn\nwithdrawn_reason: Its publisher asked for it.\n"
    assert told(project, f"{ARTICLE}\n{NAMED}\n", sidecar) == []
