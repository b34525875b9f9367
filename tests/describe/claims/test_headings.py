"""Headlines that begin with whoever says the rest."""

from collections.abc import Callable

import pytest

from broadsheet.models import Claim

BODY = "\nThe council met in Leck on Monday. Ada Moss was there.\n"
NAMES = {"Ada Moss": "person", "Moss": "person", "Leck": "place"}


@pytest.mark.parametrize(
    ("headline", "speaker", "kind", "said"),
    [
        ("Ada Moss: The dam will not hold", "Ada Moss", "indirect", "The dam will not hold"),
        ("Farmer Moss on the dam: ‘It will not hold.’", "Moss", "direct", "It will not hold."),
        ("Poll: Most voters want a ‘new’ bridge", "Poll", "mixed", "Most voters want a ‘new’ bridge"),
        ("Police: No ship was lost in the storm", "Police", "indirect", "No ship was lost in the storm"),
        ("Leck Herald editorial: 'Let the dam go.'", "Leck Herald editorial", "direct", "Let the dam go."),
    ],
)
def test_the_rest_is_said(
    headline: str, speaker: str, kind: str, said: str, claims_of: Callable[..., tuple[Claim, ...]]
) -> None:
    (claim,) = claims_of(headline + BODY, NAMES)
    assert (claim.speaker, claim.kind, claim.text, claim.rule) == (speaker, kind, said, "heading")


@pytest.mark.parametrize(
    "headline",
    [
        "Leck: The dam will not hold",
        "The Latest: Voters stay at home in Leck",
        "Ada Moss: A farmer or a liar?",
        "Ada Moss: In pictures",
        "Moss and Reed: A long and bad marriage",
        "Ada Moss: " + "The dam will not hold, and nor will the bridge. " * 5,
    ],
)
def test_a_topic_says_nothing(headline: str, claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    assert claims_of(headline + BODY, NAMES) == ()


def test_only_the_first_line_is_a_headline(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    assert claims_of("Rain fell." + BODY + "Ada Moss: The dam will not hold.", NAMES) == ()
