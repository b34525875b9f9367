"""Claims: bounded time and sound spans on any text."""

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.models import Claim

ClaimsOf = Callable[..., tuple[Claim, ...]]

PIECES = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    "'",
    "''",
    " said ",
    " Moss ",
    "He said that ",
    "according to ",
    ", ",
    ". ",
    "\n\n",
]
PIECES += ["(", ")", "and ", " adding ", "she ", "the mayor ", "who ", ": ", "— ", "it is late", "told the BBC "]

HOSTILE = {
    "one long line": "The mayor and the others said that it would rain and " * 1000,
    "quotation marks": "“" * 5000 + '"' * 5000 + "'" * 5000,
    "brackets": "(" * 10000 + " said it was late",
    "short quotations": " ‘a’ said he," * 1000,
    "five deep": "“a ‘b “c ‘d “e” d’ c” b’ a,” he said. " * 500,
    "cues only": "said " * 5000,
    "names only": "Moss " * 10000 + "said it was late",
    "asides": "Moss, who said it, " * 3000,
    "participles": "saying by read by " * 5000,
    "sentences as long as are read": f"Rain {'found ' * 490}fell. " * 10,
    "many claims": "\n\n".join(f"He said number {n} would be “good for us.”" for n in range(1000)),
}


def assert_sound(text: str, claims: tuple[Claim, ...]) -> None:
    spans = [span for claim in claims for span in claim.spans]
    assert all(text[span.start : span.end].strip() for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(sorted(spans)))
    assert len({claim.id for claim in claims}) == len(claims)
    assert all(claim.text == " […] ".join(text[a:b] for a, b in claim.spans) for claim in claims)


@given(text=st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=150, deadline=None)
def test_spans_never_cross_and_are_never_empty(claims_of: ClaimsOf, text: str) -> None:
    assert_sound(text, claims_of(text))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_bounded_time(claims_of: ClaimsOf, name: str) -> None:
    started = time.process_time()
    claims = claims_of(HOSTILE[name])
    assert time.process_time() - started < 5
    assert_sound(HOSTILE[name], claims)


def test_an_empty_article_has_no_claims(claims_of: ClaimsOf) -> None:
    assert claims_of("") == ()


@pytest.mark.parametrize(
    "text", ["As the mayor said, .", "As the mayor said,", "x: according to the mayor.", "It rained: according to"]
)
def test_words_that_end_with_their_attribution_break_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert all(claim.text for claim in claims_of(text))
