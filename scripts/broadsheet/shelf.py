"""Articles that lie on disk and are read one at a time, so that a corpus may be larger than memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar, overload

from pydantic import TypeAdapter

from broadsheet.digests import digest_of
from broadsheet.models import Article

Load = Callable[[str], Article]
"""Reads the article of an id."""

R = TypeVar("R")


class Note(Protocol):
    """Keeps what is made of articles."""

    def __call__(self, digest: str, make: Callable[[], bytes], read: Callable[[bytes], R]) -> Callable[[], R]:
        """Return what gives what `read` reads: as it was kept, or made when it is asked for, and then kept.

        It is known by 64 hexadecimal digits, which stand for what is made and for all that it is made of. What was
        kept and cannot be read is made anew.
        """


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
    digests: Mapping[str, str] = field(default_factory=dict)
    """What stands for each article before it is changed, by id, where that is known: others have another."""
    note: Note | None = None
    """Keeps what is made of the articles; where it is None, that is made whenever it is asked for."""

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
            return replace(self, names=self.names[place])
        return self.named(self.names[place])

    def named(self, name: str) -> Article:
        """Read the article of an id."""
        article = self.load(name)
        return article if self.change is None else self.change(article)

    def noted(self, name: str, given: bytes, make: Callable[[Article], bytes], read: Callable[[bytes], R]) -> R:
        """Return what `read` reads of what is made of an article; `given` says what that is and all it depends on.

        The article is opened only where nothing is kept. What changes articles is taken to be always the same.
        """
        return self.bound((name,), given, lambda: make(self.named(name)), read)()

    def bound(
        self, names: Sequence[str], given: bytes, make: Callable[[], bytes], read: Callable[[bytes], R]
    ) -> Callable[[], R]:
        """Return what gives what `read` reads of what is made of some articles together, when it is asked for.

        `read` raises where bytes are nothing of the kind.
        """
        digest = self.stamp(names, given)
        if self.note is None or not digest:
            return lambda: read(make())
        return self.note(digest, make, read)

    def stamp(self, names: Sequence[str], given: bytes) -> str:
        """Return 64 hexadecimal digits that stand for some articles as they are now and for what is made of them.

        Empty where nothing stands for one of the articles.
        """
        known = [self.digests.get(name, "") for name in names]
        if not all(known):
            return ""
        return digest_of([*(digest.encode() for digest in known), given, bytes([self.change is not None])])

    def arranged(self, names: Sequence[str]) -> Shelf:
        """Return the same articles, or some of them, in another order."""
        return replace(self, names=tuple(names))

    def changed(self, change: Callable[[Article], Article]) -> Shelf:
        """Return the articles as a change leaves them; the last one given counts."""
        return replace(self, change=change)


def sheaves(names: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """Yield names in their order, about so many at a time; one name more or less changes one of them or two."""
    mine: list[str] = []
    for name in names:
        mine.append(name)
        if zlib.crc32(name.encode()) % size == 0:
            yield from _parted(mine, 4 * size)
            mine = []
    if mine:
        yield from _parted(mine, 4 * size)


def _parted(names: list[str], most: int) -> Iterator[tuple[str, ...]]:
    """Yield names in parts of at most so many, cut near the middle where the least hash is: cuts do not shift."""
    if len(names) <= most:
        yield tuple(names)
        return
    middle = range(len(names) // 4, 3 * len(names) // 4)
    cut = 1 + min(middle, key=lambda n: zlib.crc32(names[n].encode()))
    yield from _parted(names[:cut], most)
    yield from _parted(names[cut:], most)


def list_of(number: int, codec: TypeAdapter[list[R]]) -> Callable[[bytes], list[R]]:
    """Return what reads so many things of a kind from JSON; it raises ValueError where there are others."""

    def read(data: bytes) -> list[R]:
        found = codec.validate_json(data)
        if len(found) != number:
            raise ValueError(f"{len(found)}, not {number}")
        return found

    return read


def shelved(articles: Sequence[Article]) -> Shelf:
    """Return articles as a shelf: those in memory on a new one."""
    if isinstance(articles, Shelf):
        return articles
    return Shelf(tuple(a.id for a in articles), {a.id: a for a in articles}.__getitem__)
