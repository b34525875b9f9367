"""The words and signs of a text, and the stretches of them in which names can lie."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from .casing import is_ordinary
from .gazetteer import is_demonym, people, word_set

LONGEST = 9
"""Tokens in a name; what is longer is a headline."""


_RUN = 30
"""Tokens in a run; a longer one is no prose, and nothing in it can be told for a name."""


class Token(NamedTuple):
    """A word or a sign of the folded text."""

    start: int
    end: int
    word: str
    small: str
    capital: bool
    """Whether it looks like a word of a name: "Paris", "IMF", "iPhone"."""


@cache
def _pattern() -> re.Pattern[str]:
    short = "|".join(sorted(word_set("names_words", "abbreviations")))
    prefix = "|".join(p.capitalize() for p in sorted(word_set("names_words", "prefixes")))
    return re.compile(
        rf"(?:{short})\.(?=[ \n])"  # Mr.
        r"|(?:[^\W\d_]\.){1,8}(?![^\W_])"  # U.S., J.K.
        r"|'s(?![^\W_])"
        rf"|(?:{prefix})-[a-z]{{1,20}}(?![^\W_])"  # Co-operation
        r"|[^\W_]+(?:'(?!s(?![^\W_]))[^\W_]+)?"  # a word, O'Brien
        r"|\n+|([^\w\s])\1{3,}|[^\w\s]|_"  # a sign drawn out is one
    )


def tokenize(cased: str, small: str) -> list[Token]:
    """Return the tokens of a folded text; a line's end is a token."""
    places = [found.span() for found in _pattern().finditer(cased)]
    return [
        Token(start, end, word := cased[start:end], small[start:end], has_capital(word)) for start, end in places
    ]


@lru_cache(maxsize=50_000)
def has_capital(word: str) -> bool:
    """Return whether a word is written like one of a name."""
    return word[0].isupper() or (len(word) > 2 and word[0].islower() and word[1].isupper())


def runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield (first, past last) of the stretches that begin and end like names, joined by what can join them."""
    end = 0
    for at in [i for i, token in enumerate(tokens) if token.capital]:
        if at < end:
            continue
        start, end = _back(tokens, at), at + 1
        while end - start < _RUN and (further := _further(tokens, end)) > end:
            end = further
        if end - start < _RUN:
            yield start, end


def _back(tokens: Sequence[Token], at: int) -> int:
    """Return where the name begins when its particles are counted: "van der Dam", "al-Sapt"."""
    particles = word_set("names_words", "particles")
    start = at
    if start > 1 and tokens[start - 1].word == "-" and tokens[start - 2].small in particles:
        return start - 2
    while start and at - start < 2 and tokens[start - 1].small in particles and tokens[start - 1].word.islower():
        start -= 1
    return start


@cache
def _joins() -> frozenset[str]:
    return word_set("names_words", "links") | word_set("names_words", "particles")


def _further(tokens: Sequence[Token], end: int) -> int:
    """Return where a name goes on to when it may go on after this token, else the same place."""
    joins = _joins()
    reach, size = end, len(tokens)
    while reach < size and reach - end < 3 and tokens[reach].small in joins and not tokens[reach].capital:
        reach += 1
    if reach < size and (tokens[reach].capital or (reach == end and tokens[reach].word.isdigit())):
        return reach + 1
    if end + 1 < size and tokens[end].word == "-" and _is_syllable(tokens[end + 1]):
        return end + 2  # Min-soo
    if end < size and tokens[end - 1].capital and tokens[end].small in word_set("names_words", "place_follow"):
        return end + 1
    return end


def _is_syllable(token: Token) -> bool:
    return token.word.isalpha() and len(token.word) < 7 and not is_ordinary(token.small)


def spans(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a run that could be one name."""
    joins = word_set("names_words", "links")
    particles = word_set("names_words", "particles")
    for first in range(start, end):
        token = tokens[first]
        if not token.capital and not (token.small in particles and token.word.isalpha()):
            continue
        if token.small.rstrip(".") in word_set("names_words", "courtesy"):
            continue
        for past in range(first + 1, min(end, first + LONGEST) + 1):
            last = tokens[past - 1]
            if last.small in joins and not last.capital:
                continue
            if past - first == 1 and not _may_stand_alone(tokens, first):
                continue
            if not (is_demonym(last.small) and _is_of_a_people(tokens[first:past])):
                yield first, past


def _may_stand_alone(tokens: Sequence[Token], at: int) -> bool:
    """Return whether one word can be a name: "The" cannot, nor the letters of "US$20"."""
    token, follows = tokens[at], tokens[at + 1 : at + 2]
    if not token.capital or (follows and follows[0].word == "$"):
        return False
    return (
        token.word.isupper()
        or token.small not in word_set("names_words", "function")
        or token.small in people("given")
    )


def _is_of_a_people(tokens: Sequence[Token]) -> bool:
    """Return whether the words say only of what people somebody is: "South African"."""
    return all(is_demonym(t.small) or t.small in word_set("names_words", "direction") for t in tokens)
