"""Cutting the postings into small files by ranges of terms.

A line of a term shard is a term and, parted by spaces, its fields: the field's letter, the number of its
documents, then per document twice the gap to the one before (plus one and, after it, the count less two, where
the term occurs more than once), then the field's lengths (not for the body, whose lengths follow from the order
of the documents). A line of a position shard is the same term with the gaps between its places. A term too long
for one shard goes on in the next ones, each part counting documents from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from broadsheet.index.codec import encode, gaps
from broadsheet.index.document import FIELDS, PHRASE_FIELDS
from broadsheet.index.postings import Posting, Postings

SHARD_SIZE = 8_000
"""Characters of a term shard, about. Smaller ones lengthen the manifest, larger ones every query: measured in
`benchmarks/search.py`."""

PART = 8_000
"""Documents in one line at most."""


@dataclass(frozen=True)
class Shard:
    """Two files: one that every query for its terms loads, one for phrases only."""

    first: str
    """Its first term."""
    terms: str
    positions: str


@dataclass(frozen=True)
class _Line:
    term: str
    fields: tuple[str, ...]
    positions: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.term) + sum(map(len, self.fields)) + len(self.fields) + 1


def cut(postings: Postings, spellings: Mapping[str, str]) -> list[Shard]:
    """Return the shards, in the order of their terms.

    Args:
        postings: what to cut.
        spellings: for a term of a name, the other ways of writing it, put at the end of the term's line.
    """
    terms = sorted(postings.terms.keys() | spellings.keys(), key=_client_order)
    lines = (line for term in terms for line in _lines(term, postings, spellings.get(term, "")))
    return [_shard(group) for group in _groups(lines)]


def _client_order(term: str) -> bytes:
    """JavaScript compares UTF-16 units, Python code points."""
    return term.encode("utf-16-be")


def _groups(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    size = 0
    for line in lines:
        if group and size + len(line) > SHARD_SIZE:
            yield group
            group, size = [], 0
        group.append(line)
        size += len(line)
    if group:
        yield group


def _shard(lines: list[_Line]) -> Shard:
    terms = "\n".join(" ".join((line.term, *line.fields)) for line in lines)
    positions = "\n".join(" ".join((line.term, *line.positions)) for line in lines if line.positions)
    return Shard(lines[0].term, terms, positions)


def _lines(term: str, postings: Postings, spellings: str) -> Iterator[_Line]:
    fields = postings.terms.get(term, {})
    for part in _parts(fields):
        written = tuple(name[0] + _documents(part[name], _inline(postings, name)) for name in part)
        places = tuple(name[0] + encode(part[name].steps) for name in part if name in PHRASE_FIELDS)
        yield _Line(term, written, places)
    if spellings:
        yield _Line(term, ("s" + spellings,), ())


def _inline(postings: Postings, name: str) -> list[int] | None:
    return None if name == "body" else postings.lengths[name]


def _documents(posting: Posting, lengths: list[int] | None) -> str:
    numbers = [len(posting.docs)]
    for step, count in zip(gaps(posting.docs), posting.counts, strict=True):
        numbers += (2 * step,) if count == 1 else (2 * step + 1, count - 2)
    if lengths is not None:
        numbers += [lengths[doc] for doc in posting.docs]
    return encode(numbers)


def _parts(fields: Mapping[str, Posting]) -> Iterator[dict[str, Posting]]:
    """A term's fields, in parts of at most `PART` documents each, field after field."""
    if sum(len(posting.docs) for posting in fields.values()) <= PART:
        if fields:
            yield dict(fields)
        return
    for name in FIELDS:
        if name in fields:
            for part in _slices(fields[name]):
                yield {name: part}


def _slices(posting: Posting) -> Iterator[Posting]:
    place = 0
    for start in range(0, len(posting.docs), PART):
        counts = posting.counts[start : start + PART]
        width = sum(counts)
        yield Posting(posting.docs[start : start + PART], counts, posting.steps[place : place + width])
        place += width


def runs(lengths: Iterable[int]) -> str:
    """Return rising lengths as runs: the gap to the length before, then how many documents have it."""
    before, numbers = 0, []
    for length, same in groupby(lengths):
        numbers += [length - before, sum(1 for _ in same)]
        before = length
    return encode(numbers)
