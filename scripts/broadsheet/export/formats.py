"""The formats by name, and the order in which their files are made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, islice
from typing import Any

from pydantic_core import to_json

from broadsheet.export import delimited, feeds, ftm, jsonl, parquet, references, sqlite, web_annotations
from broadsheet.export.columns import columns
from broadsheet.export.holdings import Holdings
from broadsheet.export.ledger import TABLES as LEDGER
from broadsheet.export.output import File, Small
from broadsheet.export.sheets import Sheet, packed, spread, unpacked
from broadsheet.export.spool import Places, Rows, Spool, json_lines, spool
from broadsheet.export.tables import TABLES, Table
from broadsheet.models import Article, Card
from broadsheet.shelf import sheaves

_ROWS_AT_ONCE = 500
# Articles: where one changes, as many are opened again.
_OF_A_SHEET = 8
_ALL = frozenset(table.name for table in TABLES)


@dataclass(frozen=True)
class Format:
    """What makes the files of a format."""

    name: str
    of_corpus: Callable[[Holdings, Spool], Iterable[File]] | None = None
    """Makes those of the whole corpus, when the rows of all articles are in the spool."""
    of_article: Callable[[Holdings, Card, Callable[[], Article]], Iterator[Small]] | None = None
    """Makes those of one article, which is opened where its card does not do."""
    of_cells: Callable[[Iterable[Sequence[Any]]], bytes] | None = None
    """Writes rows of a table as the format has them, for the spool: under `<table>.<format>`."""
    of_rows: Callable[[Holdings, Card, Rows], Mapping[str, bytes]] | None = None
    """Writes what a file of the corpus has of the rows of one article word for word, for the spool."""
    kept: Callable[[Holdings, Card, Rows], Mapping[str, bytes]] | None = None
    """Makes of the rows of one article what else `of_corpus` finds in the spool; little."""
    tables: frozenset[str] = frozenset()
    """The tables whose rows it wants."""


_FORMATS = (
    Format("jsonl", jsonl.files, tables=_ALL),
    Format("csv", delimited.files, of_cells=delimited.records, tables=_ALL),
    Format("citations", references.files, references.article_files, kept=references.kept),
    Format("feeds", feeds.files, kept=feeds.kept, tables=frozenset({"articles"})),
    Format("ftm", ftm.files, of_rows=ftm.records, tables=frozenset({"articles", "mentions"})),
    Format("annotations", of_article=web_annotations.files),
    Format("ledger", jsonl.ledger_files, tables=frozenset(table.name for table in LEDGER)),
    # Written beside all others, and waited for last.
    Format("parquet", parquet.files, tables=_ALL),
    Format("sqlite", sqlite.files, of_cells=json_lines, tables=_ALL),
)

FORMATS = {each.name: each for each in _FORMATS}

NAMES = tuple(FORMATS)


def files(holdings: Holdings, names: Collection[str] = NAMES, last: Places | None = None) -> Iterator[File]:
    """Yield the files of some formats, going over the articles once; each is to be read before the next.

    What stands in files of the last export is taken from there.
    """
    chosen = [FORMATS[name] for name in NAMES if name in names]
    tables = [t for t in (*TABLES, *LEDGER) if any(t.name in f.tables for f in chosen)]
    cards = {card.id: card for card in holdings.library.cards}
    with spool(last) as kept:
        for ids in sheaves(cards, _OF_A_SHEET):
            sheet = _sheet(holdings, [cards[name] for name in ids], chosen, tables)
            if not kept.last.stays(sheet.basis):
                yield from sheet.files
            spread(sheet, kept)
        keep_corpus(holdings, chosen, tables, kept)
        # All begin before the first is asked for: some are written beside.
        made = [each.of_corpus(holdings, kept) for each in chosen if each.of_corpus is not None]
        yield from chain.from_iterable(made)


def _sheet(holdings: Holdings, cards: Sequence[Card], chosen: Sequence[Format], tables: Sequence[Table]) -> Sheet:
    shelf, names = holdings.shelf, [card.id for card in cards]
    opened = cache(shelf.named)

    @cache
    def made() -> tuple[dict[str, bytes], dict[str, bytes]]:
        few: dict[str, bytes] = {}
        rows: dict[str, bytes] = {}
        for card in cards:
            for whole, found in zip(
                (few, rows), _of_article(holdings, card, opened(card.id), chosen, tables), strict=True
            ):
                for name, lines in found.items():
                    whole[name] = whole.get(name, b"") + lines
        return few, rows

    config = holdings.corpus.config
    wanted = ([f.name for f in chosen], [t.name for t in tables], config.title, config.base)
    given = to_json([*wanted, list(map(holdings.ties, cards))])
    basis = shelf.stamp(names, given)
    files = (
        File(path, kind, chunks, basis=basis)
        for card in cards
        for each in chosen
        if each.of_article is not None
        for path, kind, chunks in each.of_article(holdings, card, partial(opened, card.id))
    )
    return Sheet(
        files,
        shelf.bound(names, b"few" + given, lambda: packed(made()[0]), unpacked),
        shelf.bound(names, b"rows" + given, lambda: packed(made()[1]), unpacked),
        basis,
    )


def _of_article(
    holdings: Holdings, card: Card, article: Article, chosen: Sequence[Format], tables: Sequence[Table]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return what is kept of an article, and its lines in files of the corpus."""
    found = {t.name: list(t.of_article(holdings, article)) for t in tables if t.of_article}
    few = {f"{t.name}.counts": t.counts(found) for t in tables if t.counts}
    lines: dict[str, bytes] = {}
    for table in tables:
        lines |= _lines(table, found[table.name], chosen) if table.of_article else {}
    for each in chosen:
        few |= each.kept(holdings, card, found) if each.kept else {}
        lines |= each.of_rows(holdings, card, found) if each.of_rows else {}
    return few, lines


def _lines(table: Table, rows: Sequence[dict[str, Any]], chosen: Iterable[Format]) -> dict[str, bytes]:
    """Return rows of a table as JSON Lines and as formats write them, each under its name in the spool."""
    writers = {f.name: f.of_cells for f in chosen if f.of_cells and table.name in f.tables}
    cells = list(delimited.cells(columns(table.model), rows)) if writers else []
    return {table.name: json_lines(rows)} | {f"{table.name}.{name}": w(cells) for name, w in writers.items()}


def keep_corpus(holdings: Holdings, chosen: Sequence[Format], tables: Collection[Table], kept: Spool) -> None:
    """Write the rows that are of no single article into a spool."""
    for table in tables:
        if table.of_corpus is not None:
            rows = iter(table.of_corpus(holdings, kept))
            while some := list(islice(rows, _ROWS_AT_ONCE)):
                for name, lines in _lines(table, some, chosen).items():
                    kept.add(name, lines)
