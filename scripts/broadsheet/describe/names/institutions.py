"""State bodies named by their country: "the Ruritanian defence ministry", with capitals or without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from .gazetteer import is_demonym, place_kinds, word_set
from .tokens import Token, is_capital

_COUNTRIES = {"country", "capital", "known"}
_WORDS = 2
"""In the name of a body."""


@cache
def _bodies() -> frozenset[str]:
    ministries = {kind + " ministry" for kind in word_set("names_institutions", "ministries")}
    return word_set("names_institutions", "bodies") | ministries


def find_institutions(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield (first, past last) of the bodies with their countries, possessives included."""
    for at in range(1, len(tokens)):
        if not tokens[at].word[0].isalpha():
            continue
        phrase = " ".join(t.small for t in tokens[at : at + _WORDS])
        past = at + _WORDS if phrase in _bodies() else at + 1 if tokens[at].small in _bodies() else 0
        if past and (first := _country(tokens, at)) < at:
            yield first, past


def _country(tokens: Sequence[Token], at: int) -> int:
    """Return where the country before a body begins; the same place where there is none."""
    first = at - 1
    if tokens[first].word in {"'s", "'"} and first:
        first -= 1
        return first if place_kinds().get(tokens[first].small) in _COUNTRIES and is_capital(tokens[first]) else at
    if not is_demonym(tokens[first].small) or not is_capital(tokens[first]):
        return at
    compass = first and tokens[first - 1].small in word_set("names_words", "direction")
    return first - 1 if compass and is_capital(tokens[first - 1]) else first
