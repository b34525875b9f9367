"""The words and signs of a text, and the stretches of them in which names can lie."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from broadsheet.describe.names.casing import is_ordinary
from broadsheet.describe.names.gazetteer import is_demonym, people
from broadsheet.words import word_set

_IN_A_ROW = 3
"""Single letters in a row that are no initials."""

_SHORT = 3
"""Letters of agencies with which the names of organisations begin too: "AP News"."""

LONGEST = 9
"""Tokens in a name; what is longer is a headline."""


_RUN = 30
"""Tokens in a run; a longer one is no prose, and nothing in it can be told for a name."""


@dataclass(frozen=True)
class Tokens:
    """The words and signs of a folded text, one place in each list for a token."""

    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[str]
    smalls: Sequence[str]
    """The same in small letters."""
    capitals: Sequence[bool]
    """Whether a token looks like a word of a name: "Paris", "IMF", "iPhone"."""


@cache
def _pattern() -> re.Pattern[str]:
    short = "|".join(sorted(word_set("names_words", "abbreviations")))
    prefix = "|".join(p.capitalize() for p in sorted(word_set("names_words", "prefixes")))
    return re.compile(
        rf"(?:{short})\.(?=[ \n])"  # Mr.
        r"|(?:[^\W\d_]\.){1,8}(?![^\W_])"  # U.S., J.K.
        r"|'s(?![^\W_])"
        rf"|(?:{prefix})-[a-z]{{1,20}}(?![^\W_])"  # Co-operation
        r"|[^\W\d_]-[a-z]{2,20}(?![^\W_])"  # X-ray
        r"|[^\W_]+(?:'(?!s(?![^\W_]))[^\W_]+)?"  # a word, O'Brien
        r"|\n+|([^\w\s])\1{3,}|[^\w\s]|_"  # a sign drawn out is one
    )


def tokenize(cased: str, small: str) -> Tokens:
    """Return the tokens of a folded text; a line's end is a token."""
    places = list(_places(cased))
    words = [cased[start:end] for start, end in places]
    return Tokens(
        [start for start, _ in places],
        [end for _, end in places],
        words,
        [small[start:end] for start, end in places],
        list(map(has_capital, words)),
    )


def _places(cased: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the tokens; a given name with an ordinary word behind its hyphen is one: "Tae-in"."""
    whole = {m.start(2): m.end() for m in _given_name().finditer(cased) if _is_given(m[1], m[2])}
    past = 0
    for found in _pattern().finditer(cased):
        start, end = found.span()
        if start >= past:
            past = whole.get(start, end)
            yield start, past


def _is_given(family: str, given: str) -> bool:
    """Return whether a hyphened word is a given name behind this family name; in "Park Drive-in" it is none."""
    first = given.partition("-")[0].lower()
    known = first in word_set("names_words", "syllables") or not is_ordinary(first)
    return known and family.lower() in people("family")


@cache
def _given_name() -> re.Pattern[str]:
    syllables = "|".join(sorted(word_set("names_words", "syllables")))
    return re.compile(rf"(?<![^\W_])([A-Z][a-z]{{1,9}}) ([A-Z][a-z]{{1,6}}-(?i:{syllables}))(?![^\W_])")


@lru_cache(maxsize=50_000)
def has_capital(word: str) -> bool:
    """Return whether a word is written like one of a name; what is weighed was learnt from Latin letters."""
    if not word[0].isascii() and "LATIN" not in unicodedata.name(word[0], ""):
        return False
    if word[1:2] == "-":
        return False  # X-ray
    return word[0].isupper() or (len(word) > 2 and word[0].islower() and word[1].isupper())


def runs(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield (first, past last) of the stretches that begin and end like names, joined by what can join them."""
    end = 0
    for at in [i for i, capital in enumerate(tokens.capitals) if capital]:
        if at < end:
            continue
        start, end = _back(tokens, at), at + 1
        while end - start < _RUN and (further := _further(tokens, end)) > end:
            end = further
        if end - start < _RUN:
            yield start, end


def _back(tokens: Tokens, at: int) -> int:
    """Return where the name begins when its particles are counted: "van der Dam", "al-Sapt"."""
    particles, words, smalls = word_set("names_words", "particles"), tokens.words, tokens.smalls
    start = at
    if start > 1 and words[start - 1] == "-" and smalls[start - 2] in particles:
        return start - 2
    while start and at - start < 2 and smalls[start - 1] in particles and words[start - 1].islower():
        start -= 1
    return start


@cache
def _joins() -> frozenset[str]:
    return word_set("names_words", "links") | word_set("names_words", "particles")


def _further(tokens: Tokens, end: int) -> int:
    """Return where a name goes on to when it may go on after this token, else the same place."""
    joins, words, smalls, capitals = _joins(), tokens.words, tokens.smalls, tokens.capitals
    reach, size = end, len(words)
    while reach < size and reach - end < 3 and smalls[reach] in joins and not capitals[reach]:
        reach += 1
    if reach < size and (capitals[reach] or (reach == end and _numbers(words, capitals, end))):
        return reach + 1
    if end + 1 < size and words[end] == "-" and _is_syllable(words[end + 1], smalls[end + 1]):
        return end + 2  # Min-soo
    if end < size and capitals[end - 1] and smalls[end] in word_set("names_words", "place_follow"):
        return end + 1
    return end


def _numbers(words: Sequence[str], capitals: Sequence[bool], at: int) -> bool:
    """Return whether a number can be part of a name: behind a word, and no row of numbers as in a table."""
    return words[at].isdigit() and capitals[at - 1] and not "".join(words[at + 1 : at + 2]).isdigit()


def _is_syllable(word: str, small: str) -> bool:
    return word.isalpha() and len(word) < 7 and not is_ordinary(small)


def spans(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a run that could be one name."""
    joins, particles = word_set("names_words", "links"), word_set("names_words", "particles")
    courtesy = word_set("names_words", "courtesy")
    smalls, capitals = tokens.smalls, tokens.capitals
    if _heads_table(tokens.words[start:end]):
        return
    nothing = list(_no_names(smalls, start, end))
    for first in range(start, end):
        if not capitals[first] and not (smalls[first] in particles and tokens.words[first].isalpha()):
            continue
        if smalls[first] in courtesy or smalls[first].rstrip(".") in courtesy:
            continue
        for past in range(first + 1, min(end, first + LONGEST) + 1):
            last = smalls[past - 1]
            if last in joins and not capitals[past - 1]:
                continue
            if past - first == 1 and not _may_stand_alone(tokens, first):
                continue
            said = smalls[first:past]
            if _has_letters(tokens, first, past) or (is_demonym(last) and _is_of_a_people(said)):
                continue
            within = any(begins <= first and past <= ends for begins, ends in nothing)
            if not (within or _is_office(said) or _has_credit(tokens.words[first:past])):
                yield first, past


def _no_names(smalls: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (first, past last) of the words of a run that are no name together: "New Year's Eve"."""
    phrases = _no_phrases()
    for first in range(start, end):
        for words in phrases.get(smalls[first], ()):
            if tuple(smalls[first : first + len(words)]) == words:
                yield first, first + len(words)


@cache
def _no_phrases() -> dict[str, list[tuple[str, ...]]]:
    """Return the phrases that are no names, as tokens, by their first words."""
    peoples = word_set("names_words", "peoples")
    phrases = peoples | {people + "s" for people in peoples}
    phrases |= word_set("names_words", "feasts") | word_set("names_words", "parts")
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.replace("'s", " 's").replace("' ", " ' ").split())
        found.setdefault(words[0], []).append(words)
    return found


def _has_credit(words: Sequence[str]) -> bool:
    """Return whether whose the picture is stands at an end of other words: "GETTY Bitcoin", "Ann Other EPA"."""
    credits = word_set("names_words", "credits")
    credited = words[-1] in credits or (words[0] in credits and len(words[0]) > _SHORT)
    return credited and not all(map(str.isupper, words))


def _heads_table(words: Sequence[str]) -> bool:
    """Return whether single letters stand in a row, as at the head of a table: "Team P W D L"."""
    return any(
        all(len(w) == 1 and w.isalpha() for w in words[i : i + _IN_A_ROW])
        for i in range(len(words) - _IN_A_ROW + 1)
    )


def _has_letters(tokens: Tokens, first: int, past: int) -> bool:
    """Return whether letters stand behind somebody's name: "Ann Other OBE"."""
    is_last = past - first > 2 and tokens.words[past - 1] in word_set("names_words", "letters")
    return is_last and tokens.smalls[first] in people("given")


def _is_office(smalls: Sequence[str]) -> bool:
    """Return whether words say only what somebody is: "Foreign Secretary", "Minister for Trade".

    The last of "Coach King" is a name.
    """
    held = smalls[: smalls.index("for")] if "for" in smalls else ()
    if held and held[-1] in word_set("names_words", "portfolios") and _offices().issuperset(held):
        return True
    return len(smalls) > 1 and _offices().issuperset(smalls) and smalls[-1] not in people("family")


@cache
def _offices() -> frozenset[str]:
    return frozenset().union(*(word_set("names_words", key) for key in ("titles", "title_parts", "portfolios")))


def _may_stand_alone(tokens: Tokens, at: int) -> bool:
    """Return whether one word can be a name: "The" cannot, nor the letters of "US$20"."""
    if not tokens.capitals[at] or tokens.words[at + 1 : at + 2] == ["$"]:
        return False
    small = tokens.smalls[at]
    return (
        tokens.words[at].isupper() or small not in word_set("names_words", "function") or small in people("given")
    ) and small not in word_set("names_words", "never_alone")


def _is_of_a_people(smalls: Sequence[str]) -> bool:
    """Return whether the words say only of what people somebody is: "South African"."""
    return all(is_demonym(small) or small in word_set("names_words", "direction") for small in smalls)
