"""Writes the page that lists the downloads and says what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from broadsheet.export.columns import columns
from broadsheet.export.croissant import dataset
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import Written
from broadsheet.export.tables import TABLES
from broadsheet.gathering import gathered
from broadsheet.parts import address_of, part_of
from broadsheet.render.escape import escape_html
from broadsheet.render.markup import safe
from broadsheet.render.templates import Page, fill
from broadsheet.words import table as words

_TABLES = {table.name for table in TABLES}

_CODE = re.compile("`([^`]+)`")
"""How the descriptions of columns, which JSON Schemas have too, write the names of others."""


def data_page(holdings: Holdings, listed: Sequence[Written]) -> bytes:
    """Return `data/index.md`: every download with its size, and every column of every table."""
    config, said = holdings.corpus.config, words("exports")
    by_section = ((s["title"], [w for w in listed if w.file.entry in s["files"]]) for s in said["sections"])
    page = Page(
        path="data/index.md",
        template="data",
        title="Downloads",
        description=f"{config.title}: all of it as data, in formats that other tools take as they are.",
        values={
            "words": said,
            "licence": safe(escape_html(holdings.licence)),
            "parts": sorted(_parts(holdings)),
            "tables": list(_tables(listed)),
            "sections": [(title, files) for title, files in by_section if files],
            "columns_of": [(table.name, columns(table.model)) for table in TABLES],
            "size": _size,
            "quoted": partial(_CODE.sub, r"“\1”"),
        },
        meta={"kind": "data", "dataset": dataset(holdings, listed)},
    )
    return fill(page, {"config": config})


def _parts(holdings: Holdings) -> set[tuple[str, Markup]]:
    """Return the sites that have the articles as data, by name, where they are on other sites than this."""
    config, ids = holdings.corpus.config, (card.id for card in holdings.library.cards)
    return {
        (part_of(name), safe(escape_html(address_of(name, config).rpartition("articles/")[0]))) for name in ids
    }


def _tables(listed: Sequence[Written]) -> Iterator[tuple[str, int | None, Sequence[Written]]]:
    """Yield every table once, with the number of its rows and the files that hold them."""
    for name, files in gathered((w.file.table, w) for w in listed if w.file.table in _TABLES).items():
        yield name, next((w.file.rows for w in files if w.file.path.endswith(".jsonl")), None), files


def _size(size: int) -> Markup:
    """Return a size in words, decimal units."""
    for unit, factor in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= factor:
            return safe(f"{size / factor:,.1f} {unit}")
    return safe(f"{size} bytes")
