"""Measures what the units of a page look like, all of them at once: their letters, their ends, their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

import numpy as np

from broadsheet.clean.letters import (
    BAR,
    CLOSING,
    DIGIT,
    LOWER,
    OPENING,
    QUOTE,
    SPACE,
    STOP,
    UPPER,
    Letters,
    runs,
)
from broadsheet.clean.lines import GRAMMAR, READER, Lines
from broadsheet.clean.rows import Rows
from broadsheet.words import table

_ADDRESS = re.compile(r"https?:|www\.|@\w|\.(?:com|org|net)\b")
_ADDRESS_LITERALS = ("http", "www.", "@", ".com", ".org", ".net")
_SHORT_MONTH, _LONGEST_MONTH, _LONGEST_DAY = 3, 11, 3
_DATE_WITHIN = 200
"""So many characters of a unit are searched for a date."""


def look(lines: Lines) -> dict[str, Rows]:
    """Return what the units look like: a column under each name of the features."""
    texts, letters = lines.texts, lines.letters
    lengths = np.fromiter(map(len, texts), np.intp, len(texts))
    firsts, lasts = letters.kinds[letters.starts], letters.codes[letters.starts + letters.lengths - 1]
    counts = np.maximum(lines.counts, 1)
    again = Counter(texts)
    return {
        "words": np.log1p(lines.counts) / 5,
        "letters": np.minimum(lengths / counts, 12) / 12,
        "sentences": np.minimum(_count_breaks(letters), 5) / 5,
        "colon": lasts == ord(":"),
        "question": lasts == ord("?"),
        "quote": firsts & QUOTE > 0,
        "lower": firsts & LOWER > 0,
        "upper-share": _count_capitalised(letters) / counts,
        "digits": letters.count(np.flatnonzero(letters.kinds & DIGIT)) / np.maximum(letters.lengths, 1),
        "commas": np.minimum(letters.count(np.flatnonzero(letters.codes == ord(","))), 5) / 5,
        "address": _count_addresses(letters) > 0,
        "date": _count_dates(lines) > 0,
        "bars": letters.count(np.flatnonzero(letters.kinds & BAR)) > 0,
        "repeated": np.minimum(np.fromiter(map(again.__getitem__, texts), np.intp, len(texts)) - 1, 3) / 3,
    }  # fmt: skip


def _count_capitalised(letters: Letters) -> Rows:
    upper = letters.kinds & UPPER > 0
    upper[1:] &= letters.kinds[:-1] & SPACE > 0
    return letters.count(np.flatnonzero(upper))


def _count_dates(lines: Lines) -> Rows:
    """Return how many numbers of each unit belong to a date or a time."""
    letters = lines.letters
    starts, _ = runs(letters.kinds & DIGIT > 0)
    units = letters.units(starts)
    within = starts - letters.starts[units]
    near = within < _DATE_WITHIN
    asked = zip(starts[near].tolist(), units[near].tolist(), within[near].tolist(), strict=True)
    return letters.count([at for at, unit, place in asked if _is_date(lines.texts[unit][:_DATE_WITHIN], place)])


def _is_date(text: str, place: int) -> bool:
    """Return whether the number at a place of a text belongs to a date or a time."""
    from_number, to_number = _dates()
    if from_number.match(text, place):
        return True
    before = text[place - 1 : place] == " "
    return before and to_number.search(text, max(0, place - _LONGEST_MONTH), place + _LONGEST_DAY) is not None


@cache
def _dates() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a date looks like from its number on, and up to it."""
    month = f"(?:{'|'.join(month for month in table('calendar')['months'] if len(month) == _SHORT_MONTH)})"
    from_number = (
        rf"\b(?:\d{{1,2}} {month}|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|\d{{1,2}}:\d\d"
        r"|\d{1,3} \w{1,8} ago\b)"
    )
    to_number = rf"\b{month}[a-z]{{0,6}}\.? \d{{1,2}}\b"
    return re.compile(from_number, re.IGNORECASE), re.compile(to_number, re.IGNORECASE)


def _count_breaks(letters: Letters) -> Rows:
    """Return how many sentences of each unit have one after them: a stop, a space, a capital or a digit."""

    def at(places: Rows, kind: int) -> Rows:
        found: Rows = letters.kinds.take(places, mode="clip") & kind > 0
        return found

    ends = np.flatnonzero(letters.kinds & STOP) + 1
    ends += at(ends, CLOSING)
    ends = ends[letters.codes.take(ends, mode="clip") == ord(" ")]
    begins = ends + 1 + at(ends + 1, OPENING)
    return letters.count(ends[at(begins, UPPER | DIGIT)])


def _count_addresses(letters: Letters) -> Rows:
    places = _find_all(letters.text, _ADDRESS_LITERALS)
    return letters.count([place for place in places if _ADDRESS.match(letters.text, place)])


def _find_all(text: str, literals: Iterable[str]) -> list[int]:
    """Return where in a text the literals stand; some ten times as fast as a regular expression."""
    places = []
    for literal in literals:
        place = text.find(literal)
        while place >= 0:
            places.append(place)
            place = text.find(literal, place + 1)
    return places


# ------------------------------------------------------------------ words

_THEME_WORDS, _THEME_UNITS = 20, 3
_TITLE_LETTERS = 4


def look_at_words(lines: Lines, sentence: Rows) -> dict[str, Rows]:
    """Return what the words of the units say; `sentence` tells which of them end as a sentence does."""
    words, n = lines.words, len(lines.texts)
    told = lines.kinds[words.ids]

    def count(bit: int) -> Rows:
        return np.bincount(words.units[told & bit > 0], minlength=n)

    title = np.zeros(len(words.vocabulary), bool)
    title[words.ids[words.units == 0]] = True
    title &= lines.lengths >= _TITLE_LETTERS
    contents = np.bincount(lines.contents.units, minlength=n)
    return {
        "grammar": count(GRAMMAR) / np.maximum(lines.counts, 1),
        "reader": count(READER) > 0,
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
