"""What is gathered under names."""

from dataclasses import replace

from broadsheet.link.topics import find_entity_topics
from broadsheet.models import Topic
from broadsheet.records import Entity
from tests.link.making import article

PLACE = Entity(id="ruritania", name="Ruritania", type="place", adjectives=("Ruritanian",))
MINISTRY = Entity(
    id="ministry-of-defence-of-ruritania",
    name="Ministry of Defence of Ruritania",
    type="organisation",
    spellings=("Ruritanian Ministry of Defence",),
    roles=("defence ministry",),
    country="ruritania",
)
TEXT = (
    "Drill ends\n\nThe Ministry of Defence of Ruritania ended the drill. The Ruritanian defence ministry gave no "
    "figures.\n\nThe Ruritanian ministry of defence has a new spokesman."
)


def ministry() -> Topic:
    one = replace(article("a0", TEXT, (PLACE, MINISTRY)), claims=())
    return next(t for t in find_entity_topics((one,), (), (PLACE, MINISTRY)) if t.id == MINISTRY.id)


def test_what_a_body_is_called_is_no_spelling_of_its_name() -> None:
    assert ministry().called == ("Ruritanian defence ministry",)
    assert "Ruritanian defence ministry" not in ministry().spellings


def test_the_registered_spellings_come_first_and_then_those_of_the_articles() -> None:
    assert ministry().spellings[:2] == (MINISTRY.name, *MINISTRY.spellings)
    assert {words.casefold() for words in ministry().spellings} == {
        words.casefold() for words in (MINISTRY.name, *MINISTRY.spellings)
    }
