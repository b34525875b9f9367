"""What is gathered under names."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.link import together
from broadsheet.models import Finding, Topic
from broadsheet.records import Entity
from tests.link.making import article, linked

PLACE = Entity(id="ruritania", name="Ruritania", type="place", adjectives=("Ruritanian",))
MINISTRY = Entity(
    id="ministry-of-defence-of-ruritania",
    name="Ministry of Defence of Ruritania",
    type="organisation",
    spellings=("Ruritanian Ministry of Defence",),
    roles=("defence ministry",),
    country="ruritania",
)
ENTITIES = (
    PLACE,
    Entity(id="strelsau", name="Strelsau", type="place"),
    Entity(id="zenda", name="Zenda", type="place"),
)
TEXT = (
    "Drill ends\n\nThe Ministry of Defence of Ruritania ended the drill. The Ruritanian defence ministry gave no "
    "figures.\n\nThe Ruritanian ministry of defence has a new spokesman."
)


def ministry() -> Topic:
    one = replace(article("a0", TEXT, (PLACE, MINISTRY)), claims=())
    return next(t for t in linked([one], (PLACE, MINISTRY)).topics if t.id == MINISTRY.id)


def test_what_a_body_is_called_is_no_spelling_of_its_name() -> None:
    assert ministry().called == ("Ruritanian defence ministry",)
    assert "Ruritanian defence ministry" not in ministry().spellings


def test_the_registered_spellings_come_first_and_then_those_of_the_articles() -> None:
    assert ministry().spellings[:2] == (MINISTRY.name, *MINISTRY.spellings)
    assert {words.casefold() for words in ministry().spellings} == {
        words.casefold() for words in (MINISTRY.name, *MINISTRY.spellings)
    }


def test_topics_named_in_the_same_articles_are_counted_those_first_that_most_share() -> None:
    one = article("a", "Ruritania and Strelsau signed. Zenda watched.", ENTITIES)
    two = article("b", "Ruritania and Strelsau agreed.", ENTITIES)
    topics = {t.id: t for t in linked([one, two], ENTITIES).topics}
    assert topics["ruritania"].together == (("strelsau", 2), ("zenda", 1))
    assert topics["zenda"].together == (("ruritania", 1), ("strelsau", 1))


def test_of_an_article_with_very_many_topics_the_most_reported_are_set_beside_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(together, "_MOST_IN_ONE", 2)
    assert together.together(["p", "q", "r"], [[0, 1], [0, 1], [1]]) == [(("q", 2),), (("p", 2),), ()]


@given(st.lists(st.frozensets(st.integers(0, 9), max_size=6), max_size=14))
def test_topics_together_are_those_of_comparing_every_two(sets: list[frozenset[int]]) -> None:
    ids = [f"t{number:02}" for number in range(len(sets))]
    shared = [[(ids[j], len(a & b)) for j, b in enumerate(sets) if a & b and i != j] for i, a in enumerate(sets)]
    expected = [tuple(sorted(found, key=lambda item: (-item[1], item[0]))[:12]) for found in shared]
    assert together.together(ids, [sorted(held) for held in sets]) == expected


def test_a_topic_says_how_outlets_write_it_and_counts_only_what_is_shown() -> None:
    shown = replace(article("a", "Ruritania signed.\n\nRuritania paid."), outlet=Finding("gazette", "curated"))
    shown = replace(shown, mentions=article("a", "Ruritania signed.\n\nRuritania paid.", ENTITIES).mentions)
    hidden = replace(article("b", "Ruritania signed.", ENTITIES), text_policy="metadata")
    topic = linked([shown, hidden], ENTITIES).topics[0]
    assert topic.articles == ("a", "b")
    assert topic.written == (("Ruritania", "gazette", 2),)
