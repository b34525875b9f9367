"""Writes citations for reference managers: of each article, and of all together."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from broadsheet import citations
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import File, ready
from broadsheet.export.spool import Spool

FORMATS: tuple[tuple[str, str, Callable[[citations.Item], str]], ...] = (
    ("csl.json", "application/vnd.citationstyles.csl+json", citations.csl_json),
    ("bib", "application/x-bibtex", citations.bibtex),
    ("ris", "application/x-research-info-systems", citations.ris),
)
"""Ending, media type and what writes one article."""


def files(holdings: Holdings, spool: Spool) -> Iterator[File]:
    """Yield the citations of each article in every format, then those of the corpus."""
    for card in holdings.published:
        cited = holdings.cited(card)
        for ending, media_type, write in FORMATS:
            written = write(cited).encode()
            spool.add(f"corpus.{ending}", (written, b"\n"))
            yield File(f"articles/{card.id}.{ending}", media_type, ready(written))
    yield File("data/corpus.csl.json", FORMATS[0][1], lambda: _csl(holdings), "csl")
    for ending, media_type, _ in FORMATS[1:]:
        yield File(f"data/corpus.{ending}", media_type, spool.kept(f"corpus.{ending}"), ending)


def _csl(holdings: Holdings) -> Iterator[bytes]:
    """Yield one JSON list, an item on each line."""
    before = "[\n"
    for card in holdings.published:
        yield (before + json.dumps(citations.csl(holdings.cited(card)), ensure_ascii=False)).encode()
        before = ",\n"
    yield b"\n]\n" if before == ",\n" else b"[]\n"
