"""Accounts for the raw files and what people wrote, so that the corpus can be made again from the export."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.corpus import Entry
from broadsheet.export.holdings import Holdings
from broadsheet.export.rows import LedgerRow, PieceRow, RecordRow
from broadsheet.export.tables import Table
from broadsheet.models import Article, Piece


def piece_row(piece: Piece) -> PieceRow:
    """Return one entry of a ledger."""
    start, end = piece.clean if piece.clean is not None else (None, None)
    return PieceRow(
        raw_start=piece.raw.start,
        raw_end=piece.raw.end,
        text=piece.text,
        became=piece.became,
        start=start,
        end=end,
        fate=piece.fate,
        reason=piece.reason,
        rule=piece.rule,
    )


def is_whole(article: Article) -> bool:
    """Return whether all of an article may be given away."""
    return not article.withdrawn and article.text_policy == "full"


def _ledger(holdings: Holdings) -> Iterator[LedgerRow]:
    for article, entry in _whole(holdings):
        yield LedgerRow(
            article=article.id,
            raw_path=article.source.path,
            raw_sha256=article.source.sha256,
            bom=entry.raw.bom,
            pieces=tuple(map(piece_row, article.cleaned.ledger)),
        )


def _records(holdings: Holdings) -> Iterator[RecordRow]:
    """Yield the authority files, then the sidecars of the articles that may be given away whole."""
    sidecars = {entry.sidecar_path for entry in holdings.corpus.entries}
    for path, source in sorted(holdings.corpus.sources.items()):
        if path not in sidecars:
            yield RecordRow(path=path, article=None, text=source.written.decode())
    for article, entry in _whole(holdings):
        if entry.sidecar_path in holdings.corpus.sources:
            written = holdings.corpus.sources[entry.sidecar_path].written
            yield RecordRow(path=entry.sidecar_path, article=article.id, text=written.decode())


def _whole(holdings: Holdings) -> Iterator[tuple[Article, Entry]]:
    for article in holdings.library.articles:
        if is_whole(article):
            yield article, holdings.corpus.entries[holdings.entries[article.id]]


TABLES = (
    Table("ledger", LedgerRow, _ledger, ("article",)),
    Table("records", RecordRow, _records, ("path",)),
)
"""Only as JSON Lines: they serve to make the corpus again."""
