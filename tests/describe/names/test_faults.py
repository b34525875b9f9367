"""What is wrong with a registry."""

from __future__ import annotations

import time
from collections.abc import Callable

from broadsheet.describe.names import Registry, find_faults, find_mentions
from broadsheet.models import Cleaned
from broadsheet.records import Entity


def place(id_: str, name: str, **more: object) -> Entity:
    return Entity.model_validate({"id": id_, "name": name, "type": "place", **more})


def codes(*entities: Entity) -> list[tuple[str, str]]:
    return [(fault.id, fault.code) for fault in find_faults(entities)]


def test_a_sound_registry_has_no_faults(ruritania: Registry) -> None:
    without = [e for e in ruritania.entities if e.id not in {"nice", "castle-zenda-trust"}]
    assert codes(*without) == []


def test_two_records_with_one_spelling_are_reported_once() -> None:
    assert codes(place("a", "Zenda"), place("b", "ZENDA")) == [("a", "NAME-SHARED")]


def test_a_spelling_that_one_record_has_confirmed_is_told_to_be_its() -> None:
    proposed = place("b", "Zenda", status="proposed")
    [sure] = find_faults([place("a", "Zenda"), proposed])
    assert "linked to a, which is confirmed;" in sure.hint
    [shared] = find_faults([place("a", "Zenda"), place("c", "Zenda"), proposed])
    assert "linked to none of them" in shared.hint


def test_one_letter_and_a_sentence_are_no_spellings() -> None:
    entity = place("a", "Zenda", spellings=["Z", "Zenda " * 50])
    assert codes(entity) == [("a", "NAME-SHORT"), ("a", "NAME-LONG")]


def test_look_alike_letters_are_reported() -> None:
    assert codes(place("a", "Zend\u0430"), place("b", "Зенда")) == [("a", "NAME-SCRIPTS")]


def test_names_that_are_spelt_in_several_scripts_are_sound() -> None:
    assert codes(place("a", "東京タワー"), place("b", "Hawai\u02bbi"), place("c", "NHKホール")) == []


def test_an_ordinary_word_is_a_warning() -> None:
    faults = list(find_faults([place("a", "Reading")]))
    assert [(fault.code, fault.level) for fault in faults] == [("NAME-ORDINARY", "warning")]


def test_records_merged_in_a_circle_still_load(article: Callable[[str], Cleaned]) -> None:
    circle = Registry([place("zenda", "Zenda", merged_into="zend"), place("zend", "Zend", merged_into="zenda")])
    assert [m.id for m in find_mentions(article("They saw Zenda there."), circle)] == ["zenda"]


def test_fifty_thousand_records_load_within_seconds() -> None:
    syllables = ["ba", "re", "mi", "ko", "lu", "ta", "ni", "vo", "gri", "po"]
    names = [
        f"{syllables[i % 10]}{syllables[i // 10 % 10]} {syllables[i // 100 % 10]}{syllables[i // 1000]}zo"
        for i in range(10_000)
    ]
    entities = [
        Entity.model_construct(id=f"e{n}-{i}", name=f"{name} {'x' * n}".title(), type="person")
        for n in range(5)
        for i, name in enumerate(names)
    ]
    start = time.process_time()
    Registry(entities)
    assert time.process_time() - start < 5  # below one second on a quiet machine
