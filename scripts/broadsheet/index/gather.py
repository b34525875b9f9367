"""Sheaves to one index: four bytes a word are kept of each."""

from __future__ import annotations

from array import array

import numpy as np

from broadsheet.index.codec import Whole
from broadsheet.index.document import FIELDS
from broadsheet.index.facets import FACETS, Facet, joined
from broadsheet.index.lexicon import STOPPED, Numbers, put
from broadsheet.index.places import places
from broadsheet.index.postings import Postings, Texts, in_client_order
from broadsheet.index.sheaf import Sheaf


class Gatherer:
    """Takes sheaves one by one."""

    def __init__(self) -> None:
        self.rows: list[bytes] = []
        """What a hit shows of each document, as it is written."""
        self.labels: dict[str, str] = {}
        """Names of outlets by id."""
        self._addresses: list[str] = []
        self._firsts: list[int] = []
        self._terms, self._forms = Numbers(), Numbers()
        self._words = {name: array("i") for name in FIELDS}
        self._sizes = {name: array("i") for name in FIELDS}
        self._counted, self._times = array("i"), array("i")
        self._facets: dict[str, list[Facet]] = {name: [] for name in FACETS}

    def add(self, sheaf: Sheaf) -> None:
        """Take a sheaf."""
        self._firsts.append(len(self.rows))
        self.rows += sheaf.rows
        self._addresses += sheaf.addresses
        self.labels |= sheaf.labels
        numbers = np.append(self._terms.of(sheaf.terms), np.int32(STOPPED))  # the last is that of STOPPED: -1
        for name, text in sheaf.texts.items():
            _extend(self._words[name], numbers[text.terms])
            _extend(self._sizes[name], text.sizes)
        _extend(self._counted, self._forms.of(sheaf.forms))
        _extend(self._times, sheaf.times)
        for name, facet in sheaf.facets.items():
            self._facets[name].append(facet)

    def facets(self) -> dict[str, Facet]:
        """Return what all documents can be found by besides their words."""
        return {name: joined(parts, self._firsts) for name, parts in self._facets.items()}

    def postings(self) -> Postings:
        """Return the postings of what was taken, the same whatever order it came in. To be asked for once."""
        listed = in_client_order(self._terms)
        ranks = np.full(len(listed) + 1, STOPPED, np.int32)
        ranks[[self._terms[term] for term in listed]] = np.arange(len(listed))
        texts = {name: Texts(_numbers(words), _numbers(self._sizes[name])) for name, words in self._words.items()}
        for text in texts.values():
            put(text.terms, ranks)
        lengths = {name: text.lengths() for name, text in texts.items()}
        placed = places(lengths["body"], self._addresses)
        spread = {name: placed.spread(length) for name, length in lengths.items()}
        times = np.bincount(_numbers(self._counted), _numbers(self._times)).astype(np.int64).tolist()
        return Postings(placed, spread, listed, texts, dict(zip(self._forms, times, strict=True)))


def _extend(numbers: array[int], more: Whole) -> None:
    numbers.frombytes(more.astype(np.int32, copy=False).tobytes())


def _numbers(numbers: array[int]) -> Whole:
    return np.frombuffer(numbers or b"", np.int32)
