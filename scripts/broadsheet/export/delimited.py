"""Writes a table as CSV (RFC 4180, UTF-8) that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

from pydantic_core import to_json

from broadsheet.export.columns import Column, columns
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import File
from broadsheet.export.spool import Spool
from broadsheet.export.tables import TABLES, Table

# What makes a spreadsheet calculate: https://owasp.org/www-community/attacks/CSV_Injection . Apostrophes in front
# are counted in, so that taking one away always gives the words back.
_STARTS = frozenset("'=+-@\t\r")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def files(holdings: Holdings, spool: Spool) -> Iterator[File]:
    """Yield every table as CSV: a header line and one record for each row."""
    for table in TABLES:
        parts = spool.parts_of(f"{table.name}.csv")
        yield File(f"data/{table.name}.csv", "text/csv", _chunks(table, spool), "csv", table.name, parts=parts)


def _chunks(table: Table, spool: Spool) -> Callable[[], Iterable[bytes]]:
    return lambda: chain([_csv([[c.name for c in columns(table.model)]])], spool.kept(f"{table.name}.csv")())


def records(cells: Iterable[Sequence[Any]]) -> bytes:
    """Return the cells of rows as records of CSV; a missing value is an empty cell."""
    return _csv(map(_safe, cells))


def _csv(lines: Iterable[Sequence[Any]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(lines)
    return buffer.getvalue().encode()


def cells(found: Sequence[Column], rows: Iterable[dict[str, Any]]) -> Iterator[Sequence[Any]]:
    """Yield the values of each row, lists as JSON, for formats that know no lists."""
    values = itemgetter(*(c.name for c in found))
    lists = tuple(c.kind == "array" for c in found)
    for row in rows:
        given = values(row)
        yield (
            [_json(v) if is_list else v for v, is_list in zip(given, lists, strict=True)] if any(lists) else given
        )


def _json(value: Any) -> str:
    return to_json(value).decode() if value else "[]"


def _safe(row: Sequence[Any]) -> list[Any]:
    """Return a row as CSV has it; written for speed, as most of the time of a table goes here."""
    return [_cell(v) if v.__class__ is bool or (v.__class__ is str and v[:1] in _STARTS) else v for v in row]


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return str(value).lower()
