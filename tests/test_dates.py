"""Dates are kept as far as they are known."""

import calendar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import dates


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "words"),
    [
        ("2023-01-06", "2023-01-06", "2023-01-06", "6 January 2023"),
        ("2023-01-06~", "2023-01-06", "2023-01-06", "about 6 January 2023"),
        ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
        ("2023?", "2023-01-01", "2023-12-31", "perhaps 2023"),
        ("2022-10-19/2022-10-23", "2022-10-19", "2022-10-23", "19 October 2022 to 23 October 2022"),
        ("2020-08/..", "2020-08-01", None, "August 2020 or later"),
        ("../2020-08", None, "2020-08-31", "August 2020 or earlier"),
    ],
)
def test_a_date_has_its_earliest_and_latest_day(edtf: str, earliest: str, latest: str, words: str) -> None:
    found = dates.parse(edtf)
    assert (found.edtf, found.earliest, found.latest) == (edtf, earliest, latest)
    assert dates.in_words(edtf) == words


@pytest.mark.parametrize(
    "text", ["", "may", "2024-02-30", "2024-13", "24-01-01", "../..", "2024/2023", "2024-1-1", "１９９９"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^'"):
        dates.parse(text)


@given(st.dates(min_value=calendar.datetime.date(1000, 1, 1)))
def test_every_day_of_the_calendar_is_a_date(day: calendar.datetime.date) -> None:
    assert dates.parse(day.isoformat()).earliest == day.isoformat()


def test_the_undated_come_last() -> None:
    keys = [dates.sort_key(None), dates.sort_key(dates.parse("2023-01/..")), dates.sort_key(dates.parse("2022"))]
    assert sorted(keys) == [keys[2], keys[1], keys[0]]


@pytest.mark.parametrize(
    ("edtf", "sure"),
    [
        ("2023-01-06", "2023-01-06"),
        ("2023-01", "2023-01"),
        ("2023", "2023"),
        ("2023-01-02/2023-01-06", "2023-01"),
        ("2023-01-02/2023-02", "2023"),
        ("2022-12-31/2023-01-01", ""),
        ("2023/..", ""),
        ("2023-01-06~", ""),
        ("2023?", ""),
        ("2023-01-02/2023-01-06%", ""),
    ],
)
def test_what_is_sure_of_a_date_is_a_day_a_month_or_a_year(edtf: str, sure: str) -> None:
    assert dates.sure(dates.parse(edtf)) == sure


def test_of_no_date_nothing_is_sure() -> None:
    assert dates.sure(None) == ""


@pytest.mark.parametrize(
    ("edtf", "numbers"),
    [
        ("2023-01-06~", ((2023, 1, 6),)),
        ("2023-01", ((2023, 1),)),
        ("2022/2023-01", ((2022,), (2023, 1))),
        ("2023/..", ()),
    ],
)
def test_a_date_or_both_ends_of_an_interval_are_told_in_numbers(
    edtf: str, numbers: tuple[tuple[int, ...], ...]
) -> None:
    assert dates.numbers(edtf) == numbers


@pytest.mark.parametrize(
    ("numbers", "order", "day"),
    [
        ((25, 4, 2019), None, "2019-04-25"),
        ((4, 25, 2019), None, "2019-04-25"),
        ((4, 4, 2019), None, "2019-04-04"),
        ((3, 4, 2019), None, None),
        ((3, 4, 2019), "day-first", "2019-04-03"),
        ((3, 4, 2019), "month-first", "2019-03-04"),
        ((25, 4, 2019), "month-first", None),
        ((31, 2, 2019), None, None),
    ],
)
def test_numbers_are_a_day_where_only_one_can_be_meant(
    numbers: tuple[int, int, int], order: dates.DayOrder | None, day: str | None
) -> None:
    assert dates.of_numbers(*numbers, order) == day


@pytest.mark.parametrize(
    ("edtf", "days", "month"),
    [
        ("2023-01-06", ("2023-01-06", "2023-01-06"), "2023-01"),
        ("2023-02", ("2023-02-01", "2023-02-28"), "2023-02"),
        ("2023", ("2023-01-01", "2023-12-31"), "2023"),
        ("2022-12/2023-01", ("2022-12-01", "2023-01-31"), "2023-01"),
        ("../2023-01", ("2023-01-31", "2023-01-31"), "2023-01"),
        ("2023-01/..", ("2023-01-01", "2023-01-01"), "2023-01"),
    ],
)
def test_lists_and_search_put_a_date_under_one_month(edtf: str, days: tuple[str, str], month: str) -> None:
    found = dates.parse(edtf)
    assert (dates.days(found), dates.month(found)) == (days, month)
    assert (dates.days(None), dates.month(None)) == (("", ""), "")
