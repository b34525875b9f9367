"""Counts the coverage by period and outlet, and draws it as small bars."""

from __future__ import annotations

from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from broadsheet.dates import in_words

MOST_PERIODS = 60
"""Past this many bars the next longer period is taken."""
MOST_ROWS = 8
"""Outlets with a row of their own; the others share one."""
WIDTH, HEIGHT, WIDEST = 600, 24, 8
"""Of the drawing and of a bar at most, in its own units."""
UNITS = ("day", "week", "month", "year", "decade")


@dataclass(frozen=True)
class Row:
    """One outlet's bars."""

    name: str
    total: int
    path: str
    """The bars as SVG path data."""
    counts: tuple[int, ...]


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

    @property
    def ticks(self) -> list[str]:
        """Return the periods at the quarters of the axis; fewer where there are few."""
        steps = min(4, len(self.starts))
        return [_tick(self.unit, self.starts[n * len(self.starts) // steps]) for n in range(steps)]

    @property
    def busy(self) -> Iterator[tuple[str, list[tuple[str, int]]]]:
        """Yield the periods with articles and how many each outlet had: the chart's table twin."""
        for n, label in enumerate(self.labels):
            found = [(row.name, row.counts[n]) for row in self.rows if row.counts[n]]
            if found:
                yield label, found


def timeline(items: Iterable[tuple[str, str]]) -> Timeline | None:
    """Return the chart of items, each an ISO day (empty: undated) and an outlet's name; None if none is dated."""
    items = list(items)
    days = [date.fromisoformat(day) for day, _ in items if day]
    if not days:
        return None
    unit = _unit(min(days), max(days))
    starts = _periods(unit, min(days), max(days))
    place = {start: n for n, start in enumerate(starts)}
    counts = Counter((name, place[_start(unit, date.fromisoformat(day))]) for day, name in items if day)
    named = _gather(counts)
    most = max(named.values())
    rows = tuple(_rows(named, len(starts), most))
    isos = tuple(start.isoformat() for start in starts)
    return Timeline(unit, isos, tuple(_label(unit, s) for s in starts), rows, len(items) - len(days), most)


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
    while (following := _after(unit, found[-1])) is not None and following <= last:
        found.append(following)
    return found


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


def _tick(unit: str, start: str) -> str:
    """Return a period as short as an axis wants it: `17 Oct 2022`, `Oct 2022`, `2022`."""
    day = date.fromisoformat(start)
    year = f"{day.year:04}"
    if unit in ("year", "decade"):
        return year
    month = f"{month_name[day.month][:3]} {year}"
    return month if unit == "month" else f"{day.day} {month}"


def _gather(counts: Counter[tuple[str, int]]) -> Counter[tuple[str, int]]:
    """Return counts in which the smaller outlets are taken together."""
    totals: Counter[str] = Counter()
    for (name, _), n in counts.items():
        totals[name] += n
    if len(totals) <= MOST_ROWS + 1:
        return counts
    own = {name for name, _ in sorted(totals.items(), key=_most_first)[:MOST_ROWS]}
    gathered: Counter[tuple[str, int]] = Counter()
    for (name, period), n in counts.items():
        gathered[(name if name in own else f"{len(totals) - len(own)} other outlets", period)] += n
    return gathered


def _rows(counts: Counter[tuple[str, int]], periods: int, most: int) -> Iterator[Row]:
    totals: Counter[str] = Counter()
    for (name, _), n in counts.items():
        totals[name] += n
    first = {name: min(n for other, n in counts if other == name) for name in totals}
    for name, total in sorted(totals.items(), key=lambda item: (-item[1], first[item[0]], item[0])):
        row = tuple(counts[(name, n)] for n in range(periods))
        yield Row(name, total, _bars(row, most), row)


def _bars(row: Sequence[int], most: int) -> str:
    """Return bars that stand on a common ground, each at the start of its period; the smallest is still seen."""
    step = WIDTH / len(row)
    width = round(min(WIDEST, step * 0.8), 1)
    drawn = []
    for n, count in enumerate(row):
        if count:
            height = max(3, round(count / most * HEIGHT))
            drawn.append(f"M{round(n * step)} {HEIGHT}v-{height}h{width:g}v{height}z")
    return "".join(drawn)


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
