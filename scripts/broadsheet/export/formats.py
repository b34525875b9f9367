"""The formats by name, and the order in which their files are made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from pydantic_core import from_json, to_json

from broadsheet.export import delimited, feeds, ftm, jsonl, parquet, references, sqlite, web_annotations
from broadsheet.export.holdings import Holdings
from broadsheet.export.ledger import TABLES as LEDGER
from broadsheet.export.output import File
from broadsheet.export.sheets import Sheet, contents, read_contents, read_told, sheet, told
from broadsheet.export.spool import Rows, Spool, spool
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
    of_corpus: Callable[[Holdings, Spool], Iterator[File]] | None = None
    """Makes those of the whole corpus, when the rows of all articles are in the spool."""
    of_article: Callable[[Holdings, Card, Article], Iterator[File]] | None = None
    """Makes those of one article."""
    of_rows: Callable[[Table, Sequence[dict[str, Any]]], bytes] | None = None
    """Writes rows of a table as the format has them, for the spool: under `<table>.<format>`."""
    kept: Callable[[Holdings, Card, Rows], Mapping[str, bytes]] | None = None
    """Makes of the rows of one article what else `of_corpus` finds in the spool."""
    tables: frozenset[str] = frozenset()
    """The tables whose rows it wants."""


_FORMATS = (
    Format("jsonl", jsonl.files, tables=_ALL),
    Format("csv", delimited.files, of_rows=delimited.records, tables=_ALL),
    Format("parquet", parquet.files, tables=_ALL),
    Format("sqlite", sqlite.files, of_rows=sqlite.values, tables=_ALL),
    Format("citations", references.files, references.article_files, kept=references.kept),
    Format("feeds", feeds.files, kept=feeds.kept, tables=frozenset({"articles"})),
    Format("ftm", ftm.files, kept=ftm.kept, tables=frozenset({"articles", "mentions"})),
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
        for sheet in sheets(holdings, chosen, tables):
            yield from sheet.files
            for name, lines in sheet.rows.items():
                kept.add(name, [lines])
        keep_corpus(holdings, chosen, tables, kept)
        for each in chosen:
            if each.of_corpus is not None:
                yield from each.of_corpus(holdings, kept)


def sheets(holdings: Holdings, chosen: Sequence[Format], tables: Sequence[Table]) -> Iterator[Sheet]:
    """Yield the files that some formats have of articles, and what they keep of them for those of the corpus."""
    cards = {card.id: card for card in holdings.library.cards}
    for names in sheaves(cards, _OF_A_SHEET):
        yield _sheet(holdings, [cards[name] for name in names], chosen, tables)


def _sheet(holdings: Holdings, cards: Sequence[Card], chosen: Sequence[Format], tables: Sequence[Table]) -> Sheet:
    shelf, names = holdings.shelf, [card.id for card in cards]
    opened = lru_cache(None)(shelf.named)

    def files() -> Iterator[File]:
        for card in cards:
            for each in chosen:
                yield from each.of_article(holdings, card, opened(card.id)) if each.of_article else ()

    def rows() -> dict[str, bytes]:
        made: dict[str, list[bytes]] = {}
        for card in cards:
            for name, lines in _kept_of(holdings, card, opened(card.id), chosen, tables).items():
                made.setdefault(name, []).append(lines)
        return {name: b"".join(lines) for name, lines in made.items()}

    wanted = ([f.name for f in chosen], [t.name for t in tables], holdings.corpus.config.title, holdings.base)
    given = to_json([*wanted, list(map(holdings.ties, cards))])
    listed = shelf.bound(names, b"rows" + given, lambda: told(files(), rows()), read_told)()
    read = partial(read_contents, len(listed.files))
    inside = shelf.bound(names, b"files" + given, lambda: contents(files()), read)
    return sheet(listed, inside, shelf.stamp(names, given))


def _kept_of(
    holdings: Holdings, card: Card, article: Article, chosen: Sequence[Format], tables: Sequence[Table]
) -> dict[str, bytes]:
    own = [table for table in tables if table.of_article]
    lines = {t.name: [to_json(row) for row in t.of_article(holdings, article)] for t in own if t.of_article}
    rows = {name: list(map(from_json, each)) for name, each in lines.items()}
    made = {name: b"".join(line + b"\n" for line in each) for name, each in lines.items()}
    for table in own:
        made |= _as_formats_have_them(table, rows[table.name], chosen)
    made |= {f"{t.name}.counts": t.counts(rows) for t in tables if t.counts}
    for each in chosen:
        made |= each.kept(holdings, card, rows) if each.kept else {}
    return made


def _as_formats_have_them(
    table: Table, rows: Sequence[dict[str, Any]], chosen: Iterable[Format]
) -> Iterator[tuple[str, bytes]]:
    """Yield rows of a table as formats write them, each under its name in the spool."""
    for each in chosen:
        if each.of_rows and table.name in each.tables:
            yield f"{table.name}.{each.name}", each.of_rows(table, rows)


def keep_corpus(holdings: Holdings, chosen: Sequence[Format], tables: Collection[Table], kept: Spool) -> None:
    """Write the rows that are of no single article into a spool."""
    for table in tables:
        if table.of_corpus is not None:
            rows = iter(table.of_corpus(holdings, kept))
            while lines := [to_json(row) for row in islice(rows, _ROWS_AT_ONCE)]:
                kept.add(table.name, (line + b"\n" for line in lines))
                for name, made in _as_formats_have_them(table, list(map(from_json, lines)), chosen):
                    kept.add(name, [made])
