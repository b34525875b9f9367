"""State bodies named by their country: "the Ruritanian defence ministry", with capitals or without."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache

from broadsheet.describe.names.gazetteer import is_demonym, place_kinds
from broadsheet.describe.names.tokens import Tokens
from broadsheet.words import word_set

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


def find_institutions(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield (first, past last) of the bodies with their countries, possessives included."""
    end, firsts = 0, _first_words()
    for at in [i for i, small in enumerate(tokens.smalls) if small in firsts]:
        past = _longest(tokens, at, _bodies()) if at >= end else 0
        if not past:
            continue
        first = _country(tokens, at)
        end = of_country(tokens, past) if first == at else past
        if first < at or end > past:
            yield first, end


def _longest(tokens: Tokens, at: int, phrases: Container[str]) -> int:
    """Return where the longest of the phrases that begins here ends, 0 where none does."""
    if not tokens.words[at][0].isalpha():
        return 0
    words = tokens.smalls[at : at + _WORDS]
    return next((at + n for n in range(len(words), 0, -1) if " ".join(words[:n]) in phrases), 0)


def of_country(tokens: Tokens, past: int) -> int:
    """Return where "of the Kingdom of Ruritania" ends, the same place where nothing like it follows."""
    small = tokens.smalls[past : past + 2]
    at = past + (2 if small == ["of", "the"] else 1)
    if small[:1] != ["of"] or at >= len(tokens.words) or not tokens.capitals[at]:
        return past
    return _longest(tokens, at, _countries()) or _longest(tokens, at, word_set("names_institutions", "of")) or past


@cache
def _countries() -> frozenset[str]:
    return frozenset(name for name, kind in place_kinds().items() if kind in _COUNTRIES)


def _country(tokens: Tokens, at: int) -> int:
    """Return where the country before a body begins; the same place where there is none."""
    first = at - 1
    if at == 0:
        return at
    if tokens.words[first] in {"'s", "'"} and first:
        first -= 1
        return first if tokens.smalls[first] in _countries() and tokens.capitals[first] else at
    if not is_demonym(tokens.smalls[first]) or not tokens.capitals[first]:
        return at
    compass = first and tokens.smalls[first - 1] in word_set("names_words", "direction")
    return first - 1 if compass and tokens.capitals[first - 1] else first
