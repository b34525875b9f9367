"""Articles that lie on disk and are read one at a time, so that a corpus may be larger than memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from broadsheet.models import Article

Load = Callable[[str], Article]
"""Reads the article of an id."""


@dataclass(frozen=True, slots=True)
class Shelf(Sequence[Article]):
    """A sequence of articles of which none is kept: each is read whenever it is asked for.

    It can be sent to another process where `load` and `change` can.
    """

    names: tuple[str, ...]
    """Ids, in the order of the sequence."""
    load: Load
    change: Callable[[Article], Article] | None = None
    """What is done to each article that was read, such as holding back what may not be shown."""

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self.names)

    def __iter__(self) -> Iterator[Article]:
        """Read the articles one after the other."""
        return map(self.named, self.names)

    @overload
    def __getitem__(self, place: int) -> Article: ...
    @overload
    def __getitem__(self, place: slice) -> Shelf: ...
    def __getitem__(self, place: int | slice) -> Article | Shelf:
        """Read the article at a place, or return a part of the shelf."""
        if isinstance(place, slice):
            return Shelf(self.names[place], self.load, self.change)
        return self.named(self.names[place])

    def named(self, name: str) -> Article:
        """Read the article of an id."""
        article = self.load(name)
        return article if self.change is None else self.change(article)

    def arranged(self, names: Sequence[str]) -> Shelf:
        """Return the same articles, or some of them, in another order."""
        return Shelf(tuple(names), self.load, self.change)

    def changed(self, change: Callable[[Article], Article]) -> Shelf:
        """Return the articles as a change leaves them; the last one given counts."""
        return Shelf(self.names, self.load, change)


def shelved(articles: Sequence[Article]) -> Shelf:
    """Return articles that are in memory as a shelf."""
    return Shelf(tuple(a.id for a in articles), {a.id: a for a in articles}.__getitem__)
