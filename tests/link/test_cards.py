"""Cards are read as they were written."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.link.cards import packed_cards, unpacked_cards
from broadsheet.models import Card, Claim, Correction, DateRange, Finding, card_of
from tests.link.making import article

TEXT = "The bridge is shut. It “will stay shut until May,” the mayor told reporters. Nobody said why."
CARD = card_of(article("a0", TEXT, date="2024-05-01"))
WORDS = st.text(max_size=5)
FINDINGS: st.SearchStrategy[Finding[str]] = st.builds(
    Finding, st.none() | WORDS, st.sampled_from(["curated", "unknown"]), note=WORDS, rule=WORDS
)
DATES: st.SearchStrategy[Finding[DateRange]] = st.builds(
    Finding, st.none() | st.builds(DateRange, WORDS, st.none() | WORDS, WORDS), st.just("curated")
)
CARDS = st.builds(
    replace,
    st.just(CARD),
    id=WORDS,
    title=FINDINGS,
    byline=FINDINGS,
    date=DATES,
    claims=st.lists(st.sampled_from(CARD.claims)).map(tuple),
    corrections=st.lists(st.builds(Correction, WORDS, WORDS)).map(tuple),
    removed=st.lists(st.tuples(WORDS, st.integers(0, 9))).map(tuple),
    words=st.integers(0, 9),
)


@given(st.lists(CARDS, max_size=4))
def test_what_was_packed_is_what_is_unpacked(cards: list[Card]) -> None:
    again = unpacked_cards(packed_cards(cards))
    assert again == cards
    assert list(map(hash, again)) == list(map(hash, cards))


def test_a_claim_has_all_its_words_and_no_places() -> None:
    (claim,) = unpacked_cards(packed_cards([CARD]))[0].claims
    assert claim == CARD.claims[0]
    assert "will stay shut" in claim.text
    assert (claim.spans, claim.raw_spans, claim.speaker_clean, claim.cue_clean) == ((), (), None, None)
    assert all(hasattr(claim, field.name) for field in fields(Claim))


def test_equal_findings_are_one() -> None:
    one, other = unpacked_cards(packed_cards([CARD, replace(CARD, id="a1")]))
    assert one.language is other.language
