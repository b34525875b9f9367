"""Dates as far as they are known: a small subset of EDTF level 1, with the calendar's arithmetic."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Literal

from broadsheet.models import DateRange

DayOrder = Literal["day-first", "month-first"]
"""What comes first in 3/4/2019."""

# https://www.loc.gov/standards/datetime/ : level 0 dates, level 1 qualified and open dates.
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_QUALIFIERS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_UNSURE = {mark for mark in _QUALIFIERS if mark}
ALLOWED = "2023-01-06, 2023-01, 2023, 2023-01-06~ (about), 2023-01? (perhaps), 2023-01-02/2023-01-06, 2023-01/.."


def parse(text: str) -> DateRange:
    """Return the range of days an EDTF string stands for.

    Raises ValueError for anything outside the subset (`ALLOWED`) and for days that do not exist.
    """
    start, slash, end = text.strip().partition("/")
    if not slash:
        return DateRange(start, *_bounds(start))
    earliest = None if start == ".." else _bounds(start)[0]
    latest = None if end == ".." else _bounds(end)[1]
    if earliest is None and latest is None:
        raise ValueError(f"{text!r} is open at both ends")
    if earliest is not None and latest is not None and earliest > latest:
        raise ValueError(f"{text!r} ends before it begins")
    return DateRange(f"{start}/{end}", earliest, latest)


def _bounds(text: str) -> tuple[str, str]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date")
    year, month, day = (int(part) if part else None for part in match.group(1, 2, 3))
    try:
        return _days(year or 0, month, day)
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar") from None


def _days(year: int, month: int | None, day: int | None) -> tuple[str, str]:
    first = date(year, month or 1, day or 1)
    if day is not None:
        return first.isoformat(), first.isoformat()
    last_month = month or 12
    last = date(year, last_month, calendar.monthrange(year, last_month)[1])
    return first.isoformat(), last.isoformat()


def of_numbers(first: int, second: int, year: int, order: DayOrder | None = None) -> str | None:
    """Return the day (ISO 8601) that 25/4/2019 means; None where it may mean two days, or none of the calendar."""
    ways = {"day-first": (second, first), "month-first": (first, second)}
    bounds = (_day_of(year, *ways[name]) for name in ways if order in (None, name))
    days = {day for day in bounds if day is not None}
    return days.pop() if len(days) == 1 else None


def _day_of(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def in_words(edtf: str) -> str:
    """Return an EDTF string in English words, such as `about 6 January 2023` or `January 2023 or later`."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return _date_in_words(start)
    if start == "..":
        return f"{_date_in_words(end)} or earlier"
    if end == "..":
        return f"{_date_in_words(start)} or later"
    return f"{_date_in_words(start)} to {_date_in_words(end)}"


def _date_in_words(text: str) -> str:
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    year, month, day, qualifier = match.groups()
    parts = [str(int(day))] if day else []
    parts += [calendar.month_name[int(month)]] if month else []
    return _QUALIFIERS[qualifier] + " ".join([*parts, year])


def numbers(edtf: str) -> tuple[tuple[int, ...], ...]:
    """Return year, month and day, as far as they are known, of a date or of both ends of a closed interval."""
    found = tuple(_numbers(end) for end in edtf.split("/"))
    return found if all(found) else ()


def _numbers(text: str) -> tuple[int, ...]:
    match = _DATE.fullmatch(text)
    return tuple(int(part) for part in match.group(1, 2, 3) if part) if match is not None else ()


def shared(found: DateRange | None) -> str:
    """Return the day, the month (`2023-01`) or the year that all of a range lies in; empty where none does."""
    if found is None or found.earliest is None or found.latest is None:
        return ""
    return next((found.earliest[:n] for n in (10, 7, 4) if found.earliest[:n] == found.latest[:n]), "")


def days(found: DateRange | None) -> tuple[str, str]:
    """Return the first and the last day of a range as ISO days; of an open one its one end, of none nothing."""
    if found is None:
        return "", ""
    return found.earliest or found.latest or "", found.latest or found.earliest or ""


def month(found: DateRange | None) -> str:
    """Return under which month lists have a date, `2023-01`; the year where no month is known, of none nothing.

    What lies in no one year stands where its last day does.
    """
    return shared(found)[:7] or days(found)[1][:7]


def sure(found: DateRange | None) -> str:
    """Return what is sure of a date, for those who know no EDTF: a day, a month or a year; else nothing.

    Of a date that is only about or perhaps nothing is.
    """
    return "" if found is None or is_unsure(found) else shared(found)


def is_unsure(found: DateRange) -> bool:
    """Return whether a date, or an end of it, is only about or perhaps."""
    return not _UNSURE.isdisjoint(found.edtf)


def sort_key(found: DateRange | None) -> tuple[str, str, str]:
    """Return a key that orders dates by their last day: a month comes after its days, the undated last."""
    if found is None:
        return ("9999", "", "")
    return (found.latest or found.earliest or "9999", found.earliest or found.latest or "", found.edtf)
