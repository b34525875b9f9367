"""Registers of names: what is worked out when it is met is what the records say, however many there are."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.describe.names import Registry, find_mentions
from broadsheet.describe.names.folding import fold_spelling, fold_text
from broadsheet.describe.names.registry import family_names, holders, shared_spellings
from broadsheet.read.authority import Found, registered
from broadsheet.records import Entity
from tests.describe.names.conftest import cleaned

WORDS = st.sampled_from(
    [
        "Jan",
        "van",
        "Dam",
        "DAM",
        "al-Dam",
        "Dam-Olsen",
        "Jr",
        "Łódź",
        "Zenda",
        "J.",
        "Ό",
        "ΟΔΟΣ",
        "Dam,",
        "İz",
        "o",
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
LISTS = st.lists(NAMES, max_size=3).map(tuple)


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    lists = {key: draw(LISTS) for key in ("spellings", "not", "roles", "adjectives")}
    kind = draw(st.sampled_from(["person", "organisation", "place"]))
    return Entity.model_validate({"id": "one", "name": draw(NAMES), "type": kind, "country": "land", **lists})


def ways_of_writing(entity: Entity) -> set[str]:
    """What stands for an entity, folded and small."""
    names = {fold_spelling(name) for name in (entity.name, *entity.spellings)}
    surnames = {surname for name in names for surname in family_names(name) if entity.type == "person"}
    said = map(fold_spelling, (*entity.adjectives, *entity.roles, *entity.not_))
    return {words.lower() for words in (*names, *surnames, *said)}


@given(entities())
def test_all_that_stands_for_a_record_is_known_from_the_start(entity: Entity) -> None:
    assert set(holders([entity]).first) == ways_of_writing(entity)


@given(st.lists(entities(), min_size=1, max_size=3), NAMES)
def test_each_record_that_is_written_so_is_met_in_a_text(records: list[Entity], words: str) -> None:
    several = [e.model_copy(update={"id": f"e-{i}"}) for i, e in enumerate(records)]
    registry = Registry(several)
    met = [hit.form for hit in registry.hits(fold_text(words)) if hit.end - hit.start == len(words)]
    small = fold_text(words).small
    assert {form.entity for form in met} == {
        i for i, entity in enumerate(several) if small in ways_of_writing(entity) and len(small) > 1
    }
    assert all(form.written.lower() == small for form in met)


def test_records_that_share_a_surname_are_all_met() -> None:
    people = [Entity(id=name.lower(), name=f"{name} van Dam", type="person") for name in ("Jan", "Piet")]
    registry = Registry(people)
    hits = list(registry.hits(fold_text("Van Dam")))
    assert [(hit.form.entity, hit.form.kind) for hit in hits] == [(0, "surname"), (1, "surname")]
    assert registry.owners("VAN DAM") == ("jan", "piet")


def test_a_surname_is_shared_only_where_people_have_listed_it() -> None:
    jan = Entity(id="a", name="Jan Dam", type="person")
    places = [Entity(id="b", name="Dam", type="place"), Entity(id="c", name="DAM", type="place")]
    assert shared_spellings([jan, places[0]]) == {}
    assert shared_spellings([jan, *places]) == {"dam": ("b", "c")}
    assert shared_spellings([jan.model_copy(update={"spellings": ("Dam",)}), places[0]]) == {"dam": ("a", "b")}


def linked(text: str, *records: dict[str, object]) -> list[str | None]:
    registry = Registry([Entity.model_validate(record) for record in records])
    return [mention.id for mention in find_mentions(cleaned(text), registry) if mention.id is not None]


JAN = {"id": "jan", "name": "Jan Oldwick", "type": "person"}
TOLD = "On Monday the town heard that Oldwick would stay."
FULL = "On Monday Jan Oldwick came to town. People heard that Oldwick would stay."


@pytest.mark.parametrize("listed", [{"spellings": ["Oldwick"]}, {}])
@pytest.mark.parametrize("text", [TOLD, FULL])
def test_what_somebody_confirmed_wins_over_a_proposed_record(listed: dict[str, object], text: str) -> None:
    proposed = {"id": "oldwick", "name": "Oldwick", "type": "person", "status": "proposed"}
    assert set(linked(text, proposed, JAN | listed)) == {"jan"}


def test_a_proposed_place_keeps_its_name_beside_a_surname_that_is_not_listed() -> None:
    place = {"id": "oldwick", "name": "Oldwick", "type": "place", "status": "proposed"}
    assert linked(TOLD, place, JAN) == ["oldwick"]
    assert linked(TOLD, place, JAN | {"spellings": ["Oldwick"]}) == ["jan"]


def test_a_proposed_person_named_in_full_is_still_meant_by_the_surname() -> None:
    ada = {"id": "ada", "name": "Ada Oldwick", "type": "person", "status": "proposed", "spellings": ["Oldwick"]}
    text = FULL.replace("Jan", "Ada")
    assert linked(text, JAN | {"spellings": ["Oldwick"]}, ada) == ["ada", "ada"]


def test_a_listed_surname_and_a_place_of_that_name_mean_the_one_that_is_named_otherwise() -> None:
    place = {"id": "oldwick", "name": "Oldwick", "type": "place"}
    person = JAN | {"spellings": ["OLDWICK", "Oldwick"]}
    assert linked(TOLD, place, person) == []
    assert linked(FULL, place, person) == ["jan", "jan"]


# ------------------------------------------------------------------ many


def written(number: int) -> str:
    """Return a register of so many different people, as people write it."""
    words = ["".join(letters) for letters in product(ascii_lowercase, repeat=3)]
    names = [(f"Ba{words[i % 997]}", f"Mi{words[i % len(words)]}{'o' * (i // len(words))}") for i in range(number)]
    return "".join(
        f"- id: e-{i}\n  name: {a} {b}\n  type: person\n  spellings: [{b} {a}, {a[0]}. {b}]\n  note: Number {i}.\n"
        for i, (a, b) in enumerate(names)
    )


def people_of(root: Path, number: int) -> tuple[Entity, ...]:
    (root / "corpus").mkdir(exist_ok=True)
    (root / "corpus/entities.yml").write_text(written(number), encoding="utf-8")
    return registered(Found(root))


def least(work: Callable[[], object], times: int = 3) -> float:
    """Return the seconds of CPU that something takes when nobody disturbs it."""

    def once() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return min(once() for _ in range(times))


def usual() -> int:
    """Do what any program does with ten thousand records: cut, join, look up; a measure of this machine."""
    return len({" ".join(f"{i} {i % 97} {i % 89}".lower().split()): i for i in range(50_000)})


def test_ten_thousand_people_are_read_and_ready_in_about_the_time_of_what_must_be_done(tmp_path: Path) -> None:
    people_of(tmp_path, 10)  # the word lists are read once
    assert least(lambda: Registry(people_of(tmp_path, 10_000))) < 14 * least(usual)


def test_what_is_read_is_not_looked_through_for_garbage(tmp_path: Path) -> None:
    people_of(tmp_path, 10_000)
    before = gc.get_stats()[2]["collections"]
    registered(Found(tmp_path))
    assert gc.get_stats()[2]["collections"] == before
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_what_no_article_has_is_not_worked_out(tmp_path: Path) -> None:
    registry = Registry(people_of(tmp_path, 5_000))
    assert list(registry.hits(fold_text("On Monday nobody met anybody."))) == []
    assert registry._met == {}
    assert {hit.form.kind for hit in registry.hits(fold_text("They saw Baaab Miaab."))} == {"spelling", "surname"}
    assert set(registry._met) == {"baaab", "baaab miaab", "miaab"}


def test_a_text_is_searched_as_fast_for_many_names_as_for_few(tmp_path: Path) -> None:
    text = fold_text("They saw Baaab Miaab, and on Monday nobody met anybody. " * 200)
    few, many = (Registry(people_of(tmp_path, number)) for number in (100, 10_000))
    assert least(lambda: list(many.hits(text))) < 8 * max(least(lambda: list(few.hits(text))), 0.002)
