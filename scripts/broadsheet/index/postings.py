"""Which term stands where, and how often: what lunr's builder counts, without its weights.

lunr's weight of a term in a field follows from the term's counts, the field's length and the averages; they are
kept here, and the reader's browser computes the very weight lunr would have stored (`worker/postings.js`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from broadsheet.index.codec import Whole, gaps
from broadsheet.index.lexicon import STOPPED

MOST_BITS = 63
"""Of a term, a document and a place together: 4 million terms, 16 million documents, texts of 130,000 words."""


@dataclass(frozen=True)
class Field:
    """One field's postings, term after term."""

    lengths: Whole
    """Of each document, in terms."""
    bounds: Whole
    """Where each term's documents begin in `docs`, and after the last term their end."""
    docs: Whole
    """For each term the documents that have it, rising."""
    counts: Whole
    """How often each of them has it."""
    steps: Whole
    """The gaps between the places at which it has it."""

    @property
    def average(self) -> float:
        """Return the mean length, that of empty fields counted, as lunr does."""
        return int(self.lengths.sum()) / len(self.lengths) if len(self.lengths) else 0.0


@dataclass(frozen=True)
class Postings:
    """A whole index before it is cut."""

    order: Sequence[int]
    """Which of the documents that were read stands at each place: they are ordered by the length of the body, so
    that all those lengths fit into a few runs."""
    terms: Sequence[str]
    """In the order of `client_order`."""
    fields: Mapping[str, Field]
    forms: Mapping[str, int]
    """How often each word stands in titles and bodies, before stemming."""


def client_order(term: str) -> bytes:
    """Return what terms are ordered by: JavaScript compares UTF-16 units, Python code points."""
    return term.encode("utf-16-be", "surrogatepass")


def count(terms: Whole, sizes: Whole, order: Sequence[int], listed: int) -> Field:
    """Return the postings of one field's texts.

    One sort does it: term, document and place of each word make one number, and what the sorted numbers have in
    common is counted.

    Args:
        terms: those of all texts, one text after another; `STOPPED` where none is to be found.
        sizes: of how many terms each text consists, those counted.
        order: which text belongs to each document.
        listed: how many terms there are.
    """
    doc_bits, place_bits = len(order).bit_length(), int(sizes.max(initial=0)).bit_length()
    if listed.bit_length() + doc_bits + place_bits > MOST_BITS:
        raise OverflowError("more documents than one search index can hold; split the corpus into several sites")
    numbers = np.empty(len(order), np.int64)
    numbers[order] = np.arange(len(order))
    keys = _keys(terms, sizes, numbers << place_bits, doc_bits + place_bits)
    firsts = np.flatnonzero(np.diff(keys >> place_bits, prepend=-1))
    found = keys[firsts] >> place_bits
    places = (keys & ((1 << place_bits) - 1)).astype(np.int32)
    docs = (found & ((1 << doc_bits) - 1)).astype(np.int32)
    counts = np.diff(firsts, append=len(keys)).astype(np.int32)
    bounds = np.searchsorted(found >> doc_bits, np.arange(listed + 1))
    return Field(lengths(terms, sizes)[order], bounds, docs, counts, gaps(places, firsts))


_BLOCK = 1 << 20
"""Words that are packed at once: what is needed besides is bounded by that."""


def _keys(terms: Whole, sizes: Whole, numbers: Whole, shift: int) -> Whole:
    """Term, document and place of each word as one number, sorted; `numbers` are those of the texts' documents."""
    kept = np.flatnonzero(terms != STOPPED)
    ends = np.cumsum(sizes)
    offsets = numbers - (ends - sizes)  # plus a word's place among all words, its document and place in that
    keys = np.empty(len(kept), np.int64)
    for start in range(0, len(kept), _BLOCK):
        words = kept[start : start + _BLOCK]
        texts = np.searchsorted(ends, words, side="right")
        keys[start : start + _BLOCK] = (terms[words].astype(np.int64) << shift) + offsets[texts] + words
    keys.sort()
    return keys


def lengths(terms: Whole, sizes: Whole) -> Whole:
    """Return how many terms of each text are to be found."""
    found = np.concatenate(([0], np.cumsum(terms != STOPPED, dtype=np.int64)))
    ends = np.cumsum(sizes)
    lengths: Whole = found[ends] - found[ends - sizes]
    return lengths
