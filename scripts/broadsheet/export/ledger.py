"""Accounts for the raw files and what people wrote, so that the corpus can be made again from the export."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from operator import attrgetter
from typing import Any

from pydantic_core import from_json, to_json

from broadsheet.corpus import Corpus
from broadsheet.export.holdings import Holdings
from broadsheet.export.rows import LedgerRow, RecordRow
from broadsheet.export.spool import Spool
from broadsheet.export.tables import Table
from broadsheet.models import Article, Piece, is_whole
from broadsheet.shelf import sheaves

_OF_A_SHEAF = 128
"""Sidecars that are kept together, about: one file to open instead of many."""


def piece_row(piece: Piece) -> dict[str, Any]:
    """Return one entry of a ledger, as a `PieceRow` has it."""
    start, end = piece.clean if piece.clean is not None else (None, None)
    return {
        "raw_start": piece.raw.start,
        "raw_end": piece.raw.end,
        "text": piece.text,
        "became": None if piece.became == piece.text else piece.became,
        "start": start,
        "end": end,
        "fate": piece.fate,
        "reason": piece.reason,
        "rule": piece.rule,
    }


def _ledger(holdings: Holdings, article: Article) -> Iterator[dict[str, Any]]:
    """Yield an article's `LedgerRow`."""
    if is_whole(article):
        yield {
            "article": article.id,
            "raw_path": article.source.path,
            "raw_sha256": article.source.sha256,
            "bom": article.source.bom,
            "pieces": list(map(piece_row, article.cleaned.ledger)),
        }


def _records(holdings: Holdings, spool: Spool) -> Iterator[dict[str, Any]]:
    """Yield the authority files, then what was written about the articles that may be given away whole."""
    for path, source in sorted(holdings.corpus.sources.items()):
        yield {"path": path, "article": None, "text": source.written.decode()}
    corpus, whole = holdings.corpus, {card.id for card in holdings.library.cards if is_whole(card)}
    places = sorted((p for p in corpus.places if p.id in whole), key=attrgetter("path"))
    if places and all(place.line is None for place in places):
        for names in sheaves((place.id for place in places), _OF_A_SHEAF):
            yield from holdings.shelf.bound(names, b"records", partial(_sidecars, corpus, names), from_json)()
    else:  # what stands for an article that is a line says nothing of how the line is written
        yield from from_json(_sidecars(corpus, whole))


def _sidecars(corpus: Corpus, wanted: Collection[str]) -> bytes:
    """Return the rows of what was written about some articles, as JSON."""
    rows = corpus.records(wanted)
    return to_json([{"path": path, "article": name, "text": written.decode()} for name, path, written in rows])


TABLES = (
    Table("ledger", LedgerRow, _ledger, key=("article",)),
    Table("records", RecordRow, of_corpus=_records, key=("path",)),
)
"""Only as JSON Lines: they serve to make the corpus again."""
