"""Writes the page that lists the downloads and says what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadsheet.export.columns import columns
from broadsheet.export.croissant import dataset
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import Written
from broadsheet.export.tables import TABLES
from broadsheet.parts import address_of, part_of
from broadsheet.render.escape import escape, escape_html, front_matter
from broadsheet.words import table as words

_TABLES = {table.name for table in TABLES}


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
    yield from _licence(holdings)
    yield from _parts(holdings)
    yield from _tables(listed)
    for section in words("exports")["sections"]:
        yield from _section(section["title"], [w for w in listed if w.file.entry in section["files"]])
    if holdings.corpus.config.sites is None:
        yield from _single_files()
        yield from _columns()


def _licence(holdings: Holdings) -> Iterator[str]:
    """Yield under which licence the data may be used, where one is named."""
    if holdings.licence:
        name = escape(holdings.corpus.config.licence or "")
        said = escape(words("exports")["about"]["licence"])
        yield from (f"Licence: [{name}](<{escape_html(holdings.licence)}>). {said}", "")


def _parts(holdings: Holdings) -> Iterator[str]:
    """Yield where the articles are to be had as data, where they are on other sites."""
    config = holdings.corpus.config
    if config.sites is not None:
        yield from (escape(words("exports")["about"]["parts"]), "")
        found = {part_of(card.id): address_of(card.id, config) for card in holdings.library.cards}
        for name, address in sorted(found.items()):
            site = address.rpartition("articles/")[0]
            yield f"- [{escape(name)}](<{escape_html(site)}data/>)"
        yield ""


def _tables(listed: Sequence[Written]) -> Iterator[str]:
    """Yield every table once, with what it can be had as."""
    found: dict[str, list[Written]] = {}
    for written in listed:
        if written.file.table in _TABLES:
            found.setdefault(written.file.table, []).append(written)
    if not found:
        return
    yield from ("## Tables", "", escape(words("exports")["about"]["tables"]), "")
    for name, files in found.items():
        rows = next((f" (rows: {w.file.rows:,})" for w in files if w.file.path.endswith(".jsonl")), "")
        links = " · ".join(f"{_link(w)} {_size(w.size)}" for w in files)
        yield f"- **{name}**{rows}: {links}. {escape(words('exports')['tables'][name])}"
    yield ""


def _section(title: str, found: Sequence[Written]) -> Iterator[str]:
    if found:
        yield from (f"## {title}", "")
        for written in found:
            said = escape(words("exports")["files"][written.file.entry])
            yield f"- {_link(written)} {_size(written.size)}. {said}"
        yield ""


def _link(written: Written) -> str:
    return f"[{escape(written.file.name)}]({written.file.name})"


def _size(size: int) -> str:
    """Return a size in words, decimal units."""
    for unit, factor in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= factor:
            return f"{size / factor:,.1f} {unit}"
    return f"{size} bytes"


def _single_files() -> Iterator[str]:
    yield from ("## Single articles, topics and outlets", "")
    yield from (f"- {escape(line)}" for line in words("exports")["about"]["single"])
    yield ""


def _columns() -> Iterator[str]:
    yield from ("## Columns", "", escape(words("exports")["about"]["columns"]), "")
    for table in TABLES:
        yield from (f"### Columns of {table.name}", "")
        yield f"{escape(words('exports')['tables'][table.name])} [JSON Schema]({table.name}.schema.json)"
        yield ""
        for column in columns(table.model):
            missing = "" if column.required else ", may be missing"
            meaning = f": {escape(column.description)}" if column.description else ""
            yield f"- **{escape(column.name)}** ({column.kind}{missing}){meaning}"
        yield ""
