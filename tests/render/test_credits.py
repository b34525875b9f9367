"""Which agency an article credits with its text."""

import pytest

from broadsheet.render.credits import Credit, credit
from tests.link.making import article, linked
from tests.render import made


def credited(line: str) -> Credit | None:
    lines = [("title", "Harbour shut"), ("body", line), ("body", "It rained.")]
    return credit(made.article({"id": "a", "lines": lines}))


@pytest.mark.parametrize(
    ("line", "agency", "words"),
    [
        ("ZENDA, Ruritania (AP) - The ferry sank.", "Associated Press", "ZENDA, Ruritania (AP) -"),
        ("STRELSAU, Jan 5 (Reuters) — The ferry sank.", "Reuters", "STRELSAU, Jan 5 (Reuters) —"),
        ("Copyright 2031 The Associated Press. All rights reserved.", "Associated Press", None),
        ("© 2031 Reuters", "Reuters", None),
        ("By The Associated Press", "Associated Press", None),
        ("Xinhua | Updated: 2031-03-04", "Xinhua", "Xinhua"),
        ("Agence France-Presse contributed to this report.", "Agence France-Presse", None),
    ],
)
def test_an_article_credits_an_agency(line: str, agency: str, words: str | None) -> None:
    found = credited(line)
    assert found is not None
    assert found.agency == agency
    assert found.words == words if words is not None else line.startswith(found.words)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor told Reuters that the ferry had sunk.",
        "The ferry at dawn. (AP Photo/Ada Moss)",
        "Ada Moss / Reuters",
        "© Reuters",
        "Reuters",
        "By Ada Moss",
        "REUTERSBERG (AP) is a town.",
        "The PA system broke down.",
    ],
)
def test_a_picture_or_a_source_is_no_credit(line: str) -> None:
    assert credited(line) is None


def test_a_comparison_tells_who_credits_an_agency_and_that_nobody_need_have_copied() -> None:
    text = (
        "ZENDA (AP) - The ferry to the castle sank on Monday with forty sheep and nobody on board, police said.\n\n"
        "It was ninety years old, and its owner had asked the town for a new one every spring.\n"
    )
    articles = [article("a", text), article("b", text.replace("(AP) - ", "— "))]
    page = made.rendered(linked(articles), made.config())["compare/a.md"].decode()
    assert page.count("credits Associated Press: “ZENDA (AP) -”") == 1
    assert "may have its text from there, and not from another of these" in page
    assert "<del> (AP)</del>" in page
