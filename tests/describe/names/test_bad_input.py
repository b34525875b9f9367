"""Names in texts that are no prose, and registries that nobody should have to write."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from broadsheet.describe.names import Registry, find_faults, find_mentions
from broadsheet.models import Cleaned
from broadsheet.records import Entity

NOBODY = Registry([])
LIMIT = 200_000
"""Characters of the largest article that is accepted."""


def filled(text: str) -> str:
    return (text * (LIMIT // len(text) + 1))[:LIMIT]


def different_names(count: int) -> str:
    chance = random.Random(7)  # noqa: S311  # the same names every time
    syllables = ["ba", "re", "mi", "ko", "lu", "ta", "ni", "vo", "gri", "po", "den", "sha"]

    def word() -> str:
        return "".join(chance.choices(syllables, k=3)).title()

    return ". ".join(f"On Monday {word()} {word()} met {word()} in {word()}" for _ in range(count))[:LIMIT]


NASTY = {
    "one sign": "[" * LIMIT,
    "quotes": '"' * LIMIT,
    "one line": filled("The minister said that Paris was large. "),
    "one word": "a" * LIMIT,
    "capitals": filled("THE MINISTER SAID PARIS WAS LARGE. "),
    "initials": "A." * (LIMIT // 2),
    "a name to a line": "A\n" * (LIMIT // 2),
    "lists": filled("Aa, "),
    "quoted letters": filled('"A" '),
    "headlines": filled(" ".join(f"{a}{b}" for a in "ABCDEFGH" for b in "abc") + " x "),
    "different names": different_names(5_000),
    "acronyms": filled(" ".join(f"{a}a {b}b ({a}{b})" for a in "ABCDEFGHIJK" for b in "ABCDEFGHIJK") + " "),
}


@pytest.mark.parametrize("kind", NASTY)
def test_the_largest_article_is_read_in_bounded_time_whatever_it_holds(
    kind: str, article: Callable[[str], Cleaned]
) -> None:
    cleaned = article(NASTY[kind])
    start = time.process_time()
    find_mentions(cleaned, NOBODY)
    assert time.process_time() - start < 8  # about half a second on a quiet machine


def test_names_in_an_article_full_of_names_are_found(article: Callable[[str], Cleaned]) -> None:
    mentions = find_mentions(article(different_names(1_500)), NOBODY)
    assert len(mentions) > 1_500


def test_a_name_of_three_hundred_characters_is_nobodys_registered_or_not(
    article: Callable[[str], Cleaned],
) -> None:
    name = "Ab" * 150
    long = Entity.model_validate({"id": "long", "name": name, "type": "person"})
    assert [fault.code for fault in find_faults([long])] == ["NAME-LONG"]
    mentions = find_mentions(article(f"On Monday {name} met nobody."), Registry([long]))
    assert [m.id for m in mentions if m.id is not None] == []


def test_a_text_without_capitals_proposes_nothing(article: Callable[[str], Cleaned]) -> None:
    text = "the mayor of london said on monday that margaret ellison had left for reading."
    assert find_mentions(article(text), NOBODY) == ()


def test_ordinary_words_are_no_names_because_a_headline_shouts_them(article: Callable[[str], Cleaned]) -> None:
    text = "MANY WILL MAY BE READING NICE BOOKS\n\nThe shops said on Monday that they would close."
    assert [m.text for m in find_mentions(article(text), NOBODY)] == []


def test_letters_of_another_alphabet_do_not_link_to_the_name_they_look_like(
    article: Callable[[str], Cleaned],
) -> None:
    cape = Registry([Entity.model_validate({"id": "cape", "name": "Cape", "type": "place"})])
    mentions = find_mentions(article("They sailed to \u0421\u0430\u0440\u0435 on Monday."), cape)
    assert [m.id for m in mentions if m.id is not None] == []


def test_the_faults_of_fifty_thousand_records_are_found_within_seconds() -> None:
    names = [f"Ba{i % 100}re {'Mi' * (i // 100 % 7 + 1)}ko{i}" for i in range(50_000)]
    entities = [Entity.model_construct(id=f"e-{i}", name=name, type="person") for i, name in enumerate(names)]
    start = time.process_time()
    assert list(find_faults(entities)) == []
    assert time.process_time() - start < 5  # below half a second on a quiet machine
