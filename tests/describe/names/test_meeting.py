"""An article meets the records it may mean; its names are the same with these alone as with all."""

from collections.abc import Callable

import pytest
import yaml

from broadsheet.describe.names import Registry, find_mentions, records_met
from broadsheet.describe.names.folding import fold_text
from broadsheet.models import Cleaned
from broadsheet.records import Entity
from tests.describe.names.conftest import CASES

TEXTS = [
    case["text"]
    for path in sorted(CASES.glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    if isinstance(case, dict) and "text" in case
]

RECORDS = [
    Entity(id="strelsau", name="Strelsau", type="place", metonym_of="ruritania"),
    Entity(id="ruritania", name="Ruritania", type="place", adjectives=("Ruritanian",)),
    Entity(id="old-dam", name="J. Dam", type="person", merged_into="jan-van-dam"),
    Entity(id="jan-van-dam", name="Jan van Dam", type="person"),
    Entity(id="ministry", name="Ministry of Ferries", type="organisation", roles=("ferry office",)),
    Entity(id="usa", name="United States", type="place"),
]


def met(text: str, *called: str) -> list[str]:
    return [entity.id for entity in records_met(fold_text(text), Registry(RECORDS), called)]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_names_are_the_same_with_what_is_met_as_with_all(
    text: str, article: Callable[[str], Cleaned], ruritania: Registry
) -> None:
    few = Registry(records_met(fold_text(text), ruritania))
    assert find_mentions(article(text), few) == find_mentions(article(text), ruritania)


def test_most_records_are_met_by_no_text(ruritania: Registry) -> None:
    assert len(TEXTS) > 20
    shares = [len(records_met(fold_text(text), ruritania)) / len(ruritania.entities) for text in TEXTS]
    assert max(shares) < 1
    assert sum(shares) / len(shares) < 0.5


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Nobody came.", []),
        ("STRELSAU'S mayor came.", ["strelsau", "ruritania"]),
        ("Ruritanian ferries stop.", ["ruritania"]),
        ("J. Dam came.", ["old-dam", "jan-van-dam"]),
        ("The ferry office is shut.", ["ministry"]),
        ("The damage is done.", []),
    ],
)
def test_a_record_is_met_in_any_way_it_is_written_with_those_it_leads_to(text: str, ids: list[str]) -> None:
    assert met(text) == [*ids, "usa"]  # a state, of which short names may stand in a text


def test_a_person_may_call_a_record_by_id_or_name() -> None:
    assert met("Nobody came.", "ministry", "Jan van Dam", "unheard of") == ["jan-van-dam", "ministry", "usa"]
