"""Gists of many articles as a few arrays, which are read and put together far faster than one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from pydantic_core import from_json, to_json

from broadsheet.link.cards import packed_cards, unpacked_cards
from broadsheet.link.claimed import Said
from broadsheet.link.gists import Gist
from broadsheet.link.names import Names, Table
from broadsheet.link.numbering import Numbering
from broadsheet.link.shingles import HASH
from broadsheet.link.stories import Terms
from broadsheet.models import Card

_SIZE = 4


@dataclass(frozen=True, slots=True)
class Sheaf:
    """What linking needs of some articles, in their order; more can be added."""

    cards: list[Card] = field(default_factory=list)
    runs: list[bytes] = field(default_factory=list)
    """For each article the hashes of its runs of words, as its gist has them."""
    said: list[bytes] = field(default_factory=list)
    """For each article those of all its claims, one claim after the other."""
    sizes: list[bytes] = field(default_factory=list)
    """For each article how many of them (32 bits) each claim has."""
    terms: Terms = field(default_factory=Terms)
    names: Names = field(default_factory=Names)

    def add(self, found: Gist) -> None:
        """Take in one more article."""
        self.names.add(len(self.cards), found)
        self.terms.add(found.words, found.counts)
        self.said.append(b"".join(found.said))
        self.sizes.append(_lengths(found.said, HASH))
        self.runs.append(found.runs)
        self.cards.append(found.card)

    def take(self, other: Sheaf) -> None:
        """Take in the articles of another sheaf."""
        self.names.take(len(self.cards), other.names.words, other.names.cells())
        self.terms.take(other.terms.words, other.terms.block())
        self.said.extend(other.said)
        self.sizes.extend(other.sizes)
        self.runs.extend(other.runs)
        self.cards.extend(other.cards)

    def runs_of(self, rows: Sequence[int]) -> Iterator[bytes]:
        """Yield the runs of some articles and forget them: they are most of what a sheaf holds."""
        return _given_away(self.runs, rows)

    def named(self) -> set[str]:
        """Return the keys of all who are named or speak in articles that are not withdrawn."""
        stays = np.array([not card.withdrawn for card in self.cards], dtype=bool)
        cells = np.concatenate((self.names.found.cells(), self.names.by.cells()))
        return {self.names.words[number] for number in set(cells[stays[cells[:, 0]], 1].tolist())}

    def said_by(self, rows: Sequence[int]) -> Said:
        """Return the runs of the claims of some articles and forget them."""
        sizes, said = (b"".join(_given_away(each, rows)) for each in (self.sizes, self.said))
        return _numbers(sizes), np.frombuffer(said, dtype="<u8")


def _given_away(parts: list[bytes], rows: Sequence[int]) -> Iterator[bytes]:
    for row in rows:
        part, parts[row] = parts[row], b""
        yield part


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
    parts = [
        packed_cards(sheaf.cards),
        to_json([sheaf.terms.words, sheaf.names.words]),
        *(_lengths(each) for each in (sheaf.runs, sheaf.said)),
        *(b"".join(each) for each in (sheaf.runs, sheaf.said, sheaf.sizes)),
        *(column.astype(column.dtype.newbyteorder("<")).tobytes() for column in sheaf.terms.block()),
        *(cells.astype("<u4").tobytes() for cells in sheaf.names.cells()),
    ]
    return b"".join((to_json(list(map(len, parts))), b"\n", *parts))


def unpacked(data: bytes) -> Sheaf:
    """Return the sheaf that was packed."""
    head = data.index(b"\n") + 1
    parts = _cut(memoryview(data)[head:], from_json(data[:head]))
    packed_up, words, of_runs, of_said, runs, said, sizes, lengths, held, times, *cells = parts
    terms, names = from_json(words)
    cards = unpacked_cards(packed_up)
    return Sheaf(
        cards,
        _cut(runs, _numbers(of_runs).tolist()),
        _cut(said, _numbers(of_said).tolist()),
        _cut(sizes, [len(card.claims) * _SIZE for card in cards]),
        Terms(terms, (_numbers(lengths), _numbers(held), np.frombuffer(times, dtype="<u2"))),
        Names(Numbering(names), *map(Table, map(_numbers, cells))),
    )


def _cut(data: memoryview | bytes, sizes: Sequence[int]) -> list[bytes]:
    ends = np.cumsum([0, *sizes]).tolist()
    return [bytes(data[start:end]) for start, end in pairwise(ends)]


def _lengths(parts: Sequence[bytes], width: int = 1) -> bytes:
    return np.array([len(part) // width for part in parts], dtype="<u4").tobytes()


def _numbers(data: bytes) -> NDArray[np.uint32]:
    return np.frombuffer(data, dtype="<u4")
