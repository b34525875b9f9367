"""Writes citations for reference managers: of each article, and of all together."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from broadsheet import citations
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import File
from broadsheet.models import Article

FORMATS: tuple[tuple[str, str, Callable[[citations.Item], str]], ...] = (
    ("csl.json", "application/vnd.citationstyles.csl+json", citations.csl_json),
    ("bib", "application/x-bibtex", citations.bibtex),
    ("ris", "application/x-research-info-systems", citations.ris),
)
"""Ending, media type and what writes one article."""


def files(holdings: Holdings) -> Iterator[File]:
    """Yield the citations of the corpus in every format, then those of each article."""
    yield File("data/corpus.csl.json", FORMATS[0][1], lambda: _csl(holdings), "csl")
    for ending, media_type, write in FORMATS[1:]:
        yield File(f"data/corpus.{ending}", media_type, _all(holdings, write), ending)
    for article in holdings.published:
        for ending, media_type, write in FORMATS:
            yield File(f"articles/{article.id}.{ending}", media_type, _one(holdings, article, write))


def _one(
    holdings: Holdings, article: Article, write: Callable[[citations.Item], str]
) -> Callable[[], Iterator[bytes]]:
    return lambda: iter((write(holdings.cited(article)).encode(),))


def _all(holdings: Holdings, write: Callable[[citations.Item], str]) -> Callable[[], Iterator[bytes]]:
    return lambda: ((write(holdings.cited(a)) + "\n").encode() for a in holdings.published)


def _csl(holdings: Holdings) -> Iterator[bytes]:
    """Yield one JSON list, an item on each line."""
    before = "[\n"
    for article in holdings.published:
        yield (before + json.dumps(citations.csl(holdings.cited(article)), ensure_ascii=False)).encode()
        before = ",\n"
    yield b"\n]\n" if before == ",\n" else b"[]\n"
