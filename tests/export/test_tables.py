"""The tables say the same in every format, and every offset leads to its words."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from broadsheet.export import Holdings, files, save
from broadsheet.export.columns import columns, json_schema
from broadsheet.export.ledger import TABLES as LEDGER
from broadsheet.export.tables import TABLES, Table
from tests.export.making import AWKWARD_ARTICLES, exported, plain, project_holdings, rows_of, shelf

csv.field_size_limit(10_000_000)


@pytest.fixture
def holdings(every_kind: Path) -> Holdings:
    return project_holdings(every_kind)


def read_csv(table: Table, holdings: Holdings) -> list[dict[str, object]]:
    kinds = {c.name: c for c in columns(table.model)}
    text = exported(holdings, "csv")[f"data/{table.name}.csv"].decode()
    found = []
    for row in csv.DictReader(io.StringIO(text, newline="")):
        found.append({name: value_of(cell, kinds[name].kind, kinds[name].required) for name, cell in row.items()})
    return found


def value_of(cell: str, kind: str, required: bool) -> object:
    if cell == "" and not required:
        return None
    return plain(cell) if kind == "string" else json.loads(cell)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_csv_says_what_json_lines_say(table: Table, holdings: Holdings) -> None:
    assert read_csv(table, holdings) == rows_of(table, holdings)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_awkward_words_survive_csv(table: Table) -> None:
    awkward = shelf(AWKWARD_ARTICLES)
    assert read_csv(table, awkward) == rows_of(table, awkward)


def test_no_cell_of_csv_begins_a_formula() -> None:
    text = exported(shelf(AWKWARD_ARTICLES), "csv")["data/articles.csv"].decode()
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
    assert "'=1+1 is what it says" in cells


@pytest.mark.parametrize("table", [*TABLES, *LEDGER], ids=lambda t: t.name)
def test_every_row_fits_the_schema_beside_it(table: Table, holdings: Holdings) -> None:
    schema = json_schema(table.name, table.model)
    for row in rows_of(table, holdings):
        assert list(row) == list(schema["properties"]) == schema["required"]
        assert table.model.model_validate_json(json.dumps(row), strict=True).model_dump(mode="json") == row


def test_the_database_says_what_json_lines_say(holdings: Holdings, tmp_path: Path) -> None:
    for file in files(holdings, ["sqlite"]):
        save(file, tmp_path)
    database = sqlite3.connect(tmp_path / "data" / "corpus.sqlite")
    for table in TABLES:
        arrays = {c.name for c in columns(table.model) if c.kind == "array"}
        cursor = database.execute(f"SELECT * FROM {table.name}")  # noqa: S608
        names = [d[0] for d in cursor.description]
        found = [
            {n: json.loads(v) if n in arrays else v for n, v in zip(names, row, strict=True)} for row in cursor
        ]
        assert found == rows_of(table, holdings)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    hits = database.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'quay'").fetchall()
    assert len(hits) == 1
    database.close()


def test_every_offset_leads_to_its_words(holdings: Holdings) -> None:
    tables = {t.name: rows_of(t, holdings) for t in TABLES}
    texts = {row["id"]: row["text"] or "" for row in tables["articles"]}
    raws = {e.raw.id: e.raw.text for e in holdings.corpus.entries}
    assert tables["mentions"]
    for row in tables["mentions"]:
        assert texts[row["article"]][row["start"] : row["end"]] == row["text"]  # type: ignore[index,misc]
    assert tables["claims"]
    for row in tables["claims"]:
        text, raw = texts[row["article"]], raws[row["article"]]  # type: ignore[index]
        assert " […] ".join(text[a:b] for a, b in row["spans"]) == row["text"]  # type: ignore[attr-defined]
        assert all(raw[a:b] for a, b in row["raw_spans"])  # type: ignore[attr-defined]


def test_counts_agree_with_the_corpus(holdings: Holdings) -> None:
    counts = {t.name: len(rows_of(t, holdings)) for t in TABLES}
    published = holdings.library.articles
    assert counts["articles"] == len(holdings.corpus.entries)
    assert counts["claims"] == sum(len(a.claims) for a in published)
    assert counts["mentions"] == sum(len(a.mentions) for a in published)
    assert counts["topics"] == len(holdings.library.topics)
