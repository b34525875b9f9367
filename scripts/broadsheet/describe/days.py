"""Finds the days that a text names, and those of which it says that they are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from broadsheet import dates
from broadsheet.describe.evidence import quote_clean, quote_raw
from broadsheet.models import Cleaned, DateRange, Piece, Quote, Raw, Span
from broadsheet.words import table, word_set

# Reasons of removed lines that state the article's own date; a date in any other furniture dates the capture.
_DATE_LINES = frozenset(("date-line", "byline"))
_ISO = re.compile(r"(?:\b|(?<=[a-z]))((?:19|20)[0-9]{2})-([01][0-9])-([0-3][0-9])(?![0-9])")
_NUMBERS = re.compile(r"\b([0-3]?[0-9])([/.])([0-3]?[0-9])\2((?:19|20)[0-9]{2})(?![0-9])")

# A page's words may be glued to a date: `PublishedNov. 20, 2019Updated`.
_BEGIN, _END = r"(?:\b|(?-i:(?<=[a-z])(?=[A-Z0-9])))", r"(?![0-9])"

_ABOVE, _BELOW, _UNTITLED = 4, 6, 15
"""Lines above the headline and below the article's first within which dates are the article's own, and above this
first line where no headline is known."""
_MOST_WORDS = 14
"""A line that may say more than the date: `Ann Other 6 January 2023 Harbour news`."""
_UNSAID = frozenset(("page", "navigation"))
"""Reasons of lines that went for where they stand, not for what they say."""
_LETTERS = re.compile(r"[^\W\d_]+")
_LABEL, _NEAR = 30, 3
"""Before a day so many characters, and of the words in them so many, say whose day it is."""
_PLACE = re.compile(r"[A-Z][A-Z.'’-]{2}")
_DATELINE, _DASH = 120, re.compile(r"\s[—–-]|--|[—–]")


class Told(NamedTuple):
    """A day that a page states of its article."""

    day: DateRange
    quote: Quote
    revised: bool
    """Whether the article was changed on it."""


@cache
def _grammar() -> re.Pattern[str]:
    """Return a pattern for `6 January 2023`, `6-JAN-2023`, `January 6, 2023` and `January 2023`."""
    month = "|".join(sorted(table("calendar")["months"], key=len, reverse=True))
    day, year = r"([0-3]?[0-9])(?:st|nd|rd|th)?", r"((?:19|20)[0-9]{2})"
    day_first, month_first = rf"{day}[ -]({month})[.,]{{0,2}}[ -]{year}", rf"({month})\.? {day},? {year}"
    named = rf"{day_first}|{month_first}|({month})\.?,? (?:of )?{year}"
    return re.compile(rf"{_BEGIN}(?:{named}){_END}", re.IGNORECASE)


@cache
def _grammar_elsewhere() -> tuple[re.Pattern[str], dict[str, int]]:
    """Return a pattern for `12. Januar 2023`, `4 de março de 2024` and the like, and the number of each month."""
    numbers = {name: number for number, names in table("calendar")["elsewhere"].items() for name in names}
    month, year = "|".join(sorted(numbers, key=len, reverse=True)), r"((?:19|20)[0-9]{2})"
    day = r"([0-3]?[0-9])(?:er|º|ª|\.)?"
    return re.compile(rf"{_BEGIN}{day}(?: de)? ({month})\b\.?(?: del?|,)? {year}{_END}", re.IGNORECASE), numbers


def dates_in(text: str) -> Iterator[tuple[DateRange, Span]]:
    """Yield every full date, or month with a year, that a text names, with its place."""
    for match in _grammar().finditer(text):
        day, month, year, month2, day2, year2, month3, year3 = match.groups()
        number = table("calendar")["months"][(month or month2 or month3).lower()]
        parts = [year or year2 or year3, f"{number:02}"]
        parts += [f"{int(day or day2):02}"] if day or day2 else []
        yield from _day("-".join(parts), match)
    for match in _ISO.finditer(text):
        yield from _day(match[0], match)


def _day(edtf: str, match: re.Match[str]) -> Iterator[tuple[DateRange, Span]]:
    try:
        yield dates.parse(edtf), Span(match.start(), match.end())
    except ValueError:  # the 31st of June: the text's mistake, and no date
        return


def _dates_elsewhere(text: str) -> Iterator[tuple[DateRange, Span]]:
    """Yield every full date that a line names in another language than English, with its place."""
    pattern, numbers = _grammar_elsewhere()
    for match in pattern.finditer(text):
        day, month, year = match.groups()
        yield from _day(f"{year}-{numbers[month.lower()]:02}-{int(day):02}", match)


def _in_numbers(text: str) -> Iterator[tuple[DateRange, Span]]:
    """Yield days written as `25/9/2023`, `9/25/2023` or `5.9.2023`, where one day only can be meant."""
    for match in _NUMBERS.finditer(text):
        order: dates.DayOrder | None = "day-first" if match[2] == "." else None
        day = dates.of_numbers(int(match[1]), int(match[3]), int(match[4]), order)
        yield from _day(day, match) if day is not None else ()


def stated_days(raw: Raw, cleaned: Cleaned) -> list[Told]:
    """Return the days that stand around the headline; where none does, those of all lines that tell dates."""
    lines = [p for p in cleaned.ledger if p.fate != "space" and p.reason != "markup" and p.text.strip()]
    around = _around_headline(lines)
    telling = [i for i, piece in enumerate(lines) if piece.reason in _DATE_LINES]
    short = [i for i in around if lines[i].reason in _UNSAID and len(lines[i].text.split()) <= _MOST_WORDS]
    places = ([i for i in telling if i in around], short, telling)
    found = ([told for i in indices for told in _told(raw, lines, i)] for indices in places)
    return next((told for told in found if told), [])


def _around_headline(lines: Sequence[Piece]) -> range:
    kept = next((i for i, piece in enumerate(lines) if piece.fate == "kept"), len(lines))
    titles = (i - _ABOVE for i, piece in enumerate(lines) if (piece.fate, piece.reason) == ("field", "title"))
    return range(max(0, next(titles, kept - _UNTITLED)), min(kept + _BELOW, len(lines)))


def _told(raw: Raw, lines: Sequence[Piece], index: int) -> Iterator[Told]:
    """Yield the days in one line that is no text of the article; one right behind another is that of a change."""
    piece = lines[index]
    if piece.fate == "kept":
        return
    before = f"{lines[index - 1].text[-_LABEL:]} " if index else ""
    read = 0
    for day, place in _days_of_line(piece.text):
        label = (before if not read else "") + piece.text[read : place.start]
        if day.earliest == day.latest:
            place_in_raw = Span(piece.raw.start + place.start, piece.raw.start + place.end)
            yield Told(day, quote_raw(raw, place_in_raw), (read > 0 and not label.strip()) or is_revised(label))
        read = place.end


def _days_of_line(text: str) -> list[tuple[DateRange, Span]]:
    """Return all that a line tells of dates, in its order; of two readings that overlap the longer one counts."""
    found = [*dates_in(text), *_dates_elsewhere(text), *_in_numbers(text)]
    told: list[tuple[DateRange, Span]] = []
    for day, place in sorted(found, key=lambda one: (one[1].start, -one[1].end)):
        if not told or place.start >= told[-1][1].end:
            told.append((day, place))
    return told


def is_revised(label: str, near: int = _NEAR) -> bool:
    """Return whether one of so many words right before a day tells of a change: `Last updated on`."""
    words = _LETTERS.findall(label[-_LABEL:].lower())[-near:]
    return not word_set("calendar", "revised").isdisjoint(words)


def in_dateline(raw: Raw, cleaned: Cleaned) -> Iterator[Told]:
    """Yield the day in the dateline of the first paragraph: `LECK, Ruritania (January 6, 2023) - ...`."""
    start = cleaned.body.start
    head = cleaned.text[start : min(start + _DATELINE, cleaned.body.end)]
    for day, place in dates_in(head) if _PLACE.match(head) else ():
        parted = _DASH.search(head, place.end) and not _DASH.search(head[: place.start])
        if parted and day.earliest == day.latest:
            quote = quote_clean(raw, cleaned, Span(start + place.start, start + place.end))
            yield Told(day, quote, revised=False)
