"""Counts the coverage by period and outlet, and draws it as small bars."""

from __future__ import annotations

from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from broadsheet.dates import in_words
from broadsheet.render.phrases import OUTLET_UNKNOWN

MOST_PERIODS = 60
"""Past this many bars the next longer period is taken."""
MOST_ROWS = 8
"""Outlets with a row of their own; the others share one."""
WIDTH, HEIGHT, WIDEST = 600, 24, 8
"""Of the drawing and of a bar at most, in its own units."""
PARTS = (4, 3)
"""Into how many equal parts an axis is cut; up to two empty periods are added to it for that."""
_OTHERS = " other outlets"
UNITS = ("day", "week", "month", "year", "decade")


Stretch = tuple[int, int]
"""The first and the last period that an article can be from; the same one twice where that is known."""


@dataclass(frozen=True)
class Row:
    """One outlet's bars."""

    name: str
    total: int
    path: str
    """The bars of what is known to the period, as SVG path data."""
    pale: str
    """The bars of what can be from several periods, from the first of them to the last."""
    counts: dict[Stretch, int]


@dataclass(frozen=True)
class Timeline:
    """A chart of how many articles appeared when, and where."""

    unit: str
    """What one bar stands for: day, week, month, year or decade."""
    starts: tuple[str, ...]
    """The first day of each period."""
    labels: tuple[str, ...]
    """The periods in words."""
    rows: tuple[Row, ...]
    undated: int
    most: int
    """The highest bar."""
    vague: dict[Stretch, str]
    """The days between which articles of several possible periods lie, in words."""

    @property
    def ticks(self) -> list[str]:
        """Return the periods with which the equal parts of the axis begin; a short axis has a part for each."""
        n = len(self.starts)
        steps = next((s for s in PARTS if n % s == 0), min(n, PARTS[0]))
        return [_tick(self.unit, self.starts[part * n // steps]) for part in range(steps)]

    @property
    def busy(self) -> Iterator[tuple[str, list[tuple[str, int]]]]:
        """Yield the periods with articles and how many each outlet had: the chart's table twin."""
        for first, last in sorted({stretch for row in self.rows for stretch in row.counts}):
            found = [(row.name, row.counts[first, last]) for row in self.rows if (first, last) in row.counts]
            yield self.vague.get((first, last)) or self.labels[first], found


def timeline(items: Iterable[tuple[str, str, str]]) -> Timeline | None:
    """Return the chart of items; None if none is dated.

    An item is the first and the last day it can be from, as ISO days (empty: undated), and an outlet's name
    (empty: unknown).
    """
    items = list(items)
    dated = [
        (date.fromisoformat(first), date.fromisoformat(last), name or OUTLET_UNKNOWN)
        for first, last, name in items
        if first
    ]
    if not dated:
        return None
    begin, end = min(first for first, _, _ in dated), max(last for _, last, _ in dated)
    unit = _unit(begin, end)
    starts = _periods(unit, begin, end)
    place = {start: n for n, start in enumerate(starts)}
    counts: Counter[tuple[str, Stretch]] = Counter()
    between: dict[Stretch, tuple[date, date]] = {}
    for first, last, name in dated:
        stretch = place[_start(unit, first)], place[_start(unit, last)]
        counts[name, stretch] += 1
        if stretch[0] != stretch[1]:
            known = between.get(stretch, (first, last))
            between[stretch] = min(known[0], first), max(known[1], last)
    named = _gather(counts)
    most = max(named.values())
    return Timeline(
        unit=unit,
        starts=tuple(start.isoformat() for start in starts),
        labels=tuple(_label(unit, start) for start in starts),
        rows=tuple(_rows(named, len(starts), most)),
        undated=len(items) - len(dated),
        most=most,
        vague={stretch: _days_in_words(*days) for stretch, days in between.items()},
    )


def _unit(first: date, last: date) -> str:
    return next((u for u in UNITS if _how_many(u, first, last) <= MOST_PERIODS), UNITS[-1])


def _how_many(unit: str, first: date, last: date) -> int:
    days = (last - first).days
    return {"day": days, "week": days // 7, "month": days // 30, "year": days // 365}.get(unit, 0) + 1


def _start(unit: str, day: date) -> date:
    """Return the first day of the period a day lies in."""
    if unit == "week":
        return max(day, date.min + timedelta(days=7)) - timedelta(days=day.weekday())
    if unit == "day":
        return day
    if unit == "month":
        return day.replace(day=1)
    return date(day.year if unit == "year" else max(1, day.year // 10 * 10), 1, 1)


def _periods(unit: str, first: date, last: date) -> list[date]:
    found = [_start(unit, first)]
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
        return _start(unit, start + timedelta(days=steps[unit]))
    except OverflowError:
        return None


def _label(unit: str, start: date) -> str:
    year = f"{start.year:04}"
    if unit in ("day", "week"):
        return ("week of " if unit == "week" else "") + in_words(start.isoformat())
    return in_words(f"{year}-{start.month:02}") if unit == "month" else year + ("s" if unit == "decade" else "")


def _days_in_words(first: date, last: date) -> str:
    """Return a stretch of days as people say it: `January 2023`, `2023`, `28 January 2023 to 2 February 2023`."""
    following = _after("day", last)
    if first.day == 1 and following is not None and following.day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return _label("month", first)
        if (first.month, last.month, first.year) == (1, 12, last.year):
            return _label("year", first)
    return f"{_label('day', first)} to {_label('day', last)}"


def _tick(unit: str, start: str) -> str:
    """Return a period as short as an axis wants it: `17 Oct 2022`, `Oct 2022`, `2022`."""
    day = date.fromisoformat(start)
    year = f"{day.year:04}"
    if unit in ("year", "decade"):
        return year
    month = f"{month_name[day.month][:3]} {year}"
    return month if unit == "month" else f"{day.day} {month}"


def _gather(counts: Counter[tuple[str, Stretch]]) -> Counter[tuple[str, Stretch]]:
    """Return counts in which the smaller outlets are taken together; "unknown" may be any of them, or none."""
    totals: Counter[str] = Counter()
    for (name, _), n in counts.items():
        totals[name] += n
    totals.pop(OUTLET_UNKNOWN, None)
    if len(totals) <= MOST_ROWS + 1:
        return counts
    own = {OUTLET_UNKNOWN, *(name for name, _ in sorted(totals.items(), key=_most_first)[:MOST_ROWS])}
    others = f"{len(totals) - MOST_ROWS}{_OTHERS}"
    gathered: Counter[tuple[str, Stretch]] = Counter()
    for (name, period), n in counts.items():
        gathered[(name if name in own else others, period)] += n
    return gathered


def _rows(counts: Counter[tuple[str, Stretch]], periods: int, most: int) -> Iterator[Row]:
    of: dict[str, dict[Stretch, int]] = {}
    for (name, stretch), n in sorted(counts.items()):
        of.setdefault(name, {})[stretch] = n
    for name, found in sorted(of.items(), key=_row_order):
        known = {stretch: n for stretch, n in found.items() if stretch[0] == stretch[1]}
        vague = {stretch: n for stretch, n in found.items() if stretch[0] != stretch[1]}
        yield Row(name, sum(found.values()), _bars(known, periods, most), _bars(vague, periods, most), found)


def _row_order(row: tuple[str, dict[Stretch, int]]) -> tuple[bool, bool, int, Stretch, str]:
    """Return what rows are ordered by: the larger outlets, all others, and what nobody knows."""
    name, found = row
    return name == OUTLET_UNKNOWN, name.endswith(_OTHERS), -sum(found.values()), min(found), name


def _bars(found: dict[Stretch, int], periods: int, most: int) -> str:
    """Return bars on a common ground, each from the start of its first period; the smallest is still seen."""
    step = WIDTH / periods
    width = min(WIDEST, step * 0.8)
    drawn = []
    for (first, last), count in found.items():
        height = max(3, round(count / most * HEIGHT))
        wide = round((last - first) * step + width, 1)
        drawn.append(f"M{round(first * step)} {HEIGHT}v-{height}h{wide:g}v{height}z")
    return "".join(drawn)


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
