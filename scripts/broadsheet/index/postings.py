"""Which term stands where, and how often: what lunr's builder counts, without its weights.

lunr's weight of a term in a field follows from the term's counts, the field's length and the averages; they are
kept here, and the reader's browser computes the very weight lunr would have stored (`worker/postings.js`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from broadsheet.index.codec import Whole, gaps
from broadsheet.index.lexicon import STOPPED, tally
from broadsheet.index.places import Places

MOST_BITS = 63
"""Of a term, a document and a place together: 4 million terms, 16 million documents, texts of 130,000 words."""


BLOCK = 1 << 21
"""Words that are counted at once, about: some 100 bytes are needed for each."""


@dataclass(frozen=True)
class Texts:
    """One field's texts, one after another as they were read."""

    terms: Whole
    """The place of each word's term among all; `STOPPED` where none is to be found."""
    sizes: Whole
    """How many words each text has."""

    def lengths(self) -> Whole:
        """Return how many words of each text are to be found."""
        found = np.append(self.terms != STOPPED, False)
        lengths: Whole = np.add.reduceat(found, np.cumsum(self.sizes) - self.sizes, dtype=np.int64)
        lengths[self.sizes == 0] = 0
        return lengths


@dataclass(frozen=True)
class Field:
    """One field's postings, term after term."""

    bounds: Whole
    """Where each term's documents begin in `docs`, and after the last term their end."""
    docs: Whole
    """For each term the documents that have it, rising."""
    counts: Whole
    """How often each of them has it."""
    steps: Whole
    """The gaps between the places at which it has it."""


@dataclass(frozen=True)
class Block:
    """The postings of some terms that follow one another."""

    terms: Sequence[str]
    fields: Mapping[str, Field]


@dataclass(frozen=True)
class Postings:
    """A whole index before it is cut."""

    places: Places
    """The numbers of the documents that were read."""
    lengths: Mapping[str, Whole]
    """Of each field, in terms, by the number of the document; 0 where there is none."""
    terms: Sequence[str]
    """In the order of `client_order`."""
    texts: Mapping[str, Texts]
    forms: Mapping[str, int]
    """How often each word stands in titles and bodies, before stemming."""

    def average(self, name: str) -> float:
        """Return the mean length of a field, that of empty ones counted, as lunr does."""
        return int(self.lengths[name].sum()) / len(self.places.order) if len(self.places.order) else 0.0

    def blocks(self) -> Iterator[Block]:
        """Yield the postings of all terms, so many at a time that counting them takes bounded memory."""
        numbers = self.places.by_document()
        for first, end in self._cuts():
            fields = {name: count(texts, numbers, first, end) for name, texts in self.texts.items()}
            yield Block(self.terms[first:end], fields)

    def _cuts(self) -> Iterator[tuple[int, int]]:
        size = len(self.terms)
        # STOPPED is -1: counted as the last one, and left out.
        often = [tally(texts.terms % (size + 1), size + 1)[:-1] for texts in self.texts.values()]
        ends = np.flatnonzero(np.diff(np.cumsum(np.sum(often, axis=0)) // BLOCK, append=-1)) + 1
        return pairwise([0, *ends.tolist()])


def client_order(term: str) -> bytes:
    """Return what terms are ordered by: JavaScript compares UTF-16 units, Python code points."""
    return term.encode("utf-16-be", "surrogatepass")


def in_client_order(terms: Iterable[str]) -> list[str]:
    """Return terms in the order that JavaScript has for them."""
    listed = sorted(terms)
    return listed if "".join(listed).isascii() else sorted(listed, key=client_order)


def count(texts: Texts, numbers: Whole, first: int, end: int) -> Field:
    """Return one field's postings of some terms.

    One sort does it: term, document and place of each word make one number, and what the sorted numbers have in
    common is counted.

    Args:
        texts: the field's texts.
        numbers: the document of each text.
        first: the place of the first of the terms.
        end: the place after the last one.
    """
    doc_bits, place_bits = int(numbers.max(initial=0)).bit_length(), int(texts.sizes.max(initial=0)).bit_length()
    if (end - first).bit_length() + doc_bits + place_bits > MOST_BITS:
        raise OverflowError("more documents than one search index can hold; split the corpus into several sites")
    words = np.flatnonzero((texts.terms >= first) & (texts.terms < end))
    ends = np.cumsum(texts.sizes)
    in_each = np.diff(np.searchsorted(words, np.append(0, ends)))
    keys = (texts.terms[words].astype(np.int64) - first) << (doc_bits + place_bits)
    keys += words + np.repeat((numbers << place_bits) - (ends - texts.sizes), in_each)
    keys.sort()
    firsts = np.flatnonzero(np.diff(keys >> place_bits, prepend=-1))
    found = keys[firsts] >> place_bits
    places = keys & ((1 << place_bits) - 1)
    bounds = np.searchsorted(found >> doc_bits, np.arange(end - first + 1))
    counts = np.diff(firsts, append=len(keys))
    return Field(bounds, found & ((1 << doc_bits) - 1), counts, gaps(places, firsts))
