"""Writes citations for reference managers: of each article, and of all together."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from broadsheet import citations
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import File, Small, once
from broadsheet.export.spool import Rows, Spool
from broadsheet.models import Article, Card

# All of the corpus is one list as CSL-JSON, and one record after the other as the others.
_RECORDS = tuple(each for each in citations.FORMATS if each[1] != "csl.json")


def files(holdings: Holdings, spool: Spool) -> Iterator[File]:
    """Yield the citations of the corpus in every format."""
    yield File("data/corpus.csl.json", "application/vnd.citationstyles.csl+json", lambda: _csl(spool), "csl")
    for _, ending, media_type, _ in _RECORDS:
        yield File(f"data/corpus.{ending}", media_type, spool.kept(f"corpus.{ending}"), ending)


def article_files(holdings: Holdings, card: Card, opened: Callable[[], Article]) -> Iterator[Small]:
    """Yield the citation of an article in every format."""
    if not card.withdrawn:
        for _, ending, media_type, write in citations.FORMATS:
            yield f"articles/{card.id}.{ending}", media_type, once(_written(write, holdings, card))


def _written(write: Callable[[citations.Item], str], holdings: Holdings, card: Card) -> Callable[[], str]:
    return lambda: write(holdings.cited(card))


def kept(holdings: Holdings, card: Card, rows: Rows) -> Mapping[str, bytes]:
    """Return what the files of the corpus have of an article."""
    if card.withdrawn:
        return {}
    cited = holdings.cited(card)
    lines = {f"corpus.{ending}": write(cited).encode() + b"\n" for _, ending, _, write in _RECORDS}
    return lines | {"corpus.csl.json": json.dumps(citations.csl(cited), ensure_ascii=False).encode() + b"\n"}


def _csl(spool: Spool) -> Iterator[bytes]:
    """Yield one JSON list, an item on each line."""
    before = b"[\n"
    for lines in spool.batches("corpus.csl.json"):
        yield before + lines[:-1].replace(b"\n", b",\n")
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"
