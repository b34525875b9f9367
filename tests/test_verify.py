"""Every fact is checked against the raw file: what is not borne out stops publishing."""

from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.models import Article, Finding, Quote, Raw, Span
from broadsheet.pipeline import examine
from broadsheet.verify import line_and_column, verify
from tests.conftest import ARTICLE, Project


@pytest.fixture
def described(project: Project) -> tuple[Article, Raw]:
    port = "- {id: northport, name: Northport, type: place}\n"
    corpus, articles, _ = examine(project({"entities.yml": port}))
    return articles[0], corpus.entries[0].raw


def test_what_the_stages_find_is_borne_out(described: tuple[Article, Raw]) -> None:
    assert described[0].claims
    assert verify(*described) == []


def test_a_ledger_that_lost_a_character_is_found(described: tuple[Article, Raw]) -> None:
    article, raw = described
    broken = replace(article.cleaned, ledger=article.cleaned.ledger[:-1])
    assert verify(replace(article, cleaned=broken), raw)


def test_a_quote_that_is_not_in_the_file_is_found(described: tuple[Article, Raw]) -> None:
    article, raw = described
    title: Finding[str] = Finding("Bridge to stay open", "stated", (Quote("stay open", Span(0, 9)),))
    problems = verify(replace(article, title=title), raw)
    assert [(p.line, p.column, p.code) for p in problems] == [(1, 1, "EVIDENCE")]


def test_a_statement_moved_by_one_character_is_found(described: tuple[Article, Raw]) -> None:
    article, raw = described
    claim = article.claims[0]
    moved = replace(claim, raw_spans=tuple(Span(s.start + 3, s.end + 3) for s in claim.raw_spans))
    assert verify(replace(article, claims=(moved,)), raw)


def test_two_statements_of_one_id_are_found(described: tuple[Article, Raw]) -> None:
    article, raw = described
    assert verify(replace(article, claims=(article.claims[0], article.claims[0])), raw)


def test_a_stated_value_must_quote(described: tuple[Article, Raw]) -> None:
    article, raw = described
    assert verify(replace(article, outlet=Finding("planet", "stated")), raw)


def test_lines_and_columns_are_counted_from_one() -> None:
    assert line_and_column("ab\ncd", 0) == (1, 1)
    assert line_and_column("ab\ncd", 4) == (2, 2)


def test_a_name_of_another_place_is_found(described: tuple[Article, Raw]) -> None:
    article, raw = described
    mention = article.mentions[0]
    assert verify(replace(article, mentions=(replace(mention, text="Elsewhere"),)), raw)
    assert Path(raw.path).name == "2024-05-harbour.txt"
    assert raw.text == ARTICLE
