"""Writes the page that lists the downloads and says what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from broadsheet.export.columns import columns
from broadsheet.export.croissant import dataset
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import Written
from broadsheet.export.tables import TABLES
from broadsheet.render.escape import escape, escape_html, front_matter
from broadsheet.words import table as words


def data_page(holdings: Holdings, listed: Sequence[Written]) -> bytes:
    """Return `data/index.md`: every download with its size, and every column of every table."""
    title = holdings.corpus.config.title
    meta = {
        "title": "Data",
        "description": escape_html(f"{title}: all of it as data, in formats that other tools take as they are."),
        "kind": "data",
        "dataset": dataset(holdings, listed),
    }
    return (front_matter(meta) + "\n" + "\n".join(_body(holdings, listed)) + "\n").encode()


def _body(holdings: Holdings, listed: Sequence[Written]) -> Iterator[str]:
    yield "# Data"
    yield ""
    yield escape(words("exports")["about"]["page"].format(title=holdings.corpus.config.title))
    yield ""
    for section in words("exports")["sections"]:
        found = [w for w in listed if w.file.entry in section["files"]]
        if found:
            yield from _section(section["title"], found)
    yield from _single_files()
    yield from _columns()


def _section(title: str, found: Sequence[Written]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield "| File | Rows | Size | What it is |"
    yield "|---|---|---|---|"
    for written in found:
        name = PurePosixPath(written.file.path).relative_to("data").as_posix()
        rows = f"{written.lines:,}" if name.endswith(".jsonl") else ""
        yield f"| [{escape(name)}]({name}) | {rows} | {_size(written.size)} | {_about(written)} |"
    yield ""


def _about(written: Written) -> str:
    table = words("exports")["tables"].get(written.file.table, "")
    said = words("exports")["files"][written.file.entry]
    return escape(f"{table} {said}".strip() if written.file.entry in ("table", "csv", "parquet") else said)


def _size(size: int) -> str:
    """Return a size in words, decimal units."""
    for unit, factor in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= factor:
            return f"{size / factor:,.1f} {unit}"
    return f"{size} bytes"


def _single_files() -> Iterator[str]:
    yield "## Single articles, topics and outlets"
    yield ""
    yield from (f"- {escape(line)}" for line in words("exports")["about"]["single"])
    yield ""


def _columns() -> Iterator[str]:
    yield "## Columns"
    yield ""
    yield escape(words("exports")["about"]["columns"])
    yield ""
    for table in TABLES:
        yield f"### {table.name}"
        yield ""
        yield f"{escape(words('exports')['tables'][table.name])}"
        yield ""
        yield "| Column | Type | Meaning |"
        yield "|---|---|---|"
        for column in columns(table.model):
            missing = "" if column.required else ", may be missing"
            yield f"| {escape(column.name)} | {column.kind}{missing} | {escape(column.description)} |"
        yield ""
