"""Cuts long lists into pages that link to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from broadsheet.models import Card
from broadsheet.render import addresses, phrases
from broadsheet.render.templates import Page

T = TypeVar("T")

PART = 200
"""Entries on one page of a list."""


@dataclass(frozen=True)
class Part(Generic[T]):
    """One page of a list."""

    entries: Sequence[T]
    number: int
    """In the order of reading, from 1."""
    paths: tuple[str, ...]
    """Of all pages of the list, in the order of reading."""
    in_all: int
    """Entries on all of them."""

    @property
    def path(self) -> str:
        """Return the path of this page."""
        return self.paths[self.number - 1]

    @property
    def links(self) -> list[tuple[str, str]]:
        """Return what the page links to, in words, with the paths; nothing leads to the page itself."""
        last, here = len(self.paths), self.number
        found = [("First", 1), ("Previous", here - 1), ("Next", here + 1), ("Last", last)]
        wanted = {n: word for word, n in reversed(found) if 1 <= n <= last and n != here}
        return [(word, self.paths[n - 1]) for word, n in found if wanted.get(n) == word]


def in_order(path: str, entries: Sequence[T]) -> list[Part[T]]:
    """Return the pages of a list whose first one lies at a path; there is one also where there are no entries."""
    last = max(1, -(-len(entries) // PART))
    paths = tuple(addresses.part(path, n) if n > 1 else path for n in range(1, last + 1))
    cut = [entries[n * PART : (n + 1) * PART] for n in range(last)]
    return [Part(cut[n], n + 1, paths, len(entries)) for n in range(last)]


def newest_first(path: str, entries: Sequence[T]) -> list[Part[T]]:
    """Return the pages of a list that grows at its beginning; the first one has up to twice as many entries.

    The others are counted from the end, so that what comes in changes neither what they hold nor their addresses.
    """
    last = max(1, len(entries) // PART)
    first = len(entries) - (last - 1) * PART
    paths = (path, *(addresses.part(path, n) for n in range(last - 1, 0, -1)))
    cut = [entries[:first], *(entries[first + n * PART : first + (n + 1) * PART] for n in range(last - 1))]
    return [Part(cut[n], n + 1, paths, len(entries)) for n in range(last)]


def listed(part: Part[Card], name: str, about: str) -> Page:
    """Return a further page of the articles that belong to what has a page of its own, at the path `about`."""
    counted = phrases.count(part.in_all, "article")
    return Page(
        path=part.path,
        template="listed",
        title=f"{name}: articles, part {part.number}",
        description=f"Part {part.number} of {len(part.paths)} of the {counted} on the page “{name}”.",
        values={"part": part, "name": name, "about": about},
        meta={"kind": "articles"},
    )
