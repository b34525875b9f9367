"""Spellings of one name and near misses; the pairs stand in tests/cases/names/variants.yml."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml

from broadsheet.describe.names import Registry, look_alikes

VARIANTS = yaml.safe_load((Path(__file__).parents[2] / "cases/names/variants.yml").read_text(encoding="utf-8"))
SAME = [pair for kind in VARIANTS["same"] for group in kind["groups"] for pair in itertools.combinations(group, 2)]
DIFFERENT = [tuple(pair) for kind in VARIANTS["different"] for pair in kind["pairs"]]


def test_there_are_enough_pairs_to_say_something() -> None:
    assert len(SAME) >= 200
    assert len(DIFFERENT) >= 200


def test_spellings_of_one_name_are_proposed() -> None:
    missed = [pair for pair in SAME if not look_alikes(pair[0], [pair[1]])]
    assert len(missed) <= 0.05 * len(SAME), missed


def test_other_names_are_not_proposed() -> None:
    wrong = [pair for pair in DIFFERENT if look_alikes(pair[0], [pair[1]])]
    assert len(wrong) <= 0.02 * len(DIFFERENT), wrong


@pytest.mark.parametrize("pair", [*SAME[::7], *DIFFERENT[::7]])
def test_the_order_of_asking_does_not_matter(pair: tuple[str, str]) -> None:
    assert bool(look_alikes(pair[0], [pair[1]])) == bool(look_alikes(pair[1], [pair[0]]))


def test_a_registry_can_be_asked_and_names_the_record(ruritania: Registry) -> None:
    found = look_alikes("Rudolf Rassendil", ruritania.known)
    assert {proposal.name for proposal in found} == {"Rudolf Rassendyll", "Rudolph Rassendyll"}
    assert ruritania.owners(found[0].name) == ("rudolf-rassendyll",)


def test_a_name_is_no_look_alike_of_itself(ruritania: Registry) -> None:
    assert look_alikes("Strelsau", ["Strelsau"]) == ()


@pytest.mark.parametrize("name", ["", " ", "'", "-", "x", "Ж", "的", "a" * 300, "of the"])
def test_odd_names_are_like_none(name: str) -> None:
    assert look_alikes(name, ["Strelsau", "", "-", name]) == ()


def test_letters_of_another_alphabet_are_seen_through() -> None:
    cyrillic = "Str\u0435lsau"
    assert [proposal.name for proposal in look_alikes(cyrillic, ["Strelsau"])] == ["Strelsau"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Omar Al-Sapt", "Omar al-Sapt"), ("OMAR EL-SAPT", "Omar Al Sapt"), ("Omar al-Sapt", "Omar Sapt")],
)
def test_an_arabic_article_is_the_same_in_any_letters(one: str, other: str) -> None:
    assert look_alikes(one, [other])


def test_a_hyphen_behind_letters_like_an_article_s_parts_no_name() -> None:
    assert look_alikes("Daniel-Jan Sapt", ["Danieljan Sapt"])
    assert not look_alikes("Daniel-Jan Sapt", ["Jan Sapt"])
