"""Every fact is checked against the raw file: what is not borne out stops publishing."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.check.verify import verify
from broadsheet.corpus import Entry
from broadsheet.describe import knowledge_of
from broadsheet.models import Article, Finding, Mention, Quote, Raw, Span
from broadsheet.problems import line_and_column
from broadsheet.records import Entity, Sidecar
from broadsheet.work.workers import describe_one
from tests.conftest import ARTICLE, Project
from tests.making import examine


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


def test_words_that_come_from_nowhere_are_found(described: tuple[Article, Raw]) -> None:
    article, raw = described
    longer = replace(article.cleaned, text=article.cleaned.text + " And more.")
    assert verify(replace(article, cleaned=longer), raw)


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


CYRILLIC = """Мост у гавани закроют на ремонт

Мост у гавани в Нортпорте закроют в понедельник, сообщила Минская городская управа. Рядом стоит Старый мост.
"""


def mention_of(article: Article, words: str, raw: str) -> Mention:
    """A mention of words of the cleaned text that says it stands where other words of the file stand."""
    start, place = article.cleaned.text.index(words), article.cleaned.text.index(raw)
    there = article.cleaned.raw_span(Span(place, place + len(raw)))
    return Mention(Span(start, start + len(words)), there, words, words, "place", None, "spelling")


@pytest.mark.parametrize(("words", "other"), [("Минская", "Старый"), ("Мост", "мост"), ("Нортпорте", "гавани")])
def test_words_of_any_alphabet_must_be_those_of_the_file(project: Project, words: str, other: str) -> None:
    corpus, articles, _ = examine(project({"articles/2024-05-harbour.txt": CYRILLIC}))
    article, raw = articles[0], corpus.entries[0].raw
    assert verify(replace(article, mentions=(mention_of(article, words, words),)), raw) == []
    problems = verify(replace(article, mentions=(mention_of(article, words, other),)), raw)
    assert [p.code for p in problems] == ["EVIDENCE"]


def test_letters_that_stand_there_between_others_bear_nothing_out(described: tuple[Article, Raw]) -> None:
    article, raw = described
    whole = mention_of(article, "bridge", "The harbour bridge in Northport")
    assert verify(replace(article, mentions=(whole,)), raw)


def test_the_same_words_elsewhere_in_the_file_are_not_those_of_the_text(described: tuple[Article, Raw]) -> None:
    article, raw = described
    first, other = (article.cleaned.text.index("bridge", start) for start in (0, 40))
    elsewhere = Span(first, first + 6), article.cleaned.raw_span(Span(other, other + 6))
    assert verify(replace(article, mentions=(Mention(*elsewhere, "bridge", "bridge", "place", None, "x"),)), raw)


@given(st.integers(-3, 3), st.integers(-3, 3))
def test_a_place_moved_at_either_end_is_found(before: int, after: int) -> None:
    words = "Der  Präsi-\ndent sprach mit dem Pra\u0308sidenten Nikolaus Grün Ã¼ber die Brücke."
    raw = Raw("2024-a", "corpus/articles/2024-a.txt", words + "\n", "0" * 64)
    article = describe_one(Entry(raw, Sidecar(), ""), knowledge_of((), ()))
    start = article.cleaned.text.index("Nikolaus Grün")
    there = article.cleaned.raw_span(Span(start, start + 13))
    moved = Span(there.start + before, there.end + after)
    mention = Mention(Span(start, start + 13), moved, "Nikolaus Grün", "Nikolaus Grün", "person", None, "x")
    assert bool(verify(replace(article, mentions=(mention,)), raw)) == (moved != there)


def test_a_name_within_a_mend_is_borne_out_by_the_whole_mend() -> None:
    # Browsers read the reference without its semicolon, and so does the cleaner: one mend of several characters.
    page = "<html><body><article><h1>Bridge to close</h1><p>The bridge in &copyNorthport will close on Monday, and the"
    page += " council said that the ferry will run until the repairs are done.</p></article></body></html>"
    raw = Raw("2024-a", "corpus/articles/2024-a.html", page, "0" * 64, "html")
    port = Entity.model_validate({"id": "northport", "name": "Northport", "type": "place"})
    article = describe_one(Entry(raw, Sidecar(), ""), knowledge_of((port,), ()))
    mention = next(m for m in article.mentions if m.id == "northport")
    assert page[slice(*mention.raw)] == "&copyNorthport"
    assert verify(article, raw) == []
    cut = replace(mention, raw=Span(mention.raw.start + 5, mention.raw.end))
    assert verify(replace(article, mentions=(cut,)), raw)


def test_only_an_inferred_language_quotes_nothing(described: tuple[Article, Raw]) -> None:
    article, raw = described
    assert verify(replace(article, language=Finding("en", "inferred", note="most words are English")), raw) == []
    assert verify(replace(article, language=Finding("en", "stated")), raw)
    assert verify(replace(article, outlet=Finding("planet", "inferred")), raw)


def test_a_cue_is_quoted_as_it_stands_in_the_text(described: tuple[Article, Raw]) -> None:
    article, raw = described
    assert verify(replace(article, claims=(replace(article.claims[0], cue="denied"),)), raw)
    assert verify(replace(article, claims=(replace(article.claims[0], text="The bridge is unsafe"),)), raw)


def test_what_an_address_lets_infer_must_stand_in_the_address(described: tuple[Article, Raw]) -> None:
    article, raw = described
    guess: Finding[str] = Finding("planet", "inferred", note="it is at planet.example", rule="address")
    at = replace(article.source, url="https://Planet.example/ferry")
    assert verify(replace(article, outlet=guess, source=at), raw) == []
    assert verify(replace(article, outlet=guess), raw)
    assert verify(replace(article, outlet=replace(guess, status="stated"), source=at), raw)
    assert verify(replace(article, outlet=replace(guess, rule="self-naming"), source=at), raw)
