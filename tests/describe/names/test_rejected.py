"""What people have rejected is no name, and takes nothing away from what is one."""

from collections.abc import Callable

from broadsheet.describe.names import Registry, find_mentions
from broadsheet.models import Cleaned
from broadsheet.records import Entity

REJECTED = Entity(id="strelsau-place", name="Strelsau", type="place", status="rejected")
TEXT = "The council of Strelsau met on Monday. Jan Strelsau and the Strelsau Harbour Company went to Zenda."


def found(make: Callable[[str], Cleaned], text: str, *records: Entity) -> list[tuple[str, str | None]]:
    return [(m.text, m.id) for m in find_mentions(make(text), Registry(records))]


def test_what_is_spelled_so_is_no_name_but_longer_names_are(article: Callable[[str], Cleaned]) -> None:
    names = [text for text, _ in found(article, TEXT)]
    assert "Strelsau" in names
    names.remove("Strelsau")
    assert [text for text, _ in found(article, TEXT, REJECTED)] == names


def test_a_rejected_persons_surname_is_still_a_name(article: Callable[[str], Cleaned]) -> None:
    text = "Mr Vahur said on Monday that he would stay in Zenda. Dana Vahur had asked him."
    rejected = Entity(id="west-vahur", name="West Vahur", type="person", status="rejected")
    assert found(article, text, rejected) == found(article, text)
    assert ("Dana Vahur", None) in found(article, text)


def test_what_a_confirmed_record_spells_is_its_name(article: Callable[[str], Cleaned]) -> None:
    city = Entity(id="strelsau", name="Strelsau", type="place")
    for records in ((REJECTED, city), (city, REJECTED)):
        assert ("Strelsau", "strelsau") in found(article, TEXT, *records)


def test_what_leads_to_a_rejected_record_is_none_either(article: Callable[[str], Cleaned]) -> None:
    old = Entity(id="old-strelsau", name="Old Strelsau", type="place", merged_into="strelsau-place")
    assert found(article, "They met in Old Strelsau on Monday.", REJECTED, old) == []
