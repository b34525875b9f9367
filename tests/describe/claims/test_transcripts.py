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


def test_labels_of_a_list_are_nobody(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    found = claims_of(INTERVIEW.format("Getting There", "Staying There"), {"Staying There": "place"})
    assert not {"Getting There", "Staying There"} & {claim.speaker for claim in found}
