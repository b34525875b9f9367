"""Counts the coverage by period and outlet, and draws it as small bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from broadsheet.render.periods import PARTS, days_in_words, label, periods_between, start_of, tick, unit_of
from broadsheet.render.phrases import OUTLET_UNKNOWN

MOST_ROWS = 8
"""Outlets with a row of their own; the others share one."""
WIDTH, HEIGHT, WIDEST = 600, 24, 8
"""Of the drawing and of a bar at most, in its own units."""
_YEARS = 8
"""So many years have room for their numbers, each under its bar, on a phone too."""
FEW, LONG = 10, 3
"""One article in so many may be older than what is drawn, by so many times as long as that takes."""
_LEAST = 4
"""Articles of which one may."""
_OTHERS = " other outlets"


Stretch = tuple[int, int]
"""The first and the last period that an article can be from; the same one twice where that is known."""

Dated = tuple[date, date, str]
"""The first and the last day that an article can be from, and its outlet."""


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
    most_of_others: int
    """The highest of the row that many outlets share, which has a scale of its own; 0 where it needs none."""
    vague: dict[Stretch, str]
    """The days between which articles of several possible periods lie, in words."""
    early: int
    """How many are so much older than the others that they are only in the table."""
    before: str
    """The year or month before which those are."""
    earlier: tuple[tuple[str, list[tuple[str, int]]], ...]
    """When they are from, and how many each outlet had."""

    @property
    def ticks(self) -> list[str]:
        """Return the periods with which the equal parts of the axis begin; a short axis has a part for each."""
        n = len(self.starts)
        if self.unit == "year" and n <= _YEARS:
            return [tick(self.unit, start) for start in self.starts]
        steps = next((s for s in PARTS if n % s == 0), min(n, PARTS[0]))
        return [tick(self.unit, self.starts[part * n // steps]) for part in range(steps)]

    @property
    def busy(self) -> Iterator[tuple[str, list[tuple[str, int]]]]:
        """Yield the periods with articles and how many each outlet had: the chart's table twin."""
        yield from self.earlier
        for first, last in sorted({stretch for row in self.rows for stretch in row.counts}):
            found = [(row.name, row.counts[first, last]) for row in self.rows if (first, last) in row.counts]
            yield self.vague.get((first, last)) or self.labels[first], found


def timeline(items: Iterable[tuple[str, str, str]]) -> Timeline | None:
    """Return the chart of items; None if none is dated.

    An item is the first and the last day it can be from, as ISO days (empty: undated), and an outlet's name
    (empty: unknown).
    """
    items = list(items)
    dated = sorted(
        (date.fromisoformat(first), date.fromisoformat(last), name or OUTLET_UNKNOWN)
        for first, last, name in items
        if first
    )
    if not dated:
        return None
    early = _how_many_early(dated)
    older, drawn = dated[:early], dated[early:]
    begin, end = drawn[0][0], _latest(drawn)
    unit = unit_of(begin, end)
    starts = periods_between(unit, begin, end)
    place = {start: n for n, start in enumerate(starts)}
    counts: Counter[tuple[str, Stretch]] = Counter()
    between: dict[Stretch, tuple[date, date]] = {}
    for first, last, name in drawn:
        stretch = place[start_of(unit, first)], place[start_of(unit, last)]
        counts[name, stretch] += 1
        if stretch[0] != stretch[1]:
            known = between.get(stretch, (first, last))
            between[stretch] = min(known[0], first), max(known[1], last)
    named = _gather(counts)
    coarse = "year" if older and _latest(older).year < begin.year else "month"
    most = max((n for (name, _), n in named.items() if not name.endswith(_OTHERS)), default=0)
    most_of_others = max((n for (name, _), n in named.items() if name.endswith(_OTHERS)), default=0)
    return Timeline(
        unit=unit,
        starts=tuple(start.isoformat() for start in starts),
        labels=tuple(label(unit, start) for start in starts),
        rows=tuple(_rows(named, len(starts), most, most_of_others)),
        undated=len(items) - len(dated),
        most=most,
        most_of_others=most_of_others if most_of_others > most else 0,
        vague={stretch: days_in_words(*days) for stretch, days in between.items()},
        early=early,
        before=label(coarse, begin) if older else "",
        earlier=tuple(_told(older, coarse)),
    )


def _latest(dated: Iterable[Dated]) -> date:
    return max(last for _, last, _ in dated)


def _how_many_early(dated: Sequence[Dated]) -> int:
    """Return how many articles, in order, are few and so much older that the others would be drawn as one blot."""
    end = _latest(dated)
    for n in range(max(len(dated) // FEW, len(dated) >= _LEAST), 0, -1):
        begin = dated[n][0]
        least = LONG * (end - begin)
        if begin - dated[n - 1][0] > least > timedelta() and begin - _latest(dated[:n]) > least:
            return n if unit_of(begin, end) != unit_of(dated[0][0], end) else 0
    return 0


def _told(older: Iterable[Dated], unit: str) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Yield when articles before the drawing are from, to the year or month, and how many each outlet had."""
    counts = Counter((start_of(unit, first), start_of(unit, last), name) for first, last, name in older)
    for (first, last), found in groupby(sorted(counts.items()), lambda item: item[0][:2]):
        words = " to ".join(dict.fromkeys((label(unit, first), label(unit, last))))
        yield words, [(name, n) for (_, _, name), n in found]


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


def _rows(counts: Counter[tuple[str, Stretch]], periods: int, most: int, most_of_others: int) -> Iterator[Row]:
    of: dict[str, dict[Stretch, int]] = {}
    for (name, stretch), n in sorted(counts.items()):
        of.setdefault(name, {})[stretch] = n
    for name, found in sorted(of.items(), key=_row_order):
        known = {stretch: n for stretch, n in found.items() if stretch[0] == stretch[1]}
        vague = {stretch: n for stretch, n in found.items() if stretch[0] != stretch[1]}
        high = max(most, most_of_others) if name.endswith(_OTHERS) else most
        yield Row(name, sum(found.values()), _bars(known, periods, high), _bars(vague, periods, high), found)


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
