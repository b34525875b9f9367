"""Measure what the units of a page look like, all of them at once: their letters, their ends, their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

import numpy as np

from broadsheet.clean.letters import DIGIT, SPACE, STOP, UPPER, Letters, Words, cut, each_once, number, runs
from broadsheet.clean.lines import Lines, grammar
from broadsheet.clean.rows import Rows
from broadsheet.words import table

_SENTENCE_BREAK = re.compile(r"[.!?][\"”’)]? [\"“(]?[A-Z0-9]")
_ADDRESS = re.compile(r"https?:|www\.|@\w|\.(?:com|org|net)\b")
_ADDRESS_LITERALS = ("http", "www.", "@", ".com", ".org", ".net")
_BARS = "|·»•›"
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATE_FROM_NUMBER = re.compile(
    rf"\b(?:\d{{1,2}} {_MONTH}|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|\d{{1,2}}:\d\d"
    r"|\d{1,3} \w{1,8} ago\b)",
    re.IGNORECASE,
)
_DATE_TO_NUMBER = re.compile(rf"\b{_MONTH}[a-z]{{0,6}}\.? \d{{1,2}}\b", re.IGNORECASE)
_LONGEST_MONTH, _LONGEST_DAY = 11, 3
_DIGITS_WITHIN, _DATE_WITHIN = 300, 200
"""So many characters of a unit are searched for digits, and for a date."""


def find_names(lines: Lines) -> Words:
    """Return the capitalised words of each unit but its first word, each once; no words of three letters."""
    letters = lines.letters
    begins, ends = runs(letters.kinds & SPACE == 0)
    units = letters.units(begins)
    first = np.diff(units, prepend=-1) > 0
    named = ~first & (ends - begins > 3) & (letters.kinds[begins] & UPPER > 0)
    return each_once(number(units[named], cut(letters.text, begins[named], ends[named])))


# ------------------------------------------------------------------ columns


def look(lines: Lines) -> dict[str, Rows]:
    """Return what the units look like: a column under each name of the features."""
    texts = lines.texts
    lengths = np.array([len(text) for text in texts])
    firsts, lasts = [text[0] for text in texts], [text[-1] for text in texts]
    digits = _count_digits(lines)
    counts = np.maximum(lines.counts, 1)
    again = Counter(texts)
    return {
        "words": np.log1p(lines.counts) / 5,
        "letters": np.minimum(lengths / counts, 12) / 12,
        "sentences": np.minimum(_count_breaks(lines.letters), 5) / 5,
        "colon": np.array([last == ":" for last in lasts]),
        "question": np.array([last == "?" for last in lasts]),
        "quote": np.array([first in "\"“‘'" for first in firsts]),
        "lower": np.array([first.islower() for first in firsts]),
        "upper-share": _count_capitalised(lines.letters) / counts,
        "all-upper": np.array([text.isupper() for text in texts]),
        "digits": digits / np.minimum(lengths, _DIGITS_WITHIN),
        "commas": np.array([min(text.count(","), 5) for text in texts]) / 5,
        "address": _count_addresses(lines.letters) > 0,
        "date": _count_dates(lines) > 0,
        "bars": _count(lines.letters, _find_all(lines.letters.text, _BARS)) > 0,
        "repeated": np.array([min(again[text] - 1, 3) for text in texts]) / 3,
    }  # fmt: skip


def _count_capitalised(letters: Letters) -> Rows:
    upper = letters.kinds & UPPER > 0
    upper[1:] &= letters.kinds[:-1] & SPACE > 0
    return _count(letters, np.flatnonzero(upper))


def _count_digits(lines: Lines) -> Rows:
    places = np.flatnonzero(lines.letters.kinds & DIGIT)
    near = places - lines.letters.starts[lines.letters.units(places)] < _DIGITS_WITHIN
    return _count(lines.letters, places[near])


def _count_dates(lines: Lines) -> Rows:
    """Return how many numbers of each unit belong to a date or a time."""
    letters = lines.letters
    starts, _ = runs(letters.kinds & DIGIT > 0)
    units = letters.units(starts)
    within = starts - letters.starts[units]
    near = within < _DATE_WITHIN
    asked = zip(starts[near].tolist(), units[near].tolist(), within[near].tolist(), strict=True)
    return _count(letters, [at for at, unit, place in asked if _is_date(lines.texts[unit][:_DATE_WITHIN], place)])


def _is_date(text: str, place: int) -> bool:
    """Return whether the number at a place of a text belongs to a date or a time."""
    if _DATE_FROM_NUMBER.match(text, place):
        return True
    before = text[place - 1 : place] == " "
    return (
        before and _DATE_TO_NUMBER.search(text, max(0, place - _LONGEST_MONTH), place + _LONGEST_DAY) is not None
    )


def _count_breaks(letters: Letters) -> Rows:
    """Return how many sentences of each unit have one after them."""
    stops = np.flatnonzero(letters.kinds[:-1] & STOP).tolist()
    return _count(letters, [place for place in stops if _SENTENCE_BREAK.match(letters.text, place)])


def _count_addresses(letters: Letters) -> Rows:
    places = _find_all(letters.text, _ADDRESS_LITERALS)
    return _count(letters, [place for place in places if _ADDRESS.match(letters.text, place)])


def _find_all(text: str, literals: Iterable[str]) -> list[int]:
    """Return where in a text the literals stand; some ten times as fast as a regular expression."""
    places = []
    for literal in literals:
        place = text.find(literal)
        while place >= 0:
            places.append(place)
            place = text.find(literal, place + 1)
    return places


def _count(letters: Letters, places: Rows | list[int]) -> Rows:
    """Return how many of the places are in each unit."""
    return np.bincount(letters.units(np.asarray(places, np.intp)), minlength=len(letters.starts))


# ------------------------------------------------------------------ words

_READER, _WRITER, _GRAMMAR = 1, 2, 4
_THEME_WORDS, _THEME_UNITS = 20, 3


@cache
def _kinds_of_words() -> dict[str, int]:
    """Return for the words of the tables what they are, as bits."""
    lists = table("page-words")
    kinds: Counter[str] = Counter()
    for words, bit in ((set(lists["reader"]), _READER), (set(lists["writer"]), _WRITER), (grammar(), _GRAMMAR)):
        for word in words:
            kinds[word] += bit
    return dict(kinds)


def look_at_words(lines: Lines, sentence: Rows) -> dict[str, Rows]:
    """Return what the words of the units say; `sentence` tells which of them end as a sentence does."""
    known, n = _kinds_of_words(), len(lines.texts)
    kinds = np.array([known.get(word, 0) for word in lines.words.vocabulary], np.intp)
    told = kinds[lines.words.ids]

    def count(bit: int) -> Rows:
        return np.bincount(lines.words.units[told & bit > 0], minlength=n)

    title = np.zeros(len(kinds), bool)
    long = np.array([len(word) > 3 for word in lines.words.vocabulary], bool)
    title[lines.words.ids[lines.words.units == 0]] = True
    title &= long
    contents = np.bincount(lines.contents.units, minlength=n)
    return {
        "grammar": count(_GRAMMAR) / np.maximum(lines.counts, 1),
        "reader": count(_READER) > 0,
        "writer": count(_WRITER) > 0,
        "title-words": _count_in(title, lines) / (title.sum() + 1),
        "theme": _count_in(_find_theme(lines, sentence), lines) / (contents + 2),
    }


def _count_in(wanted: Rows, lines: Lines) -> Rows:
    """Return how many content words of each unit are among the wanted."""
    return np.bincount(lines.contents.units[wanted[lines.contents.ids]], minlength=len(lines.texts))


def _find_theme(lines: Lines, sentence: Rows) -> Rows:
    """Return for every word whether several paragraphs of running text share it, as a content word."""
    running = (lines.counts >= _THEME_WORDS) & sentence
    ids = lines.contents.ids[running[lines.contents.units]]
    return np.bincount(ids, minlength=len(lines.words.vocabulary)) >= _THEME_UNITS
