"""Writes a table as JSON Lines: one object for each row."""

from __future__ import annotations

import json
from collections.abc import Iterator

from broadsheet.export.columns import json_schema
from broadsheet.export.holdings import Holdings
from broadsheet.export.ledger import TABLES as LEDGER
from broadsheet.export.output import File, once
from broadsheet.export.spool import Spool
from broadsheet.export.tables import TABLES, Table


def files(holdings: Holdings, spool: Spool) -> Iterator[File]:
    """Yield every table as JSON Lines, with its JSON Schema beside it."""
    for table in TABLES:
        yield from _of_table(table, spool, "table")


def ledger_files(holdings: Holdings, spool: Spool) -> Iterator[File]:
    """Yield what a corpus can be made from again, beside `articles.jsonl`."""
    for table in LEDGER:
        yield from _of_table(table, spool, table.name)


def _of_table(table: Table, spool: Spool, entry: str) -> Iterator[File]:
    def schema() -> str:
        return json.dumps(json_schema(table.name, table.model), ensure_ascii=False, indent=2) + "\n"

    rows, parts = spool.kept(table.name), spool.parts_of(table.name)
    yield File(f"data/{table.name}.jsonl", "application/jsonl", rows, entry, table.name, parts=parts)
    # Made from the program alone, for which what is remembered stands anyway.
    yield File(f"data/{table.name}.schema.json", "application/schema+json", once(schema), basis="schema")
