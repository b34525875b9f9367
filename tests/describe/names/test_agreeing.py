"""What most of its places say of a name holds for all of them, and a state is one by whatever short name."""

from collections.abc import Callable

from broadsheet.describe.names import Registry, find_mentions
from broadsheet.describe.names.agreeing import agreed
from broadsheet.describe.names.recogniser import Proposed
from broadsheet.models import Cleaned, EntityType
from broadsheet.records import Entity


def types(*names: tuple[str, EntityType, float]) -> list[tuple[str, float]]:
    proposed = [Proposed(0, 0, kind, "", confidence) for _, kind, confidence in names]
    return [(name.type, name.confidence) for name in agreed([text for text, _, _ in names], proposed)]


def test_the_type_that_nearly_all_places_speak_for_holds_for_all() -> None:
    found = types(
        ("Strelsau", "place", 0.9),
        ("Strelsau", "place", 0.8),
        ("Strelsau", "place", 0.9),
        ("Strelsau", "person", 0.3),
        ("Strelsau", "unknown", 0.6),
    )
    assert found == [("place", 0.9), ("place", 0.8), ("place", 0.9), ("place", 0.8), ("place", 0.8)]


def test_where_the_places_differ_each_stays_as_it_is() -> None:
    found = types(("Zenda", "place", 0.9), ("Zenda", "organisation", 0.8), ("Zenda", "unknown", 0.4))
    assert found == [("place", 0.9), ("organisation", 0.8), ("unknown", 0.4)]


def test_a_full_name_is_a_persons_where_its_last_word_alone_is() -> None:
    assert types(("Ott Vahur", "unknown", 0.8), ("Vahur", "person", 0.7)) == [("person", 0.7), ("person", 0.7)]
    assert types(("Ott Vahur", "unknown", 0.8), ("Ott", "person", 0.7))[0] == ("unknown", 0.8)
    assert types(("Vahur Works", "organisation", 0.8), ("Works", "person", 0.7))[0] == ("organisation", 0.8)


US = "The mayor of Strelsau flew to the US on Monday. She will be in the US until Friday."


def named(make: Callable[[str], Cleaned], text: str, *records: Entity) -> list[tuple[str, str, str | None]]:
    return [(m.text, m.name, m.id) for m in find_mentions(make(text), Registry(records)) if m.text == "US"]


def test_what_a_state_is_called_for_short_is_the_state(article: Callable[[str], Cleaned]) -> None:
    assert set(named(article, US)) == {("US", "United States", None)}


def test_the_short_name_of_a_registered_state_needs_no_spelling(article: Callable[[str], Cleaned]) -> None:
    usa = Entity(id="usa", name="United States", type="place")
    assert set(named(article, US, usa)) == {("US", "United States", "usa")}
    other = usa.model_copy(update={"not_": ("US",)})
    assert set(named(article, US, other)) == {("US", "United States", None)}


def test_a_surname_that_a_registered_person_shares_is_nobody_elses(article: Callable[[str], Cleaned]) -> None:
    text = "Rudolf Strofzin and Flavia Strofzin came to the palace. Mr Strofzin said on Monday that he would stay."
    rudolf = Entity(id="rudolf", name="Rudolf Strofzin", type="person")
    for records in ([rudolf], []):
        names = [m.name for m in find_mentions(article(text), Registry(records)) if m.text == "Strofzin"]
        assert names == ["Strofzin"]


def test_the_surname_of_somebody_named_in_full_is_no_place_and_no_body_for_little_reason() -> None:
    ada: tuple[str, EntityType, float] = ("Ada Zenda", "person", 0.9)
    little: list[tuple[EntityType, float]] = [("place", 0.8), ("organisation", 0.6), ("unknown", 0.3)]
    for kind, confidence in little:
        assert types(ada, ("Zenda", kind, confidence)) == [("person", 0.9), ("person", 0.9)]
        assert types(ada, ("ZENDA", kind, confidence)) == [("person", 0.9), ("person", 0.9)]
    assert types(ada, ("Zenda", "place", 0.92)) == [("person", 0.9), ("place", 0.92)]


def test_a_surname_stays_a_place_or_body_where_one_is_called_so() -> None:
    assert types(("Ada Norway", "person", 0.9), ("Norway", "place", 0.5))[1] == ("place", 0.5)
    assert types(("Ada Reuters", "person", 0.9), ("Reuters", "organisation", 0.5))[1] == ("organisation", 0.5)
    firm: tuple[str, EntityType, float] = ("Zenda Ltd", "organisation", 0.9)
    assert types(("Ada Zenda", "person", 0.9), firm, ("Zenda", "organisation", 0.5))[2] == ("organisation", 0.5)
    # Telford is a town: it takes less to be the town's.
    assert types(("Ada Telford", "person", 0.9), ("Telford", "place", 0.8))[1] == ("place", 0.8)
    assert types(("Ada Telford", "person", 0.9), ("Telford", "place", 0.6))[1] == ("person", 0.9)
