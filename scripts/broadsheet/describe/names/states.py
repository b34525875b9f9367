"""Formal names of states: "the Federal People's Republic of Ruritania"."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.describe.names.gazetteer import is_demonym
from broadsheet.describe.names.institutions import of_country
from broadsheet.describe.names.tokens import Tokens
from broadsheet.words import word_set


def find_states(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield (first, past last) of the formal names of states that say of which country or people."""
    forms = word_set("names_institutions", "states")
    for at in [i for i, small in enumerate(tokens.smalls) if small in forms and tokens.capitals[i]]:
        first, past = _kinds(tokens, at), of_country(tokens, at + 1)
        if past == at + 1 and 0 < first < at and is_demonym(tokens.smalls[first - 1]):
            yield first - 1, past  # the Ruritanian Federal Republic
        elif past > at + 1 and not (first and _is_of_a_name(tokens, first - 1)):
            yield first, past


def _kinds(tokens: Tokens, at: int) -> int:
    """Return where "Democratic People's" before the form of a state begins."""
    kinds, first = word_set("names_institutions", "kinds_of_states"), at
    while first:
        before = first - 2 if first > 1 and tokens.words[first - 1] == "'s" else first - 1
        if not tokens.capitals[before] or "".join(tokens.smalls[before:first]) not in kinds:
            break
        first = before
    return first


def _is_of_a_name(tokens: Tokens, at: int) -> bool:
    """Return whether a word is one of a longer name: the first of "Football State of Ruritania"."""
    return tokens.capitals[at] and tokens.smalls[at] not in word_set("names_words", "function")
