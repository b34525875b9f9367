"""Cutting the postings into small files by ranges of terms.

A line of a term shard is a term and, parted by spaces, its fields: the field's letter, the number of its
documents, then per document twice the gap to the number before (plus one and, after it, the count less two, where
the term occurs more than once), then the field's lengths (not for the body, whose lengths follow from the
documents' numbers). A line of a position shard is the same term with the gaps between its places. A term too long
for one shard goes on in the next ones, each part counting documents from 0.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np

from broadsheet.index.codec import Whole, encode_all, gaps, sliced
from broadsheet.index.cuts import cuts
from broadsheet.index.document import PHRASE_FIELDS
from broadsheet.index.places import Places
from broadsheet.index.postings import Block, Field, Postings, client_order
from broadsheet.index.sizes import grown

SHARD_SIZE = 7_000
"""Characters of a term shard of a small index at most. Smaller ones lengthen the manifest, larger ones every
query: measured in `benchmarks/search.py`."""

PART = 8_000
"""Documents in one line at most; where there are more, a line has those of twice as many numbers."""


@dataclass(frozen=True)
class Shard:
    """Two files: one that every query for its terms loads, one for phrases only."""

    first: str
    """Its first term."""
    terms: bytes
    positions: bytes


class _Line(NamedTuple):
    term: str
    written: str
    positions: str
    """The line of the position shard; empty for none."""


class _Rows(NamedTuple):
    """What lines say of one field, one after another."""

    terms: Whole
    """The number of each row's term: rising, and several times for a term that is too long for one line."""
    documents: Sequence[str]
    places: Sequence[str]
    """None at all for a field that keeps no places."""


def cut(postings: Postings, spellings: Mapping[str, str]) -> list[Shard]:
    """Return the shards, in the order of their terms.

    Args:
        postings: what to cut.
        spellings: for a term of a name, the other ways of writing it, put at the end of the term's line.
    """
    spelt = [_Line(term, f"{term} s{spellings[term]}", "") for term in sorted(spellings, key=client_order)]
    lines = (line for block in postings.blocks() for line in _lines(block, postings.lengths))
    merged = list(merge(lines, spelt, key=lambda line: client_order(line.term)) if spelt else lines)
    sizes = np.array([len(line.written) + 1 for line in merged])
    marks = np.array([zlib.crc32(line.term.encode()) for line in merged])
    bounds = cuts(sizes, marks, grown(SHARD_SIZE, len(postings.places.order)))
    return [_shard(merged[first:end]) for first, end in pairwise(bounds)]


def _shard(lines: Sequence[_Line]) -> Shard:
    terms = "\n".join([line.written for line in lines])
    positions = "\n".join([line.positions for line in lines if line.positions])
    return Shard(lines[0].term, terms.encode(), positions.encode())


def _lines(block: Block, lengths: Mapping[str, Whole]) -> Iterator[_Line]:
    """A line for each term with all its fields, or, where it is long, one for each part of a field."""
    totals = np.sum([np.diff(field.bounds) for field in block.fields.values()], axis=0)
    long = totals > PART
    rows = [_rows(name, field, lengths[name], np.flatnonzero(long)) for name, field in block.fields.items()]
    parts = [np.bincount(field.terms, minlength=len(long)) for field in rows]
    counts = np.where(long, np.sum(parts, axis=0), 1)
    terms = np.repeat(np.array(block.terms, object), counts).tolist()
    begin = np.cumsum(counts) - counts
    documents, places = [], []
    for field, part in zip(rows, parts, strict=True):
        at = (begin[field.terms] + long[field.terms] * _turns(field.terms)).tolist()
        documents.append(_placed(field.documents, at, len(terms)))
        places.append(_placed(field.places, at, len(terms)))
        begin += long * part
    positions = map("".join, zip(*places, strict=True))
    told = [term + steps if steps else "" for term, steps in zip(terms, positions, strict=True)]
    return map(_Line, terms, map("".join, zip(terms, *documents, strict=True)), told)


def _turns(rising: Whole) -> Whole:
    """For each number how many equal ones stand before it."""
    return np.arange(len(rising)) - np.searchsorted(rising, rising)


def _placed(texts: Iterable[str], at: Iterable[int], size: int) -> list[str]:
    placed = [""] * size
    for place, text in zip(at, texts, strict=False):
        placed[place] = text
    return placed


def _rows(name: str, field: Field, lengths: Whole, long: Whole) -> _Rows:
    bounds = _cuts(field, long)
    terms = np.searchsorted(field.bounds, bounds[:-1], side="right") - 1
    numbers, at = _documents(field, bounds[:-1])
    counts = sliced(np.diff(bounds), np.arange(len(bounds)))
    documents = sliced(numbers, at[bounds])
    # The body's lengths follow from the order of the documents.
    written = repeat("") if name == "body" else sliced(lengths[field.docs], bounds)
    letter = " " + name[0]
    rows = [letter + "".join(row) for row in zip(counts, documents, written, strict=False)]
    places_at = np.append(0, np.cumsum(field.counts))
    places = sliced(field.steps, places_at[bounds]) if name in PHRASE_FIELDS else ()
    return _Rows(terms, rows, [letter + steps for steps in places])


def _cuts(field: Field, long: Whole) -> Whole:
    """Where lines begin among a field's documents, and after the last one their end."""
    terms = (slice(*field.bounds[term : term + 2]) for term in long.tolist())
    within = [part.start + 1 + np.flatnonzero(np.diff(field.docs[part] // (2 * PART))) for part in terms]
    return np.unique(np.concatenate([field.bounds, *within]))


def _documents(field: Field, starts: Whole) -> tuple[Whole, Whole]:
    """The numbers that tell a field's documents and counts, where those of each document begin, and the end."""
    often = field.counts > 1
    at = np.append(0, np.cumsum(1 + often))
    numbers = np.empty(at[-1], np.int32)
    numbers[at[:-1]] = 2 * gaps(field.docs, starts) + often
    numbers[at[:-1][often] + 1] = field.counts[often] - 2
    return numbers, at


def runs(places: Places, lengths: Whole) -> str:
    """Return the lengths of bodies as runs: the gap to the length before, then how many numbers have it."""
    values, firsts = np.unique(lengths[places.numbers], return_index=True)
    bounds = np.append(places.numbers[firsts], places.size)
    bounds[:1] = 0  # what comes before the first document is no document
    return encode_all(np.stack((np.diff(values, prepend=0), np.diff(bounds)), axis=1).ravel())[0]
