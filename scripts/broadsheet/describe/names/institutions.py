"""State bodies named by their country: "the Ruritanian defence ministry", with capitals or without."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cache

from .gazetteer import is_demonym, place_kinds, word_set
from .tokens import Token

_COUNTRIES = {"country", "capital", "known"}
_WORDS = 6
"""In the longest name of a body, and in the longest name of a country that may follow it."""


@cache
def _bodies() -> frozenset[str]:
    ministries = {kind + " ministry" for kind in word_set("names_institutions", "ministries")}
    return word_set("names_institutions", "bodies") | ministries


@cache
def _first_words() -> frozenset[str]:
    return frozenset(body.split()[0] for body in _bodies())


def find_institutions(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield (first, past last) of the bodies with their countries, possessives included."""
    at, firsts = 0, _first_words()
    while at < len(tokens):
        if tokens[at].small not in firsts:
            at += 1
            continue
        past = _longest(tokens, at, _bodies())
        first = _country(tokens, at) if past else at
        end = _of_country(tokens, past) if past and first == at else past
        if past and (first < at or end > past):
            yield first, end
        at = max(past, end, at + 1)


def _longest(tokens: Sequence[Token], at: int, phrases: Container[str]) -> int:
    """Return where the longest of the phrases that begins here ends, 0 where none does."""
    if not tokens[at].word[0].isalpha():
        return 0
    words = [t.small for t in tokens[at : at + _WORDS]]
    return next((at + n for n in range(len(words), 0, -1) if " ".join(words[:n]) in phrases), 0)


def _of_country(tokens: Sequence[Token], past: int) -> int:
    """Return where "of the Kingdom of Ruritania" ends, the same place where nothing like it follows."""
    small = [t.small for t in tokens[past : past + 2]]
    at = past + (2 if small == ["of", "the"] else 1)
    if small[:1] != ["of"] or at >= len(tokens) or not tokens[at].capital:
        return past
    return _longest(tokens, at, _countries()) or past


@cache
def _countries() -> frozenset[str]:
    return frozenset(name for name, kind in place_kinds().items() if kind in _COUNTRIES)


def _country(tokens: Sequence[Token], at: int) -> int:
    """Return where the country before a body begins; the same place where there is none."""
    first = at - 1
    if at == 0:
        return at
    if tokens[first].word in {"'s", "'"} and first:
        first -= 1
        return first if tokens[first].small in _countries() and tokens[first].capital else at
    if not is_demonym(tokens[first].small) or not tokens[first].capital:
        return at
    compass = first and tokens[first - 1].small in word_set("names_words", "direction")
    return first - 1 if compass and tokens[first - 1].capital else first
