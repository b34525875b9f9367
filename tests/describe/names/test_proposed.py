"""Names that nobody has registered; the cases stand in tests/cases/names/proposed.yml."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.describe.names import Registry, find_mentions
from broadsheet.models import Cleaned
from broadsheet.records import Entity

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/names/proposed.yml").read_text(encoding="utf-8"))
NOBODY = Registry([])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_a_name_is_proposed(case: dict[str, Any], article: Callable[[str], Cleaned]) -> None:
    mentions = find_mentions(article(case["text"]), NOBODY)
    assert [f"{m.text}: {m.type}" for m in mentions] == case["found"]


def test_a_surname_takes_the_full_name(article: Callable[[str], Cleaned]) -> None:
    text = "Margaret Holloway spoke on Monday. Later, Holloway left for Leeds, where Holloway lives."
    names = [m.name for m in find_mentions(article(text), NOBODY) if m.type == "person"]
    assert names == ["Margaret Holloway"] * 3


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("MARGARET HOLLOWAY", "Margaret Holloway"),
        ("MARGARET McTARLEN", "Margaret McTarlen"),
        ("MARGARET O'DOWD", "Margaret O'Dowd"),
        ("Margaret Holloway", "Margaret Holloway"),
    ],
)
def test_who_is_written_in_capitals_is_called_as_others_are(
    written: str, name: str, article: Callable[[str], Cleaned]
) -> None:
    mentions = find_mentions(article(f"{written}: The quay was opened on Monday, and we were there."), NOBODY)
    assert [(m.text, m.name, m.type) for m in mentions] == [(written, name, "person")]


def test_a_surname_in_capitals_is_that_of_whoever_is_named_in_full(article: Callable[[str], Cleaned]) -> None:
    texts = (
        "Margaret Holloway opened the quay.\nHOLLOWAY: We will see.",
        "MARGARET HOLLOWAY:\nMrs Holloway is here.",
    )
    for text in texts:
        assert {m.name for m in find_mentions(article(text), NOBODY)} == {"Margaret Holloway"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SAN FRANCISCO (AP) - Rain fell on Monday, the council said.", "San Francisco"),
        ("RIO DE JANEIRO, March 14 (Example Wire) - Rain fell on Monday.", "Rio de Janeiro"),
        ("LA PAZ, Bolivia (Example Wire) - Rain fell on Monday.", "La Paz"),
        ("STRELSAU, March 14 (Example Wire) - Rain fell on Monday.", "Strelsau"),
        ("Rain fell on Monday in the UAE.", "United Arab Emirates"),
        ("The ABC NEWS crew filmed on Monday.", "ABC News"),
        ("They met the NATIONAL PARTY OF AUSTRALIA on Monday.", "National Party of Australia"),
        ("A ship of NATO left on Monday.", "NATO"),
    ],
)
def test_what_is_written_in_capitals_is_called_as_elsewhere(
    text: str, name: str, article: Callable[[str], Cleaned]
) -> None:
    assert find_mentions(article(text), NOBODY)[0].name == name


def test_a_place_in_capitals_is_the_registered_one(ruritania: Registry, article: Callable[[str], Cleaned]) -> None:
    (found, *_) = find_mentions(article("STRELSAU, March 14 (Example Wire) - Rain fell in Strelsau."), ruritania)
    assert (found.text, found.name, found.id is not None) == ("STRELSAU", "Strelsau", True)


COMPANY = (
    "The board of Fenwold Ltd met on Monday. Later, Fenwold said it would close. Fenwold declined to comment."
)


def test_a_company_is_known_by_its_name_without_the_legal_form(article: Callable[[str], Cleaned]) -> None:
    mentions = find_mentions(article(COMPANY), NOBODY)
    assert {(m.text, m.name, m.type) for m in mentions} == {
        ("Fenwold Ltd", "Fenwold Ltd", "organisation"),
        ("Fenwold", "Fenwold Ltd", "organisation"),
    }


def test_where_a_person_of_that_name_is_spelled_out_the_surname_is_the_persons(
    article: Callable[[str], Cleaned],
) -> None:
    mentions = find_mentions(article(f"{COMPANY} Margaret Fenwold left. Ms Fenwold lives in Leeds."), NOBODY)
    assert "Margaret Fenwold" in {m.name for m in mentions if m.text == "Fenwold" and m.type == "person"}


def test_proposals_say_how_they_were_found_and_how_sure_they_are(article: Callable[[str], Cleaned]) -> None:
    mentions = find_mentions(article("President Daniel Okafor flew to Norway."), NOBODY)
    assert [(m.id, m.rule) for m in mentions] == [(None, "given name"), (None, "gazetteer")]
    assert all(0 < m.confidence < 1 for m in mentions)


SPORT = "The coach of the league praised the striker, the squad and the goal that won the match this season."


def test_a_place_that_plays_in_a_report_on_sport_is_its_team(article: Callable[[str], Cleaned]) -> None:
    alone, among = (find_mentions(article(f"{more}\n\nNorway beat Sweden."), NOBODY) for more in ("Yes.", SPORT))
    assert [(m.text, m.type) for m in alone] == [("Norway", "place"), ("Sweden", "place")]
    assert [(m.text, m.type, m.rule) for m in among] == [
        ("Norway", "organisation", "plays"),
        ("Sweden", "organisation", "plays"),
    ]
    assert all(unsure.confidence < sure.confidence for unsure, sure in zip(among, alone, strict=True))


def test_where_it_is_the_scene_it_stays_the_place(article: Callable[[str], Cleaned]) -> None:
    text = f"{SPORT}\n\nNorway beat Sweden. The fans of Norway danced. They met in Norway and later went home."
    norway = [m.type for m in find_mentions(article(text), NOBODY) if m.text == "Norway"]
    assert norway[0] == "organisation"
    assert norway[-1] == "place"


def test_a_place_inside_a_persons_name_is_not_the_place(
    ruritania: Registry, article: Callable[[str], Cleaned]
) -> None:
    text = "The actor Peter Strelsau said on Monday that Peter Strelsau would stay in Strelsau."
    linked = [m.text for m in find_mentions(article(text), ruritania) if m.id is not None]
    assert linked == ["Strelsau"]


def test_in_another_language_only_what_is_registered_is_found(
    ruritania: Registry, article: Callable[[str], Cleaned]
) -> None:
    text = "Der Bürgermeister Owen Vale fuhr am Freitag nach Strelsau."
    assert [m.text for m in find_mentions(article(text), ruritania, "de")] == ["Strelsau"]
    for language in (None, "en", "en-GB"):
        assert "Owen Vale" in [m.text for m in find_mentions(article(text), ruritania, language)]


@given(text=st.text(st.sampled_from("AbcDe ofthe'’s.,-\n()&\"12ÉЖ的"), max_size=120))
@settings(max_examples=30)
def test_any_text_gives_sorted_mentions_that_quote_it(text: str, article: Callable[[str], Cleaned]) -> None:
    mentions = find_mentions(article(text), NOBODY)
    edges = [edge for m in mentions for edge in m.clean]
    assert edges == sorted(edges)
    assert all(m.text == text[m.clean.start : m.clean.end] != "" for m in mentions)


@pytest.mark.parametrize(
    "text",
    [
        "Word " * 5_000,
        "WORD " * 5_000,
        "word " * 5_000,
        "A\n" * 5_000,
        '"' * 20_000,
        "(" * 20_000,
        "'s" * 10_000,
        "Min-" * 5_000,
        "A.B." * 5_000,
        "Ab of the " * 5_000,
        "X" * 20_000,
        "Jan van der " * 2_000,
    ],
    ids=lambda text: text[:8],
)
def test_time_grows_with_the_text_and_no_faster(text: str, article: Callable[[str], Cleaned]) -> None:
    start = time.process_time()
    find_mentions(article(text), NOBODY)
    assert time.process_time() - start < 10  # below one second on a quiet machine


def called(text: str, registry: Registry, article: Callable[[str], Cleaned]) -> list[tuple[str, str | None]]:
    return [(m.name, m.id) for m in find_mentions(article(text), registry) if m.text == "Han"]


HAN = "President Han Mei-lin spoke on Monday. Later, Mr Han told reporters that he would stay. Han said so."


def test_where_the_last_name_never_stands_alone_the_first_means_the_person(
    article: Callable[[str], Cleaned],
) -> None:
    assert called(HAN, NOBODY, article) == [("Han Mei-lin", None)] * 2
    again = f"{HAN} Nobody knew what Han Mei-Lin would do."
    assert {name for name, _ in called(again, NOBODY, article)} == {"Han Mei-lin"}
    registry = Registry([Entity(id="han", name="Han Mei-lin", type="person")])
    assert called(HAN, registry, article) == [("Han Mei-lin", "han")] * 2


def test_the_first_name_means_nobody_where_it_may_mean_two(article: Callable[[str], Cleaned]) -> None:
    two = f"{HAN} President Han Jun-ho was not there, said Daniel Okafor."
    registry = Registry([Entity(id="han", name="Han Mei-lin", type="person")])
    for known in (NOBODY, registry):
        assert set(called(two, known, article)) == {("Han", None)}


def test_a_first_name_is_no_surname_where_the_last_one_stands_alone(article: Callable[[str], Cleaned]) -> None:
    text = "President Han Okafor spoke. Later, Okafor said he would stay. Han told him so, said Ms Han."
    assert {name for name, _ in called(text, NOBODY, article)} == {"Han"}


def test_a_registered_place_within_an_organisations_name_is_no_place(article: Callable[[str], Cleaned]) -> None:
    place = Registry([Entity(id="strelsau", name="Strelsau", type="place")])
    text = "The Strelsau Traders Association met in Strelsau. The Strelsau Traders Association is new."
    found = [(m.text, m.id) for m in find_mentions(article(text), place)]
    assert found == [
        ("Strelsau Traders Association", None),
        ("Strelsau", "strelsau"),
        ("Strelsau Traders Association", None),
    ]
