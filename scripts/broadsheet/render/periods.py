"""Days, weeks, months, years and decades: what a bar of a chart stands for, and what it is called."""

from __future__ import annotations

from calendar import month_name
from datetime import date, timedelta

from broadsheet.dates import in_words

MOST_PERIODS = 60
"""Past this many bars the next longer period is taken."""
PARTS = (4, 3)
"""Into how many equal parts an axis is cut; up to two empty periods are added to it for that."""
UNITS = ("day", "week", "month", "year", "decade")


def unit_of(first: date, last: date) -> str:
    """Return the shortest unit of which not too many lie between two days."""
    return next((u for u in UNITS if _how_many(u, first, last) <= MOST_PERIODS), UNITS[-1])


def _how_many(unit: str, first: date, last: date) -> int:
    days = (last - first).days
    return {"day": days, "week": days // 7, "month": days // 30, "year": days // 365}.get(unit, 0) + 1


def start_of(unit: str, day: date) -> date:
    """Return the first day of the period a day lies in."""
    if unit == "week":
        return max(day, date.min + timedelta(days=7)) - timedelta(days=day.weekday())
    if unit == "day":
        return day
    if unit == "month":
        return day.replace(day=1)
    return date(day.year if unit == "year" else max(1, day.year // 10 * 10), 1, 1)


def periods_between(unit: str, first: date, last: date) -> list[date]:
    """Return the first day of each period between two days, and of an empty one or two if an axis wants them."""
    found = [start_of(unit, first)]
    while (following := _after(unit, found[-1])) is not None and (following <= last or _is_uneven(len(found))):
        found.append(following)
    return found


def _is_uneven(periods: int) -> bool:
    """Return whether so many periods cannot be cut into equal parts: an axis' labels would stand beside them."""
    return all(periods % parts for parts in PARTS) and periods > PARTS[0]


def _after(unit: str, start: date) -> date | None:
    """Return the start of the next period; None at the end of the calendar."""
    steps = {"day": 1, "week": 7, "month": 32, "year": 370, "decade": 3700}
    try:
        return start_of(unit, start + timedelta(days=steps[unit]))
    except OverflowError:
        return None


def label(unit: str, start: date) -> str:
    """Return what a period is called that a day begins: `week of 6 January 2020`, `January 2020`, `1990s`."""
    year = f"{start.year:04}"
    if unit in ("day", "week"):
        return ("week of " if unit == "week" else "") + in_words(start.isoformat())
    return in_words(f"{year}-{start.month:02}") if unit == "month" else year + ("s" if unit == "decade" else "")


def days_in_words(first: date, last: date) -> str:
    """Return a stretch of days as people say it: `January 2023`, `2023`, `28 January 2023 to 2 February 2023`."""
    following = _after("day", last)
    if first.day == 1 and following is not None and following.day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return label("month", first)
        if (first.month, last.month, first.year) == (1, 12, last.year):
            return label("year", first)
    return f"{label('day', first)} to {label('day', last)}"


def tick(unit: str, start: str) -> str:
    """Return a period as short as an axis wants it: `17 Oct 2022`, `Oct 2022`, `2022`."""
    day = date.fromisoformat(start)
    year = f"{day.year:04}"
    if unit in ("year", "decade"):
        return year
    month = f"{month_name[day.month][:3]} {year}"
    return month if unit == "month" else f"{day.day} {month}"
