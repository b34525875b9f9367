"""Any title, author and date comes back from every table, each read by another program."""

import csv
import io
import json
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema
import pyarrow
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from broadsheet.export.tables import TABLES
from tests.export.making import Told, dates, exported, hostile, plain, shelf

_COLUMNS = ("title", "byline", "date")


@settings(max_examples=40)
@given(st.lists(st.builds(Told, hostile, hostile | st.just(""), dates), min_size=1, max_size=3))
def test_any_words_come_back_from_every_table(told: list[Told]) -> None:
    made = exported(shelf(told), "jsonl", "csv", "parquet", "sqlite")
    wanted = sorted([(t.title, t.author or None, t.date or None) for t in told], key=repr)
    assert sorted(from_lines(made["data/articles.jsonl"]), key=repr) == wanted
    assert sorted(from_csv(made["data/articles.csv"]), key=repr) == wanted
    assert sorted(from_parquet(made["data/articles.parquet"]), key=repr) == wanted
    assert sorted(from_database(made["data/corpus.sqlite"]), key=repr) == wanted


Row = tuple[str | None, ...]


def from_lines(content: bytes) -> list[Row]:
    rows = [json.loads(line) for line in content.decode().split("\n")[:-1]]
    return [tuple(row[name] for name in _COLUMNS) for row in rows]


def from_csv(content: bytes) -> list[Row]:
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return [tuple(plain(row[name]) or None for name in _COLUMNS) for row in rows]


def from_parquet(content: bytes) -> list[Row]:
    rows = parquet.read_table(pyarrow.BufferReader(content), columns=list(_COLUMNS)).to_pylist()
    return [tuple(row[name] for name in _COLUMNS) for row in rows]


def from_database(content: bytes) -> list[Row]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.sqlite"
        path.write_bytes(content)
        database = sqlite3.connect(path)
        found = database.execute("SELECT title, byline, date FROM articles").fetchall()
        database.close()
        return found


def test_every_line_fits_its_schema(folder: Path) -> None:
    checked = 0
    for path in folder.glob("*.jsonl"):
        schema = json.loads((folder / f"{path.stem}.schema.json").read_text(encoding="utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
            validator.validate(json.loads(line))
            checked += 1
    assert checked > 20


def test_parquet_says_what_json_lines_say(folder: Path) -> None:
    paths = sorted(folder.glob("*.parquet"))
    assert [p.stem for p in paths] == sorted(table.name for table in TABLES)
    for path in paths:
        lines = path.with_suffix(".jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        assert parquet.read_table(path).to_pylist() == [json.loads(line) for line in lines]
        assert all(not field.nullable for field in parquet.read_schema(path) if field.name in ("id", "article"))
