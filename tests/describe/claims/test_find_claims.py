"""Claims: who says what, told from small articles."""

from collections.abc import Callable

from broadsheet.models import Claim

ClaimsOf = Callable[..., tuple[Claim, ...]]


def test_a_claim_has_speaker_cue_and_exact_words(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The mayor said on Monday that the bridge would open in May.")
    assert (claim.speaker, claim.cue, claim.text) == ("The mayor", "said", "the bridge would open in May")
    assert (claim.kind, claim.sense, claim.speaker_status) == ("indirect", "say", "stated")


def test_a_quotation_in_the_next_paragraph_goes_on_for_the_same_speaker(claims_of: ClaimsOf) -> None:
    first, second = claims_of("“We are ready,” said Ada Moss.\n\n“We have waited for years to do this.”")
    assert (first.speaker, second.speaker) == ("Ada Moss", "Ada Moss")
    assert (second.speaker_status, second.speaker_rule, second.speaker_clean) == ("inferred", "continued", None)


def test_equal_claims_get_ids_of_their_own(claims_of: ClaimsOf) -> None:
    ids = [claim.id for claim in claims_of("The mayor said it was late.\n\nThe mayor said it was late.")]
    assert ids[1] == ids[0] + "-2"
