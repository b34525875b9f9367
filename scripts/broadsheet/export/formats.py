"""The formats by name, and the order in which their files are made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from pydantic_core import to_json

from broadsheet.export import delimited, feeds, ftm, jsonl, parquet, references, sqlite, web_annotations
from broadsheet.export.holdings import Holdings
from broadsheet.export.ledger import TABLES as LEDGER
from broadsheet.export.output import File
from broadsheet.export.sheets import Sheet, packed, unpacked
from broadsheet.export.spool import Spool, spool
from broadsheet.export.tables import TABLES, Table
from broadsheet.models import Article, Card

_ALL = frozenset(table.name for table in TABLES)


@dataclass(frozen=True)
class Format:
    """What makes the files of a format."""

    name: str
    of_corpus: Callable[[Holdings, Spool], Iterator[File]] | None = None
    """Makes those of the whole corpus, when the rows of all articles are in the spool."""
    of_article: Callable[[Holdings, Article], Iterator[File]] | None = None
    """Makes those of one article."""
    tables: frozenset[str] = frozenset()
    """The tables whose rows it wants."""


_FORMATS = (
    Format("jsonl", jsonl.files, tables=_ALL),
    Format("csv", delimited.files, tables=_ALL),
    Format("parquet", parquet.files, tables=_ALL),
    Format("sqlite", sqlite.files, tables=_ALL),
    Format("citations", references.files),
    Format("feeds", feeds.files, tables=frozenset({"articles"})),
    Format("ftm", ftm.files, tables=frozenset({"articles", "mentions"})),
    Format("annotations", of_article=web_annotations.files),
    Format("ledger", jsonl.ledger_files, tables=frozenset(table.name for table in LEDGER)),
)

FORMATS = {each.name: each for each in _FORMATS}

NAMES = tuple(FORMATS)


def files(holdings: Holdings, names: Collection[str] = NAMES) -> Iterator[File]:
    """Yield the files of some formats, going over the articles once; each is to be read before the next."""
    chosen = [FORMATS[name] for name in NAMES if name in names]
    tables = [t for t in (*TABLES, *LEDGER) if any(t.name in f.tables for f in chosen)]
    with spool() as kept:
        if any(f.of_article for f in chosen) or any(t.of_article for t in tables):
            for card in holdings.library.cards:
                sheet = sheet_of(holdings, card, chosen, tables)
                yield from sheet.files
                for table, lines in sheet.rows.items():
                    kept.add(table, [lines])
        keep_corpus(holdings, tables, kept)
        for each in chosen:
            if each.of_corpus is not None:
                yield from each.of_corpus(holdings, kept)


def sheet_of(holdings: Holdings, card: Card, chosen: Collection[Format], tables: Collection[Table]) -> Sheet:
    """Return the files that some formats have of an article, and its rows in some tables."""
    wanted = ["sheet", [f.name for f in chosen if f.of_article], [t.name for t in tables if t.of_article]]

    def make(article: Article) -> bytes:
        files = (file for f in chosen if f.of_article for file in f.of_article(holdings, article))
        made = {t.name: b"".join(_lines(t.of_article(holdings, article))) for t in tables if t.of_article}
        return packed(files, made)

    given = to_json([*wanted, holdings.base, holdings.ties(card)])
    return unpacked(holdings.shelf.noted(card.id, given, make))


def _lines(rows: Iterable[object]) -> Iterator[bytes]:
    return (to_json(row) + b"\n" for row in rows)


def keep_corpus(holdings: Holdings, tables: Collection[Table], kept: Spool) -> None:
    """Write the rows that are of no single article into a spool."""
    for table in tables:
        if table.of_corpus is not None:
            kept.add(table.name, _lines(table.of_corpus(holdings, kept)))
