"""Gists of many articles as a few arrays, which are read and put together far faster than one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from broadsheet.link.gists import Gist
from broadsheet.link.names import Names
from broadsheet.link.stories import Terms
from broadsheet.models import Card


@dataclass(frozen=True, slots=True)
class Sheaf:
    """What linking needs of some articles, in their order; more can be added."""

    cards: list[Card] = field(default_factory=list)
    runs: list[bytes] = field(default_factory=list)
    """For each article the hashes of its runs of words, as its gist has them."""
    said: list[tuple[bytes, ...]] = field(default_factory=list)
    """For each article those of each of its claims."""
    terms: Terms = field(default_factory=Terms)
    names: Names = field(default_factory=Names)

    def add(self, found: Gist) -> None:
        """Take in one more article."""
        self.names.add(len(self.cards), found)
        self.terms.add(found.words, found.counts)
        self.said.append(found.said)
        self.runs.append(found.runs)
        self.cards.append(found.card)

    def take(self, other: Sheaf) -> None:
        """Take in the articles of another sheaf."""
        self.names.take(len(self.cards), other.names.words, other.names.cells())
        self.terms.take(other.terms.words, other.terms.block())
        self.said.extend(other.said)
        self.runs.extend(other.runs)
        self.cards.extend(other.cards)


@runtime_checkable
class Bound(Protocol):
    """Gists that can be had in sheaves."""

    def sheaves(self) -> Iterator[Sheaf]:
        """Yield sheaves of all gists, in their order."""


def joined(gists: Iterable[Gist]) -> Sheaf:
    """Return all gists as one sheaf."""
    whole = Sheaf()
    if isinstance(gists, Bound):
        for sheaf in gists.sheaves():
            whole.take(sheaf)
    else:
        for found in gists:
            whole.add(found)
    return whole


def packed(sheaf: Sheaf) -> bytes:
    """Return a sheaf as bytes: a line with the lengths of what follows, the cards as JSON, words, arrays."""
    said = [runs for article in sheaf.said for runs in article]
    parts = [
        _codec().dump_json(sheaf.cards),
        to_json([sheaf.terms.words, sheaf.names.words]),
        *(_lengths(runs) for runs in (sheaf.runs, said)),
        *(b"".join(runs) for runs in (sheaf.runs, said)),
        *(column.astype(column.dtype.newbyteorder("<")).tobytes() for column in sheaf.terms.block()),
        *(cells.astype("<u4").tobytes() for cells in sheaf.names.cells()),
    ]
    return b"".join((to_json(list(map(len, parts))), b"\n", *parts))


def unpacked(data: bytes) -> Sheaf:
    """Return the sheaf that was packed."""
    head = data.index(b"\n") + 1
    parts = _cut(memoryview(data)[head:], from_json(data[:head]))
    cards, words, of_articles, of_claims, runs, said, sizes, held, times, *cells = parts
    terms, names = from_json(words)
    found = Sheaf(_codec().validate_json(cards), _cut(runs, _numbers(of_articles).tolist()))
    by_claim = iter(_cut(said, _numbers(of_claims).tolist()))
    found.said.extend(tuple(next(by_claim) for _ in card.claims) for card in found.cards)
    found.terms.take(terms, (_numbers(sizes), _numbers(held), np.frombuffer(times, dtype="<u2")))
    found.names.take(0, names, [_numbers(each).reshape(-1, 4) for each in cells])
    return found


def _cut(data: memoryview | bytes, sizes: Sequence[int]) -> list[bytes]:
    ends = np.cumsum([0, *sizes]).tolist()
    return [bytes(data[start:end]) for start, end in pairwise(ends)]


def _lengths(parts: Sequence[bytes]) -> bytes:
    return np.array([len(part) for part in parts], dtype="<u4").tobytes()


def _numbers(data: bytes) -> NDArray[np.uint32]:
    return np.frombuffer(data, dtype="<u4")


@cache
def _codec() -> TypeAdapter[list[Card]]:
    return TypeAdapter(list[Card])
