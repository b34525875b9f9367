"""What search has of some documents, as it is kept: their words as numbers, and what is shown of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from pydantic_core import from_json, to_json

from broadsheet.index.codec import Whole
from broadsheet.index.document import FIELDS
from broadsheet.index.facets import FACETS, Facet
from broadsheet.index.postings import Texts


@dataclass(frozen=True)
class Sheaf:
    """Some documents, read."""

    addresses: Sequence[str]
    rows: Sequence[bytes]
    """What a hit shows of each document, as it is written."""
    terms: Sequence[str]
    """Each once."""
    texts: Mapping[str, Texts]
    """By field; a word's term is told by its place in `terms`."""
    forms: Sequence[str]
    """How the words of titles and bodies are written, before stemming; each once."""
    times: Whole
    """How often each of the forms stands there."""
    facets: Mapping[str, Facet]
    labels: Mapping[str, str]
    """Names of outlets by id."""


def packed(sheaf: Sheaf) -> bytes:
    """Return a sheaf as bytes: a line of JSON, arrays of numbers, then a row on each line."""
    arrays = [sheaf.times]
    arrays += (array for text in sheaf.texts.values() for array in (text.terms, text.sizes))
    arrays += (array for facet in sheaf.facets.values() for array in (facet.of, facet.docs))
    values = [facet.values for facet in sheaf.facets.values()]
    sizes = list(map(len, arrays))
    head = to_json([sheaf.addresses, sheaf.terms, sheaf.forms, values, sheaf.labels, sizes])
    numbers = np.concatenate(arrays).astype("<i4").tobytes()
    return b"".join((head, b"\n", numbers, *(row + b"\n" for row in sheaf.rows)))


def unpacked(data: bytes) -> Sheaf:
    """Return the sheaf that was packed. Raises ValueError where it is cut short."""
    start = data.index(b"\n") + 1
    addresses, terms, forms, values, labels, sizes = from_json(data[:start])
    numbers = np.frombuffer(data, "<i4", sum(sizes), start)
    arrays = np.split(numbers, np.cumsum(sizes)[:-1])
    pairs = list(zip(arrays[1::2], arrays[2::2], strict=True))
    texts = {name: Texts(*pair) for name, pair in zip(FIELDS, pairs, strict=False)}
    found = zip(FACETS, values, pairs[len(FIELDS) :], strict=True)
    facets = {name: Facet(own, *pair) for name, own, pair in found}
    rows = data[start + numbers.nbytes :].split(b"\n")[:-1]
    if len(rows) != len(addresses):
        raise ValueError(f"{len(rows)} rows, not {len(addresses)}")
    return Sheaf(addresses, rows, terms, texts, forms, arrays[0], facets, labels)
