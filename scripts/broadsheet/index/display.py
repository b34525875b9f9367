"""What a hit shows: cut into files of a few documents each, loaded only for the hits on the screen."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from pydantic_core import to_json

from broadsheet.index.codec import encode
from broadsheet.index.document import SearchDoc
from broadsheet.index.sizes import grown

CHUNK_SIZE = 3_000
"""Characters of text in one file of a small index, about: a hit needs one document of it."""

CHUNK_DOCS = 32
"""Documents in one file at most."""


class Display:
    """Keeps of each document what a hit shows, as it will be written."""

    def __init__(self) -> None:
        self._rows: list[bytes] = []
        self._sizes = array("q")
        """Characters of each one's text."""

    def add(self, doc: SearchDoc) -> None:
        """Keep what a document's hit shows."""
        said = f"{doc.speaker} {doc.verb}".rstrip()
        row = (doc.address, doc.kind, doc.title, doc.outlet_name, doc.date_words, said, doc.body)
        self._rows.append(to_json(row))
        self._sizes.append(len(doc.body))

    def chunks(self, order: Sequence[int]) -> Iterator[bytes]:
        """Yield the chunks; what has been written is let go."""
        for group in self._groups(order):
            yield b"[" + b",".join(self._rows[doc] for doc in group) + b"]"
            for doc in group:
                self._rows[doc] = b""

    def sizes(self, order: Sequence[int]) -> str:
        """Return the sizes of the chunks as runs of (documents in a chunk, number of such chunks)."""
        runs = ((size, sum(1 for _ in same)) for size, same in groupby(map(len, self._groups(order))))
        return encode(chain.from_iterable(runs))

    def _groups(self, order: Sequence[int]) -> Iterator[Sequence[int]]:
        """Documents rise in length, so that equal sizes follow one another and are told in a few runs."""
        start, most = 0, grown(CHUNK_SIZE, len(order))
        while start < len(order):
            size = max(1, min(CHUNK_DOCS, most // (1 + self._sizes[order[start]])))
            yield order[start : start + size]
            start += size
