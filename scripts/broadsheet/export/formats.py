"""The formats by name, and the order in which their files are made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from pydantic_core import to_json

from broadsheet.export import delimited, feeds, ftm, jsonl, parquet, references, sqlite, web_annotations
from broadsheet.export.holdings import Holdings
from broadsheet.export.ledger import TABLES as LEDGER
from broadsheet.export.output import File
from broadsheet.export.spool import Spool, spool
from broadsheet.export.tables import TABLES, Table
from broadsheet.models import Article

_ALL = frozenset(table.name for table in TABLES)


@dataclass(frozen=True)
class Format:
    """What makes the files of a format."""

    of_corpus: Callable[[Holdings, Spool], Iterator[File]] | None = None
    """Makes those of the whole corpus, when the rows of all articles are in the spool."""
    of_article: Callable[[Holdings, Article], Iterator[File]] | None = None
    """Makes those of one article."""
    tables: frozenset[str] = frozenset()
    """The tables whose rows it wants."""


FORMATS = {
    "jsonl": Format(jsonl.files, tables=_ALL),
    "csv": Format(delimited.files, tables=_ALL),
    "parquet": Format(parquet.files, tables=_ALL),
    "sqlite": Format(sqlite.files, tables=_ALL),
    "citations": Format(references.files),
    "feeds": Format(feeds.files, tables=frozenset({"articles"})),
    "ftm": Format(ftm.files, tables=frozenset({"articles", "mentions"})),
    "annotations": Format(of_article=web_annotations.files),
    "ledger": Format(jsonl.ledger_files, tables=frozenset(table.name for table in LEDGER)),
}

NAMES = tuple(FORMATS)


def files(holdings: Holdings, names: Collection[str] = NAMES) -> Iterator[File]:
    """Yield the files of some formats, going over the articles once; each is to be read before the next."""
    chosen = [FORMATS[name] for name in NAMES if name in names]
    tables = [t for t in (*TABLES, *LEDGER) if any(t.name in f.tables for f in chosen)]
    with spool() as kept:
        if any(f.of_article for f in chosen) or any(t.of_article for t in tables):
            for article in holdings.library.articles:
                yield from _of_article(holdings, article, chosen)
                keep_article(holdings, article, tables, kept)
        keep_corpus(holdings, tables, kept)
        for each in chosen:
            if each.of_corpus is not None:
                yield from each.of_corpus(holdings, kept)


def _of_article(holdings: Holdings, article: Article, chosen: Collection[Format]) -> Iterator[File]:
    for each in chosen:
        if each.of_article is not None:
            yield from each.of_article(holdings, article)


def keep_article(holdings: Holdings, article: Article, tables: Collection[Table], kept: Spool) -> None:
    """Write the rows that an article has into a spool."""
    for table in tables:
        if table.of_article is not None:
            kept.add(table.name, (to_json(row) + b"\n" for row in table.of_article(holdings, article)))


def keep_corpus(holdings: Holdings, tables: Collection[Table], kept: Spool) -> None:
    """Write the rows that are of no single article into a spool."""
    for table in tables:
        if table.of_corpus is not None:
            kept.add(table.name, (to_json(row) + b"\n" for row in table.of_corpus(holdings, kept)))
