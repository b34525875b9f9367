"""Spreadsheets call their columns as they like; what is not understood is told once, with what to do about it."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.cli.add import add
from broadsheet.contribute import Submission
from broadsheet.contribute.columns import COLUMNS, Reading
from broadsheet.contribute.known import in_order, with_date, with_outlet
from broadsheet.contribute.tables import read_csv, read_jsonl
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.words import table
from tests.conftest import Project


def test_columns_are_understood_as_spreadsheets_name_them(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(
        "Title,Publication Date,URL,Full_text,Source,Author\n"
        "Ferry,2019-03-04T10:00:00Z,https://planet.example/1,The ferry stops.,Daily Planet,L. Lane\n"
    )
    (row,) = read_csv(path)
    assert isinstance(row, Submission)
    assert (row.title, row.source_url, row.outlet, row.byline) == (
        "Ferry",
        "https://planet.example/1",
        "Daily Planet",
        "L. Lane",
    )
    assert (row.data, with_date(row).date) == (b"The ferry stops.\n", "2019-03-04")


def test_every_name_in_the_table_means_one_key() -> None:
    known = {key: names for key, names in table("columns").items() if key != "nothing"}
    names = [name for names in known.values() for name in names]
    assert len(names) == len(set(names))
    assert set(known) == set(COLUMNS) - {"id"}
    assert all(Reading().key(name.upper()) == key for key, names in known.items() for name in names)
    assert Reading().key("n/a") is None


def test_a_number_of_the_tables_own_is_no_id_of_ours() -> None:
    assert Reading().key("ID") is None
    assert Reading().key("id") == "id"


def test_columns_that_nobody_knows_are_told_once_and_together(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("ID,text,Shelf\n1,One,a\n2,Two,b\n,Three,\n")
    problem, row = read_csv(path)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.code) == (2, "IMPORT-COLUMN")
    assert "'ID', 'Shelf' are" in problem.message
    assert isinstance(row, Submission)
    assert row.data == b"Three\n"


def test_a_person_says_what_a_column_is_or_that_it_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"ID": 1, "Words of it": "One", "tags": ["a", "b"], "title": ""}\n')
    (row,) = read_jsonl(path, Reading({"ID": "", "Words of it": "text", "tags": ""}))
    assert isinstance(row, Submission)
    assert row.data == b"One\n"


def test_two_columns_that_mean_the_same_are_told(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("text,Title,Headline\nOne,Ferry,Bus\nTwo,Ferry,\n")
    problem, row = read_csv(path)
    assert isinstance(problem, Problem)
    assert problem.message == "'Headline' and another column are both the 'title'"
    assert isinstance(row, Submission)
    assert row.title == "Ferry"


@pytest.mark.parametrize(
    ("words", "order", "day"),
    [
        ("25/4/2019", None, "2019-04-25"),
        ("12/15/2020", None, "2020-12-15"),
        ("3.3.2019", None, "2019-03-03"),
        ("3/4/2019", None, "3/4/2019"),
        ("3/4/2019", "day-first", "2019-04-03"),
        ("3/4/2019 10:00", "month-first", "2019-03-04"),
        ("13/4/2019", "month-first", "13/4/2019"),
        ("31/2/2019", None, "31/2/2019"),
        ("3/4-2019", "day-first", "3/4-2019"),
        ("2019-03", "day-first", "2019-03"),
    ],
)
def test_a_date_in_numbers_is_taken_where_it_means_one_day(words: str, order: str | None, day: str) -> None:
    assert in_order(words, order) == day  # type: ignore[arg-type]


@given(st.text(max_size=60))
def test_any_words_are_a_date_or_stay_as_they_are(words: str) -> None:
    assert in_order(words) == words or len(in_order(words)) == 10


def test_an_address_is_no_name_of_an_outlet() -> None:
    with pytest.raises(BroadsheetError, match="is an address"):
        with_outlet(Submission(b"", "rows", outlet="https://planet.example/"), [])


def test_a_table_of_a_spreadsheet_is_added_as_it_is(project: Project, tmp_path: Path) -> None:
    root = project()
    path = tmp_path / "rows.csv"
    path.write_text("No.,Headline,Date,Full text\n7,Ferry,3/4/2024,The ferry stops.\n")
    options = ["--csv", str(path), "--root", str(root), "--yes"]
    unsure = CliRunner().invoke(add, [*options, "--column", "No.="], standalone_mode=False)
    assert "--dates day-first" in unsure.output
    wrong = CliRunner().invoke(add, [*options, "--column", "No.=number"])
    assert "write NAME=KEY" in wrong.output
    options += ["--column", "No.=", "--dates", "day-first"]
    done = CliRunner().invoke(add, options, standalone_mode=False)
    assert "1 article added" in done.output
    assert (root / "corpus/articles/2024-04-03-unknown-ferry.txt").read_text() == "The ferry stops.\n"
