"""The timeline of the coverage."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import chain

import pytest

from broadsheet.render.timeline import MOST_PERIODS, MOST_ROWS, timeline


def days(count: int, step: int, first: date = date(2020, 1, 1)) -> list[tuple[str, str]]:
    return [((first + timedelta(days=n * step)).isoformat(), f"Outlet {n % 3}") for n in range(count)]


def test_there_is_no_chart_without_dates() -> None:
    assert timeline([]) is None
    assert timeline([("", "A"), ("", "B")]) is None


@pytest.mark.parametrize(
    ("step", "unit"), [(1, "day"), (15, "week"), (60, "month"), (1000, "year"), (5000, "decade")]
)
def test_the_unit_grows_with_the_time_covered(step: int, unit: str) -> None:
    chart = timeline(days(20, step))
    assert chart is not None
    assert chart.unit == unit
    assert len(chart.labels) <= MOST_PERIODS + 2


def test_every_dated_item_is_counted_once_and_the_undated_are_told() -> None:
    chart = timeline([*days(50, 3), ("", "Outlet 1")])
    assert chart is not None
    assert sum(row.total for row in chart.rows) == 50
    assert sum(chain.from_iterable(row.counts for row in chart.rows)) == 50
    assert sum(n for _, found in chart.busy for _, n in found) == 50
    assert chart.undated == 1


def test_many_outlets_share_a_row() -> None:
    chart = timeline([("2020-01-01", f"Outlet {n % 40}") for n in range(400)])
    assert chart is not None
    assert len(chart.rows) == MOST_ROWS + 1
    assert "32 other outlets" in [row.name for row in chart.rows]


def test_ten_thousand_articles_make_a_few_kilobytes_in_linear_time() -> None:
    start = time.process_time()
    chart = timeline([(day, f"Outlet {n % 200}") for n, (day, _) in enumerate(days(10_000, 1, date(1990, 1, 1)))])
    assert chart is not None
    assert sum(len(row.path) for row in chart.rows) < 12_000
    assert time.process_time() - start < 2


def test_the_ends_of_the_calendar_are_no_obstacle() -> None:
    for first, last in (("0001-01-01", "0001-01-03"), ("9999-12-01", "9999-12-31"), ("0001-01-01", "9999-12-31")):
        assert timeline([(first, "A"), (last, "B")]) is not None


def test_a_week_begins_on_monday() -> None:
    chart = timeline(days(20, 15, date(2020, 1, 8)))
    assert chart is not None
    assert date.fromisoformat(chart.starts[0]).weekday() == 0
    assert chart.labels[0] == "week of 6 January 2020"
    assert chart.ticks[0] == "6 Jan 2020"
