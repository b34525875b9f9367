"""Writes every table as Parquet where pyarrow is there (the optional extra `parquet`)."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_origin

from broadsheet.export.columns import columns, kind_of
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import File
from broadsheet.export.rows import Row
from broadsheet.export.spool import Spool
from broadsheet.export.tables import TABLES, Table


def is_available() -> bool:
    """Return whether Parquet can be written here."""
    return importlib.util.find_spec("pyarrow") is not None


def files(holdings: Holdings, spool: Spool) -> list[File]:
    """Return every table as Parquet, which are written from now on; nothing where pyarrow is missing."""
    return [_file(table, spool) for table in TABLES] if is_available() else []


def _file(table: Table, spool: Spool) -> File:
    made = spool.beside(partial(_write, table, spool))
    return File(f"data/{table.name}.parquet", "application/vnd.apache.parquet", made, "parquet", table.name)


def _write(table: Table, spool: Spool, path: Path) -> None:
    """Write the file, a row group for each batch of lines."""
    arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    schema = _schema(arrow, table.model)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for lines in spool.batches(table.name):
            writer.write_table(_read(lines, schema))


def _read(lines: bytes, schema: Any) -> Any:
    """Return JSON Lines as a table; in one block, as no row may lie in two."""
    arrow, reader = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.json")
    options = reader.ReadOptions(use_threads=False, block_size=len(lines))
    parsing = reader.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    return reader.read_json(arrow.BufferReader(lines), options, parsing).cast(schema)


def _schema(arrow: Any, model: type[Row]) -> Any:
    return arrow.schema(list(_fields(arrow, model)))


def _fields(arrow: Any, model: type[Row]) -> Iterator[Any]:
    for column in columns(model):
        kind = _list(arrow, column.items) if column.kind == "array" else _plain(arrow, column.kind)
        yield arrow.field(column.name, kind, nullable=not column.required)


def _plain(arrow: Any, kind: str) -> Any:
    return {"string": arrow.string, "integer": arrow.int64, "number": arrow.float64, "boolean": arrow.bool_}[
        kind
    ]()


def _list(arrow: Any, items: Any) -> Any:
    if get_origin(items) is tuple:  # offsets
        return arrow.list_(_list(arrow, get_args(items)[0]))
    if isinstance(items, type) and issubclass(items, Row):
        return arrow.list_(arrow.struct(list(_fields(arrow, items))))
    return arrow.list_(_plain(arrow, kind_of(items)))
