"""What a hit shows: cut into files of a few documents each, loaded only for the hits on the screen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from broadsheet.index.codec import encode
from broadsheet.index.document import SearchDoc

CHUNK_SIZE = 3_000
"""Characters of text in one file, about: a hit needs one document of it."""

CHUNK_DOCS = 32
"""Documents in one file at most."""


def chunk(docs: Sequence[SearchDoc]) -> tuple[str, list[str]]:
    """Return the sizes of the chunks, as runs of (documents in a chunk, number of such chunks), and the chunks."""
    groups = list(_groups(docs))
    sizes = [(size, sum(1 for _ in same)) for size, same in groupby(map(len, groups))]
    return encode(number for run in sizes for number in run), [_written(group) for group in groups]


def _groups(docs: Sequence[SearchDoc]) -> Iterator[Sequence[SearchDoc]]:
    """Documents rise in length, so that equal sizes follow one another and are told in a few runs."""
    start = 0
    while start < len(docs):
        size = max(1, min(CHUNK_DOCS, CHUNK_SIZE // (1 + len(docs[start].body))))
        yield docs[start : start + size]
        start += size


def _written(docs: Sequence[SearchDoc]) -> str:
    rows = [(d.address, d.kind, d.title, d.outlet_name, d.date_words, d.speaker, d.body) for d in docs]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
