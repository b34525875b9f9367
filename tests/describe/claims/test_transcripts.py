"""Turns of an interview: whose label stands before what is said."""

from collections.abc import Callable

from broadsheet.models import Claim

INTERVIEW = (
    "{0}: Will the port be open this year?\n\n{1}: I think that it will be open.\n\n"
    "{0}: When will it rain on the port?\n\n{1}: Nobody knows when it will rain."
)


def test_labels_are_speakers_where_they_name_people_or_whoever_asks(
    claims_of: Callable[..., tuple[Claim, ...]],
) -> None:
    text = INTERVIEW.format("Journalist", "Mayor Moss")
    found = claims_of(text, {"Moss": "person"})
    assert [claim.speaker_clean and text[slice(*claim.speaker_clean)] for claim in found] == [
        "Journalist",
        "Mayor Moss",
    ] * 2
    assert [claim.kind for claim in found] == ["direct"] * 4


def test_who_greets_says_nothing_yet(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    text = INTERVIEW.replace("I think that it will be open.", "Nice to be with you, Fran.").format("HOST", "MOSS")
    assert [claim.text for claim in claims_of(text, {"MOSS": "person"})] == [
        "Will the port be open this year?",
        "When will it rain on the port?",
        "Nobody knows when it will rain.",
    ]
    longer = "Thank you, Fran, and I must say that the port will be open all year."
    text = INTERVIEW.replace("I think that it will be open.", longer).format("HOST", "MOSS")
    assert longer in [claim.text for claim in claims_of(text, {"MOSS": "person"})]


def test_labels_of_a_list_are_nobody(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    found = claims_of(INTERVIEW.format("Getting There", "Staying There"), {"Staying There": "place"})
    assert not {"Getting There", "Staying There"} & {claim.speaker for claim in found}


def test_what_stands_below_a_label_is_said_by_whom_it_names(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    text = INTERVIEW.replace(": ", ":\n\n").format("FRAN KELLY", "ADA MOSS")
    text = text.replace("Nobody knows", "Thanks.\n\nI say that nobody knows")
    found = claims_of(f"{text}\n\nThe port said that it was open.", {"ADA MOSS": "person"})
    labels = [claim.speaker_clean and text[slice(*claim.speaker_clean)] for claim in found[:3]]
    assert labels == ["FRAN KELLY", "ADA MOSS", "FRAN KELLY"]
    assert [claim.text for claim in found] == [
        "Will the port be open this year?",
        "I think that it will be open.",
        "When will it rain on the port?",
        "nobody knows when it will rain",
        "it was open",
    ]
