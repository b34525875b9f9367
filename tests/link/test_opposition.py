"""Statements that stand against each other: only where both surely speak of the same thing."""

import pytest

from broadsheet.link.polarity import Clause, clauses
from broadsheet.models import Library
from broadsheet.records import Theme
from tests.link.making import article, linked

THEMES = (Theme(id="dam", name="The dam", words=("dam", "troops", "ferry", "Sapt")),)
AT_STRELSAU = (
    "The dam above Strelsau was shut at dawn while engineers from Zenda looked at a crack in the eastern spillway. "
    "Farmers drove their cattle to the castle hill, and the bakery by the customs house gave bread to everybody."
)


def told(one: str, other: str, dates: tuple[str, str] = ("2024-05-03", "2024-05-03")) -> Library:
    texts = (f"Flavia Elphberg said {one}.", f"Rupert Hentzau said {other}.")
    articles = [article(f"a{n}", text, date=dates[n]) for n, text in enumerate(texts)]
    return linked(articles, themes=THEMES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Strelsau dam is safe for farmers", "the Strelsau dam is not safe for farmers"),
        ("the Strelsau dam is safe for farmers", "the dam at Strelsau cannot be safe for farmers"),
        ("the Strelsau dam is leaking badly", "the Strelsau dam did not appear to be leaking badly"),
        # A pronoun stands for who speaks.
        ("Hentzau sold the ferry tickets to soldiers", "he had not sold any ferry tickets"),
    ],
)
def test_what_one_asserts_and_another_denies_is_proposed(one: str, other: str) -> None:
    (opposition,) = told(one, other).topics[0].oppositions
    assert opposition.status == "candidate"


def test_a_denial_stands_against_the_clause_that_it_denies() -> None:
    texts = (
        "Flavia Elphberg said the seven hostages were exchanged for Zenda rebels.",
        "Rupert Hentzau denied that the hostages were exchanged for rebels from Zenda.",
    )
    themes = (Theme(id="hostages", name="Hostages", words=("hostage*",)),)
    (opposition,) = linked([article(f"a{n}", t) for n, t in enumerate(texts)], themes=themes).topics[0].oppositions
    assert opposition.why == "both speak of: hostages, exchanged, rebels"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Nothing tells that it is the same dam.
        ("the dam is safe for farmers", "the dam is not safe for farmers"),
        # What is negated is something else.
        (
            "the Strelsau dam is safe for farmers",
            "the Strelsau dam is the safe floor, not the ceiling, for farmers",
        ),
        ("the Strelsau dam is safe for farmers", "the Strelsau dam is safe for farmers who do not swim"),
        ("the cause of the leak at Strelsau dam is old", "the cause of the leak at Strelsau dam is not known"),
        # Only part of it is negated, or only so far.
        ("the Strelsau dam is safe for farmers", "the Strelsau dam is not only safe for farmers"),
        ("the Strelsau dam is repaired and safe", "the Strelsau dam is not yet repaired and safe"),
        # A mind is told of, and words that everybody uses are shared.
        ("I think people at Zenda want a dam", "I do not think people at Zenda want a dam"),
        # Neither side asserts it.
        ("farmers opposed a Strelsau dam in the hills", "a Strelsau dam in the hills will not help farmers"),
        ("the Strelsau dam might be safe for farmers", "the Strelsau dam is not safe for farmers"),
        ("claims that the Strelsau dam is leaking are untrue", "the Strelsau dam is not leaking"),
        ("the Strelsau dam will be safe for farmers", "the Strelsau dam wouldn't be safe for farmers"),
        # A title is nobody's name.
        ("the dam of Mayor Tarlenheim is safe for farmers", "the dam of Mayor Sapt is not safe for farmers"),
        # A name and a verb are two words, but only one of them tells what is spoken of.
        ("Mr Sapt answered the farmers at once", "Sapt did not answer"),
        # Nobody knows who or what is meant.
        ("people at Strelsau dam were injured badly", "these people at Strelsau dam were not injured badly"),
        ("Strelsau sold the ferry tickets to soldiers", "he had not sold any ferry tickets"),
        # Common words of another matter.
        ("the Northern Pass Council will meet in June", "the Northern Pass Council will not sell a dam"),
        ("the dam is old and rivers rise in Strelsau", "the dam will not be sold to builders from Strelsau"),
    ],
)
def test_what_is_not_surely_the_same_matter_is_not_proposed(one: str, other: str) -> None:
    assert not told(one, other).topics[0].oppositions


def test_in_reports_on_one_event_the_place_need_not_be_named_again() -> None:
    safe = (f"{AT_STRELSAU} Flavia Elphberg said the dam was safe for farmers.", "Rupert Hentzau went home.")
    unsafe = (f"{AT_STRELSAU} Rupert Hentzau said the dam was not safe for farmers.", "Flavia Elphberg slept.")
    articles = [article(f"a{n}", "\n\n".join(parts)) for n, parts in enumerate((safe, unsafe))]
    library = linked(articles, themes=THEMES)
    assert library.families
    assert len(library.topics[0].oppositions) == 1


def test_one_speaker_under_two_names_does_not_contradict_himself() -> None:
    texts = (
        "Rupert Hentzau said the Strelsau dam was safe for farmers.",
        "Mr Hentzau, 41, was brief. Hentzau said the Strelsau dam was not safe for farmers.",
    )
    library = linked([article(f"a{n}", text) for n, text in enumerate(texts)], themes=THEMES)
    assert not library.topics[0].oppositions


@pytest.mark.parametrize(
    ("text", "denies", "focus"),
    [
        ("the bridge is safe", [False], [""]),
        ("the bridge isn’t safe, but it stands", [True, False], ["safe", ""]),
        ("the mayor denies paying the sailors", [True], ["paying"]),
        ("is the bridge safe?", [], []),
        ("the bridge may fall", [], []),
        ("nobody crossed the bridge", [], []),
        ("not the bridge", [], []),
        ("", [], []),
    ],
)
def test_clauses_assert_or_deny_or_do_neither(text: str, denies: list[bool], focus: list[str]) -> None:
    found = clauses(text, denied=False)
    assert [clause.denies for clause in found] == denies
    assert [clause.focus for clause in found] == focus


def test_what_is_denied_as_a_whole_is_its_first_clause() -> None:
    (clause,) = clauses("the guards were paid, and the gate stood open", denied=True)
    assert clause == Clause(True, {"guards": "guards", "paid": "paid"}, frozenset(), frozenset({"guards", "paid"}))
    assert not clauses("the guards were not paid", denied=True)
