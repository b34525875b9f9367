"""Speakers: who is meant, and when nobody is named for certain."""

from collections.abc import Callable

import pytest

from broadsheet.describe.claims.resolution import History, Roster, Scene
from broadsheet.describe.claims.speakers import by_name
from broadsheet.models import Claim, Mention, Span
from broadsheet.records import Entity

ClaimsOf = Callable[..., tuple[Claim, ...]]

RURITANIA = Entity(id="ruritania", name="Ruritania", type="place", adjectives=("Ruritanian",))
STRELSAU = Entity(id="strelsau", name="Strelsau", type="place", metonym_of="ruritania")
MINISTRY = Entity(
    id="ruritania-defence",
    name="Ministry of Defence of Ruritania",
    type="organisation",
    roles=("defence ministry",),
    country="ruritania",
)
ADA = Entity(id="ada-moss", name="Ada Moss", type="person", spellings=("Moss",), gender="female")
BEN = Entity(id="ben-vale", name="Ben Vale", type="person", spellings=("Vale",), gender="male")
CAL = Entity(id="cal-hythe", name="Cal Hythe", type="person", gender="male")
REGISTRY = (RURITANIA, STRELSAU, MINISTRY, ADA, BEN, CAL)
NAMES = {e.name: e.type for e in (RURITANIA, STRELSAU, ADA, BEN, CAL)} | {"Moss": "person", "Vale": "person"}


def speakers(claims: tuple[Claim, ...]) -> list[tuple[str, str | None, str]]:
    return [(claim.speaker, claim.speaker_id, claim.speaker_status) for claim in claims]


def test_a_surname_stands_for_the_person(claims_of: ClaimsOf) -> None:
    claims = claims_of("President Moss said it was late.", NAMES, REGISTRY)
    assert speakers(claims) == [("Ada Moss", "ada-moss", "stated")]


def test_a_name_inside_another_noun_phrase_does_not_speak(claims_of: ClaimsOf) -> None:
    claims = claims_of("A spokesman for Ada Moss said it was late.", NAMES, REGISTRY)
    assert speakers(claims) == [("A spokesman for Ada Moss", None, "stated")]


def test_two_names_are_no_single_speaker(claims_of: ClaimsOf) -> None:
    claims = claims_of("Ada Moss and Ben Vale said it was late.", NAMES, REGISTRY)
    assert speakers(claims) == [("Ada Moss and Ben Vale", None, "stated")]


def test_a_role_with_its_countrys_adjective_or_capital_is_understood(claims_of: ClaimsOf) -> None:
    text = "The Ruritanian defence ministry said it was late.\n\nStrelsau’s defence ministry said it was early."
    expected = ("Ministry of Defence of Ruritania", "ruritania-defence", "inferred")
    assert speakers(claims_of(text, NAMES, REGISTRY)) == [expected, expected]


def test_a_pronoun_means_the_last_speaker_who_agrees(claims_of: ClaimsOf) -> None:
    text = "Ben Vale said it was late. Ada Moss said it was early. He added that he was tired."
    last = claims_of(text, NAMES, REGISTRY)[-1]
    assert (last.speaker_id, last.speaker_status, last.speaker_rule) == ("ben-vale", "inferred", "pronoun")


def test_a_pronoun_with_two_answers_has_none(claims_of: ClaimsOf) -> None:
    text = "Ben Vale said it was late. Then Cal Hythe came in. He said it was early."
    last = claims_of(text, NAMES, REGISTRY)[-1]
    assert (last.speaker, last.speaker_id, last.speaker_status) == ("He", None, "stated")


def test_a_pronoun_never_means_somebody_of_the_other_gender(claims_of: ClaimsOf) -> None:
    last = claims_of("Ada Moss said it was late. He said it was early.", NAMES, REGISTRY)[-1]
    assert (last.speaker, last.speaker_id) == ("He", None)


def test_the_statement_is_that_of_the_last_speaker(claims_of: ClaimsOf) -> None:
    text = "The Ruritanian defence ministry said it was late. “It will get dark,” the statement said."
    last = claims_of(text, NAMES, REGISTRY)[-1]
    assert (last.speaker_id, last.speaker_rule) == ("ruritania-defence", "document")


def test_a_quotation_without_any_speaker_has_none(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("“It was late and nobody came to see.”")
    assert (claim.speaker, claim.speaker_status, claim.rule) == ("", "unknown", "unattributed")


def test_without_a_registry_the_speaker_is_the_words_as_written(claims_of: ClaimsOf) -> None:
    assert speakers(claims_of("The Ruritanian defence ministry said it was late.")) == [
        ("The Ruritanian defence ministry", None, "stated")
    ]


def test_a_quotation_by_nobody_known_ends_what_the_last_speaker_says(claims_of: ClaimsOf) -> None:
    text = "Ada Moss said it was late.\n\nRain fell.\n\n“Nobody has seen the bridge since.”\n\n“It may be gone for good.”"
    assert [claim.speaker for claim in claims_of(text, NAMES, REGISTRY)] == ["Ada Moss", "", ""]


def test_a_noun_means_no_other_word_of_a_phrase(claims_of: ClaimsOf) -> None:
    text = "Sales of sand to a newspaper in Leck suggested it was late. The newspaper said it was early."
    assert [claim.speaker for claim in claims_of(text)][-1] == "The newspaper"


def test_the_report_is_not_that_of_words_that_name_nobody_known(claims_of: ClaimsOf) -> None:
    text = "Criticism of the dam signaled that it was late. The report said it was early."
    assert [claim.speaker for claim in claims_of(text)][-1] == "The report"


def test_an_office_with_a_preposition_does_not_hide_its_holder(claims_of: ClaimsOf) -> None:
    for office in ("Secretary of State", "US ambassador to the council", "The head of the flood office"):
        claims = claims_of(f"{office} Ada Moss said it was late.", NAMES, REGISTRY)
        assert speakers(claims) == [("Ada Moss", "ada-moss", "stated")]


def test_who_speaks_for_an_office_or_a_person_is_not_that_person(claims_of: ClaimsOf) -> None:
    for other in ("A spokesman for farmer", "The director of the office of Mayor", "The head of the friends of"):
        (claim,) = claims_of(f"{other} Cal Hythe said it was late.", NAMES, REGISTRY)
        assert (claim.speaker_id, claim.speaker_rule) == (None, "as written")


def test_he_is_neither_a_thing_nor_many_people(claims_of: ClaimsOf) -> None:
    for other in (
        "The newspaper",
        "Moss’s advisers",
        "A new translation of the speech",
        "Press reports from Leck",
    ):
        text = f"Ben Vale said it was late. {other} said it was early. He added that he was tired."
        assert claims_of(text, {"Ben Vale": "person"}, REGISTRY)[-1].speaker == "Ben Vale"


def test_he_may_be_somebody_whose_name_nobody_knows(claims_of: ClaimsOf) -> None:
    for other in ("A farmer", "Council leader Dan Reeves"):
        assert claims_of(f"{other} said it was early. He added that he was tired.")[-1].speaker == other


@pytest.mark.parametrize(
    ("words", "speaks"),
    [("the head of the council ", True), ("for Ben Vale ", False), ("for the old mayor ", False)],
)
def test_an_office_before_a_name_is_its_owners_unless_a_preposition_leads_to_it(words: str, speaks: bool) -> None:
    place = Span(len(words), len(words) + len("Ada Moss"))
    ada = Mention(place, place, "Ada Moss", "Ada Moss", "person", "ada-moss", "spelling")
    scene = Scene(f"{words}Ada Moss", (ada,), Roster(REGISTRY))
    assert (by_name(scene, Span(0, place.end), History()) is not None) == speaks


LECK = {"Leck Bridges Inc": "organisation", "Strelsau Plc": "organisation", "Salt Bank": "organisation"}


def test_the_company_is_the_one_that_spoke_or_is_named(claims_of: ClaimsOf) -> None:
    spoke = "Leck Bridges Inc said it would buy Strelsau Plc. The company said the price was low. It added it was glad."
    assert speakers(claims_of(spoke, LECK))[1:] == [("Leck Bridges Inc", None, "inferred")] * 2
    named = "Leck Bridges Inc reported a loss of two crowns. The company said the year was bad."
    assert speakers(claims_of(named, LECK)) == [("Leck Bridges Inc", None, "inferred")]


def test_of_two_companies_none_is_the_company(claims_of: ClaimsOf) -> None:
    text = "Leck Bridges Inc said it was late. Strelsau Plc said it was early. The company said it was tired."
    assert speakers(claims_of(text, LECK))[2] == ("The company", None, "stated")
    named = "Leck Bridges Inc and Strelsau Plc were sold. The company said it was early."
    assert speakers(claims_of(named, LECK)) == [("The company", None, "stated")]


def test_it_means_what_is_called_a_body_or_a_company(claims_of: ClaimsOf) -> None:
    assert speakers(claims_of("The council said it was wet. It added it was cold.")) == [
        ("The council", None, "stated"),
        ("The council", None, "inferred"),
    ]
    assert speakers(claims_of("Vale Boats Ltd said it was wet. It added it was cold."))[1][0] == "Vale Boats Ltd"


def test_the_bank_is_not_one_that_never_spoke_where_another_does(claims_of: ClaimsOf) -> None:
    text = "Leck Bridges Inc said it was lent money by Salt Bank. The bank said it was glad."
    assert speakers(claims_of(text, LECK))[1] == ("The bank", None, "stated")


def test_an_office_means_the_person_before_whose_name_it_stands(claims_of: ClaimsOf) -> None:
    text = "Trade Secretary Ada Moss left. Mayor Ben Vale stayed. The trade secretary said it was late."
    assert speakers(claims_of(text, NAMES)) == [("Ada Moss", None, "inferred")]


def test_no_person_is_meant_by_a_bare_noun(claims_of: ClaimsOf) -> None:
    text = "Salt is cheap, but experience has proven that it is wet. He said it was late."
    assert speakers(claims_of(text, NAMES))[-1] == ("He", None, "stated")


def test_a_place_is_not_what_is_called_after_it(claims_of: ClaimsOf) -> None:
    text = "Radio Ruritania said it was wet. The Ruritania of old said it was lost."
    assert [speaker for speaker, *_ in speakers(claims_of(text, NAMES))] == ["Radio Ruritania", "Ruritania"]


def test_a_name_behind_an_office_and_a_comma_speaks(claims_of: ClaimsOf) -> None:
    text = "The head of the council of Strelsau, Ada Moss, said it was late."
    assert speakers(claims_of(text, NAMES, REGISTRY)) == [("Ada Moss", "ada-moss", "stated")]


def test_it_is_nobody_where_something_unknown_spoke_in_between_or_nothing_lately(claims_of: ClaimsOf) -> None:
    text = "The council said it was wet. The prospectus said it was cold. It added it was late."
    assert speakers(claims_of(text))[-1] == ("It", None, "stated")
    far = f"The council said it was wet. {'Nobody came to the town. ' * 30}It added it was late."
    assert speakers(claims_of(far))[-1] == ("It", None, "stated")


def test_he_is_not_two(claims_of: ClaimsOf) -> None:
    text = "Miller and Smith both acknowledged faults with the dam. He suggested the bridge was old."
    assert speakers(claims_of(text))[-1] == ("He", None, "stated")


def test_the_company_is_not_one_that_only_owns_who_spoke(claims_of: ClaimsOf) -> None:
    text = "Salt Bank, a unit of Leck Bridges Inc, said it was late. The company said it was early."
    assert speakers(claims_of(text, LECK))[1] == ("The company", None, "stated")


def test_the_second_name_of_a_place_does_not_speak(claims_of: ClaimsOf) -> None:
    text = "A family of migrants from Strelsau, Ruritania said it was late."
    assert speakers(claims_of(text, NAMES)) == [("A family of migrants from Strelsau, Ruritania", None, "stated")]


def test_a_place_that_something_stands_atop_does_not_speak(claims_of: ClaimsOf) -> None:
    text = "Divers using a mast atop Ruritania have confirmed that it is dry."
    assert speakers(claims_of(text, NAMES)) == [("Divers using a mast atop Ruritania", None, "stated")]


ABOUT = "Ada Moss said it was late.\n{} “It was well planned,” he told the paper."


@pytest.mark.parametrize(
    ("about", "speaker"),
    [
        ("Bo Reed keeps a bar at the port.", "Bo Reed"),
        ("Bo Reed and Ada Moss keep a bar.", "he"),
        ("Bo keeps a bar at the port.", "he"),
        ("A bar at the port of the town is kept by Bo Reed.", "he"),
        ("Bo Reed, the clerk said, keeps a bar.", "the clerk"),
    ],
)
def test_the_person_with_whom_a_paragraph_begins_is_meant_in_it(
    about: str, speaker: str, claims_of: Callable[..., tuple[Claim, ...]]
) -> None:
    names = {"Ada Moss": "person", "Bo" if about.startswith("Bo keeps") else "Bo Reed": "person"}
    assert claims_of(ABOUT.format(about), names)[-1].speaker == speaker
