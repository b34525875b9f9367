"""Cuts long lists into pages that link to each other, so that what comes in changes few of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.models import Card
from broadsheet.render import addresses
from broadsheet.render.site import Site
from broadsheet.render.templates import Page

PART = 200
"""Entries on one page of a list at most."""
LEAST = 150
"""Entries on a page where there are too many for one."""


@dataclass(frozen=True)
class Part:
    """One page of a list. It does not know how long the list is, or it would be another with every new entry."""

    entries: tuple[str, ...]
    """Ids, in the order of reading."""
    number: int
    """In the order of reading, from 1."""
    of: int
    """Pages in all."""
    first: str
    """The path of the first page."""
    is_counted_back: bool = False
    """Whether the last page has the lowest number in its address."""

    @property
    def path(self) -> str:
        """Return the path of this page."""
        return self._path(self.number)

    @property
    def links(self) -> list[tuple[str, str]]:
        """Return what the page links to, in words, with the paths; nothing leads to the page itself."""
        last, here = self.of, self.number
        found = [("First", 1), ("Previous", here - 1), ("Next", here + 1), ("Last", last)]
        wanted = {n: word for word, n in reversed(found) if 1 <= n <= last and n != here}
        return [(word, self._path(n)) for word, n in found if wanted.get(n) == word]

    def _path(self, number: int) -> str:
        if number == 1:
            return self.first
        return addresses.part(self.first, self.of - number + 1 if self.is_counted_back else number)


def in_order(path: str, ids: Sequence[str]) -> list[Part]:
    """Return the pages of a list whose first one lies at a path; there is one also where there are no entries."""
    cut = _cut(ids)
    return [Part(entries, n, len(cut), path) for n, entries in enumerate(cut, start=1)]


def from_newest(site: Site, articles: Sequence[Card]) -> list[str]:
    """Return the ids of articles, given in the order of the coverage, the newest first and the undated last."""
    dated = [a.id for a in reversed(articles) if site.day(a)]
    return [*dated, *(a.id for a in articles if not site.day(a))]


def newest_first(path: str, ids: Sequence[str]) -> list[Part]:
    """Return the pages of a list that grows at its beginning; the first one has up to twice as many entries.

    The others are counted from the end, so that what comes in changes neither what they hold nor their addresses.
    """
    *old, newest = (part[::-1] for part in _cut(ids[::-1]))
    cut = [newest + old.pop() if old else newest, *old[::-1]]
    return [Part(entries, n, len(cut), path, is_counted_back=True) for n, entries in enumerate(cut, start=1)]


def _cut(ids: Sequence[str]) -> list[tuple[str, ...]]:
    """Return a list in pieces; where it is cut hangs on what lies near, so that one more moves few of the cuts."""
    found, start = [], 0
    while len(ids) - start > PART:
        end = min(range(start + LEAST, start + PART + 1), key=lambda n: _lot(ids[n - 1]))
        found.append(tuple(ids[start:end]))
        start = end
    return [*found, tuple(ids[start:])]


def _lot(entry: str) -> bytes:
    return hashlib.blake2b(entry.encode(), digest_size=8).digest()


def listed(site: Site, part: Part, name: str, about: str) -> Page:
    """Return a further page of the articles that belong to what has a page of its own, at the path `about`."""
    return Page(
        path=part.path,
        template="listed",
        title=f"{name}: articles, part {part.number}",
        description=f"Part {part.number} of {part.of} of the articles on the page “{name}”.",
        values={"part": part, "articles": site.live(part.entries), "name": name, "about": about},
        meta={"kind": "articles"},
    )
