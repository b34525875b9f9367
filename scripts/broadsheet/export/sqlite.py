"""Writes all tables as one SQLite database with full-text search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from broadsheet.export.columns import Column, columns
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import File
from broadsheet.export.spool import Spool, rows
from broadsheet.export.tables import TABLES, Table

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "array": "TEXT"}


def files(holdings: Holdings, spool: Spool) -> list[File]:
    """Return the database, which is written from now on."""
    parts = spool.parts_of(*map(_lines_of, TABLES))
    made = spool.beside(partial(_write, spool))
    return [File("data/corpus.sqlite", "application/vnd.sqlite3", made, "sqlite", parts=parts)]


def _lines_of(table: Table) -> str:
    return f"{table.name}.sqlite"


def _write(spool: Spool, path: Path) -> None:
    try:
        _fill(path, spool)
    except sqlite3.OperationalError as e:  # SQL of our own cannot fail otherwise than by the disk
        raise OSError(0, f"the database cannot be written: {e}", str(path)) from e


def _fill(path: Path, spool: Spool) -> None:
    # A file that is thrown away when anything goes wrong needs no journal.
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        for last in _lasts(spool):
            database.execute("ATTACH DATABASE ? AS last", [last])
        database.execute("BEGIN")
        for table in TABLES:
            found = columns(table.model)
            database.execute(_create(table, found))
            _insert(database, table, len(found), spool)
            for statement in _indexes(table):
                database.execute(statement)
        database.execute("COMMIT")


def _lasts(spool: Spool) -> set[str]:
    """Return the database of the last export, where rows are taken from it."""
    used = (stretch for table in TABLES for stretch in spool.stretches(_lines_of(table)))
    return {stretch.path for stretch in used if not spool.is_own(stretch)}


def _insert(database: sqlite3.Connection, table: Table, width: int, spool: Spool) -> None:
    for stretch in spool.stretches(_lines_of(table)):
        into = f"INSERT INTO main.{table.name}"
        if spool.is_own(stretch):
            database.executemany(f"{into} VALUES ({', '.join('?' * width)})", rows(stretch))
        else:
            wanted = f"SELECT * FROM last.{table.name} WHERE rowid > ? AND rowid <= ?"  # noqa: S608
            database.execute(f"{into} {wanted}", [stretch.first, stretch.last])


def _create(table: Table, found: tuple[Column, ...]) -> str:
    lines = [f'"{c.name}" {_TYPES[c.kind]}{" NOT NULL" if c.required else ""}' for c in found]
    lines += [f"PRIMARY KEY ({', '.join(table.key)})"] if table.key else []
    lines += [f'FOREIGN KEY ("{column}") REFERENCES {other} (id)' for column, other in table.links]
    return f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(lines) + "\n)"


def _indexes(table: Table) -> Iterator[str]:
    """Yield what makes look-ups fast; the full-text table has the name and form that Datasette looks for."""
    for column, _ in table.links:
        yield f'CREATE INDEX {table.name}_{column} ON {table.name} ("{column}")'
    if table.search:
        names = ", ".join(f'"{name}"' for name in table.search)
        fts = f"{table.name}_fts"
        yield (
            f"CREATE VIRTUAL TABLE {fts} USING fts5"
            f"({names}, content=\"{table.name}\", tokenize='unicode61 remove_diacritics 2')"
        )
        yield f"INSERT INTO {fts} (rowid, {names}) SELECT rowid, {names} FROM {table.name}"  # noqa: S608
