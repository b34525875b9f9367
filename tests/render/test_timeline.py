"""The timeline of the coverage."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import chain

import pytest

from broadsheet.render.periods import MOST_PERIODS
from broadsheet.render.timeline import MOST_ROWS, timeline


def days(count: int, step: int, first: date = date(2020, 1, 1)) -> list[tuple[str, str, str]]:
    dated = ((first + timedelta(days=n * step)).isoformat() for n in range(count))
    return [(day, day, f"Outlet {n % 3}") for n, day in enumerate(dated)]


def test_there_is_no_chart_without_dates() -> None:
    assert timeline([]) is None
    assert timeline([("", "", "A"), ("", "", "B")]) is None


@pytest.mark.parametrize(
    ("step", "unit"), [(1, "day"), (15, "week"), (60, "month"), (1000, "year"), (5000, "decade")]
)
def test_the_unit_grows_with_the_time_covered(step: int, unit: str) -> None:
    chart = timeline(days(20, step))
    assert chart is not None
    assert chart.unit == unit
    assert len(chart.labels) <= MOST_PERIODS + 4


def test_every_dated_item_is_counted_once_and_the_undated_are_told() -> None:
    chart = timeline([*days(50, 3), ("", "", "Outlet 1")])
    assert chart is not None
    assert sum(row.total for row in chart.rows) == 50
    assert sum(chain.from_iterable(row.counts.values() for row in chart.rows)) == 50
    assert sum(n for _, found in chart.busy for _, n in found) == 50
    assert chart.undated == 1


def test_many_outlets_share_a_row() -> None:
    chart = timeline([("2020-01-01", "2020-01-01", f"Outlet {n % 40}" if n else "") for n in range(400)])
    assert chart is not None
    assert len(chart.rows) == MOST_ROWS + 2
    assert [(row.name, row.total) for row in chart.rows][-2:] == [("32 other outlets", 319), ("Outlet unknown", 1)]


def test_the_row_of_many_outlets_makes_no_others_small() -> None:
    chart = timeline([("2020-01-01", "2020-01-01", f"Outlet {n % 40}") for n in range(400)])
    assert chart is not None
    assert (chart.most, chart.most_of_others) == (10, 320)
    assert all("v-24h" in row.path for row in chart.rows)
    few = timeline([("2020-01-01", "2020-01-01", f"Outlet {n % 4}") for n in range(40)])
    assert few is not None
    assert (few.most, few.most_of_others) == (10, 0)


def test_ten_thousand_articles_make_a_few_kilobytes_in_linear_time() -> None:
    start = time.process_time()
    chart = timeline(
        [(day, day, f"Outlet {n % 200}") for n, (day, _, _) in enumerate(days(10_000, 1, date(1990, 1, 1)))]
    )
    assert chart is not None
    assert sum(len(row.path) for row in chart.rows) < 12_000
    assert time.process_time() - start < 2


def test_the_ends_of_the_calendar_are_no_obstacle() -> None:
    for first, last in (("0001-01-01", "0001-01-03"), ("9999-12-01", "9999-12-31"), ("0001-01-01", "9999-12-31")):
        assert timeline([(first, first, "A"), (last, last, "B")]) is not None


def test_a_week_begins_on_monday() -> None:
    chart = timeline(days(20, 15, date(2020, 1, 8)))
    assert chart is not None
    assert date.fromisoformat(chart.starts[0]).weekday() == 0
    assert chart.labels[0] == "week of 6 January 2020"
    assert chart.ticks[0] == "6 Jan 2020"


@pytest.mark.parametrize("count", range(1, 40))
def test_the_labels_of_the_axis_stand_where_their_periods_begin(count: int) -> None:
    chart = timeline(days(count, 1))
    assert chart is not None
    periods, parts = len(chart.starts), len(chart.ticks)
    assert periods % parts == 0
    assert count <= periods <= count + 2
    began = [date.fromisoformat(chart.starts[part * periods // parts]) for part in range(parts)]
    assert chart.ticks == [f"{day.day} {day:%b} {day.year}" for day in began]


def test_a_month_is_shown_as_a_month_among_days() -> None:
    chart = timeline([("2023-01-06", "2023-01-06", "A"), ("2023-01-01", "2023-01-31", "B")])
    assert chart is not None
    known, vague = chart.rows[1], chart.rows[0]
    assert (known.name, known.pale, vague.name, vague.path) == ("A", "", "B", "")
    assert vague.pale.startswith(f"M0 24v-24h{30 * 600 / len(chart.starts) + 8:.1f}")
    assert dict(chart.busy) == {"January 2023": [("B", 1)], "6 January 2023": [("A", 1)]}


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2023-01-01", "2023-12-31", "2023"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2023-01-28", "2023-02-02", "28 January 2023 to 2 February 2023"),
        ("9999-12-01", "9999-12-31", "1 December 9999 to 31 December 9999"),
    ],
)
def test_days_between_which_an_article_lies_are_said_as_people_say_them(first: str, last: str, words: str) -> None:
    chart = timeline([(first, last, "A")])
    assert chart is not None
    assert [label for label, _ in chart.busy] == [words]


OLD = ("1994-06-01", "1994-06-01", "Outlet 7")


def test_what_is_far_older_than_all_else_is_told_in_words_and_in_the_table() -> None:
    recent = days(20, 1, date(2023, 1, 6))
    chart, alone = timeline([OLD, *recent]), timeline(recent)
    assert chart is not None
    assert alone is not None
    assert (chart.unit, chart.early, chart.before) == ("day", 1, "2023")
    assert (chart.starts, chart.rows, chart.ticks) == (alone.starts, alone.rows, alone.ticks)
    assert list(chart.busy) == [("1994", [("Outlet 7", 1)]), *alone.busy]
    assert (alone.early, alone.before) == (0, "")


def test_what_is_older_within_the_same_year_is_told_to_the_month() -> None:
    chart = timeline([("2023-01-03", "2023-01-03", "A"), *days(20, 1, date(2023, 10, 6))])
    assert chart is not None
    assert (chart.early, chart.before, next(chart.busy)) == (1, "October 2023", ("January 2023", [("A", 1)]))


@pytest.mark.parametrize(
    "items",
    [
        [OLD, *days(2, 1)],  # one of three is no exception
        [*[OLD] * 3, *days(20, 1)],  # nor are three of twenty-three
        [OLD, *days(20, 400)],  # the others take long themselves
        [OLD, *days(20, 0)],  # what is left would be a single bar
        [("1994-06-01", "2023-01-01", "Outlet 7"), *days(20, 1)],  # may be as young as the others
        days(20, 2),
        [],
    ],
)
def test_nothing_is_left_out_without_need(items: list[tuple[str, str, str]]) -> None:
    chart = timeline(items)
    assert chart is None or chart.early == 0


def test_several_outlets_and_vague_days_among_the_old_are_told() -> None:
    vague = ("1990-01-01", "1991-12-31", "Outlet 8")
    chart = timeline([OLD, OLD, vague, *days(40, 1)])
    assert chart is not None
    assert list(chart.busy)[:2] == [("1990 to 1991", [("Outlet 8", 1)]), ("1994", [("Outlet 7", 2)])]


def test_a_few_years_are_all_named() -> None:
    chart = timeline([(f"{year}-05-01", f"{year}-05-01", "A") for year in (2013, 2015, 2018)])
    assert chart is not None
    assert chart.ticks == ["2013", "2014", "2015", "2016", "2017", "2018"]
