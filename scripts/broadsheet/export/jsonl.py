"""Writes a table as JSON Lines: one object for each row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from broadsheet.export.columns import json_schema
from broadsheet.export.holdings import Holdings
from broadsheet.export.ledger import TABLES as LEDGER
from broadsheet.export.output import File, once
from broadsheet.export.rows import Row
from broadsheet.export.tables import TABLES, Table


def files(holdings: Holdings) -> Iterator[File]:
    """Yield every table as JSON Lines, with its JSON Schema beside it."""
    for table in TABLES:
        yield from of_table(table, holdings, "table")


def ledger_files(holdings: Holdings) -> Iterator[File]:
    """Yield what a corpus can be made from again, beside `articles.jsonl`."""
    for table in LEDGER:
        yield from of_table(table, holdings, table.name)


def of_table(table: Table, holdings: Holdings, entry: str) -> Iterator[File]:
    """Yield a table and its schema."""

    def chunks() -> Iterator[bytes]:
        return lines(table.fill(holdings))

    def schema() -> str:
        return json.dumps(json_schema(table.name, table.model), ensure_ascii=False, indent=2) + "\n"

    yield File(f"data/{table.name}.jsonl", "application/jsonl", chunks, entry, table.name)
    yield File(f"data/{table.name}.schema.json", "application/schema+json", once(schema))


def lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield one line of JSON for each row."""
    for row in rows:
        yield row.model_dump_json().encode() + b"\n"
