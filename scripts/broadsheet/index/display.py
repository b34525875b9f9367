"""What a hit shows: cut into files of a few documents each, loaded only for the hits on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np
from pydantic_core import to_json

from broadsheet.index.codec import encode
from broadsheet.index.document import SearchDoc
from broadsheet.index.places import Band, Places
from broadsheet.index.sizes import grown

CHUNK_SIZE = 3_000
"""Characters of text in one file of a small index, about: a hit needs one document of it."""

CHUNK_NUMBERS = 64
"""Numbers in one file at most; about half of them are those of documents."""

_CHARACTERS = 10
"""Of a text for each of its terms, about."""


class Display:
    """Keeps of each document what a hit shows, as it will be written."""

    def __init__(self) -> None:
        self._rows: list[bytes] = []

    def add(self, doc: SearchDoc) -> None:
        """Keep what a document's hit shows."""
        said = f"{doc.speaker} {doc.verb}".rstrip()
        row = (doc.address, doc.kind, doc.title, doc.outlet_name, doc.date_words, said, doc.body)
        self._rows.append(to_json(row))

    def chunks(self, places: Places) -> Iterator[tuple[int, bytes]]:
        """Yield the chunks that hold anything by their numbers; what has been written is let go."""
        documents = places.spread(np.arange(len(places.order)), blank=-1).tolist()
        start = 0
        for number, size in enumerate(chain.from_iterable([size] * times for size, times in _runs(places))):
            group = documents[start : start + size]
            start += size
            if max(group) >= 0:
                yield number, b"[" + b",".join([self._rows[doc] if doc >= 0 else b"0" for doc in group]) + b"]"
                for doc in filter(lambda doc: doc >= 0, group):
                    self._rows[doc] = b""


def sizes(places: Places) -> str:
    """Return the sizes of the chunks as runs of (numbers in a chunk, number of such chunks)."""
    return encode(chain.from_iterable(_runs(places)))


def _runs(places: Places) -> Iterator[tuple[int, int]]:
    most = grown(CHUNK_SIZE, len(places.order))
    for band in places.bands:
        size = _size(band, most)
        yield from (run for run in ((size, band.size // size), (band.size % size, 1)) if all(run))


def _size(band: Band, most: int) -> int:
    """About half of the numbers beside that of a hit are those of documents."""
    documents = most // (1 + _CHARACTERS * band.shortest)
    return max(1, min(CHUNK_NUMBERS, 2 * documents - 1))
