"""All names of a corpus as numbers: who is named where, in small tables that hold a hundred thousand articles."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from broadsheet.link.gists import Gist
from broadsheet.link.numbering import Numbering
from broadsheet.link.overlap import Ints

KINDS: tuple[Literal["person", "organisation", "place"], ...] = ("person", "organisation", "place")
"""What a name may be of that becomes a topic though nobody has registered it."""

_NUMBERS: dict[str, int] = {kind: number for number, kind in enumerate(KINDS, 1)}

_WIDTH = 4
# Of each table of names, in their order: whether its third column is the number of a word.
_VALUE_IS_WORD = (True, True, True, True, False, False)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of four numbers, as parallel arrays."""

    article: Ints
    name: Ints
    value: Ints
    count: Ints


class Table:
    """Rows of four numbers, to which more are added: an article, a name, and what is said of the two."""

    def __init__(self, cells: Ints | None = None) -> None:
        self._cells = array("I")
        if cells is not None:
            self.extend(cells)

    def add(self, article: int, name: int, value: int, count: int = 1) -> None:
        """Put a row at the end."""
        self._cells.extend((article, name, value, count))

    def extend(self, cells: Ints) -> None:
        """Put rows at the end: an array of four columns, or one row after the other."""
        self._cells.frombytes(cells.astype(np.uint32).tobytes())

    def cells(self) -> NDArray[np.uint32]:
        """Return all rows as an array of four columns."""
        return np.array(self._cells, dtype=np.uint32).reshape(-1, _WIDTH)

    def arranged(self, places: Ints) -> Rows:
        """Return the rows in the order of their articles' places; articles with a place below 0 are left out."""
        cells = self.cells().astype(np.int64)
        place = places[cells[:, 0]]
        order = np.argsort(place, kind="stable")[np.count_nonzero(place < 0) :]
        return Rows(place[order], cells[order, 1], cells[order, 2], cells[order, 3])


@dataclass(frozen=True, slots=True)
class Names:
    """What the gists of all articles say about names; words are known by numbers."""

    numbers: Numbering = field(default_factory=Numbering)
    """The number of each word: a topic's id, a name, a way of writing it."""
    found: Table = field(default_factory=Table)
    """The name as the recogniser is nearly sure of it, and its kind from 1 on; 0 where it is not sure.

    Here are only names that may become topics: registered ones and those whose type is known.
    """
    spellings: Table = field(default_factory=Table)
    called: Table = field(default_factory=Table)
    shown: Table = field(default_factory=Table)
    """A way of writing or calling, and how often it is shown."""
    about: Table = field(default_factory=Table)
    """The place of a claim in its article in which the name stands."""
    by: Table = field(default_factory=Table)
    """The place of a claim in its article of which it is the speaker."""

    def add(self, row: int, gist: Gist) -> None:
        """Take in the names of an article."""
        keys = [self.numbers[named.key] for named in gist.names]
        able = [named.registered or named.type in _NUMBERS for named in gist.names]
        for key, named, kept in zip(keys, gist.names, able, strict=True):
            if kept:
                self.found.add(row, key, self.numbers[named.name], _NUMBERS[named.type] if named.name else 0)
                for word in named.spellings:
                    self.spellings.add(row, key, self.numbers[word])
                for word in named.called:
                    self.called.add(row, key, self.numbers[word])
                for word, count in named.shown:
                    self.shown.add(row, key, self.numbers[word], count)
        for place, claim in enumerate(gist.card.claims):
            for inside in gist.named[place]:
                if able[inside]:
                    self.about.add(row, keys[inside], place)
            if claim.speaker_id is not None:
                self.by.add(row, self.numbers[claim.speaker_id], place)

    def take(self, row: int, words: Sequence[str], tables: Sequence[Ints]) -> None:
        """Take in the names of further articles, from `row` on; in their tables words are places in `words`."""
        numbers = self.numbers.of(words)
        for table, cells, is_word in zip(self._tables, tables, _VALUE_IS_WORD, strict=True):
            article, name, value, count = cells.T
            table.extend(
                np.column_stack((article + row, numbers[name], numbers[value] if is_word else value, count))
            )

    @property
    def words(self) -> list[str]:
        """Return all words, in the order of their numbers."""
        return self.numbers.words

    def cells(self) -> list[NDArray[np.uint32]]:
        """Return the rows of all tables."""
        return [table.cells() for table in self._tables]

    @property
    def _tables(self) -> tuple[Table, ...]:
        return self.found, self.spellings, self.called, self.shown, self.about, self.by


class _Bounds:
    """Where equal numbers among ascending ones begin and end."""

    def __init__(self, keys: Ints) -> None:
        self._begins: list[int] = np.searchsorted(keys, np.arange(int(keys.max(initial=-1)) + 2)).tolist()

    def __getitem__(self, key: int) -> slice:
        return slice(*self._begins[key : key + 2]) if key < len(self._begins) - 1 else slice(0)


class Sorted:
    """Values by key: each key's distinct values in the order in which they first came."""

    def __init__(self, keys: Ints, values: Ints) -> None:
        width = int(values.max(initial=0)) + 1
        _, first = np.unique(keys.astype(np.int64) * width + values, return_index=True)
        order = np.lexsort((first, keys[first]))
        self.keys, self.values = keys[first][order], values[first][order]
        self._bounds = _Bounds(self.keys)

    def __getitem__(self, key: int) -> list[int]:
        """Return the values of a key; none where there is none."""
        found: list[int] = self.values[self._bounds[key]].tolist()
        return found


class Written:
    """How often outlets write a name in which way."""

    def __init__(self, shown: Rows, outlets: Sequence[str]) -> None:
        numbers: dict[str, int] = {}
        of = np.array([numbers.setdefault(outlet, len(numbers)) for outlet in outlets], dtype=np.int64)
        self._outlets = list(numbers)
        width = int(shown.value.max(initial=0)) + 1
        codes = (shown.name * width + shown.value) * len(numbers) + of[shown.article]
        distinct, inverse = np.unique(codes, return_inverse=True)
        self._counts = np.bincount(inverse, shown.count, minlength=len(distinct)).astype(np.int64)
        words, self._outlet = np.divmod(distinct, max(1, len(numbers)))
        names, self._words = np.divmod(words, width)
        self._bounds = _Bounds(names)

    def __getitem__(self, name: int) -> list[tuple[int, str, int]]:
        """Return word, outlet and count for each way in which an outlet writes a name."""
        mine = self._bounds[name]
        outlets = [self._outlets[outlet] for outlet in self._outlet[mine].tolist()]
        columns = (self._words[mine].tolist(), outlets, self._counts[mine].tolist())
        return list(zip(*columns, strict=True))
