"""Tables that note what is asked of them: what a page was made from is every question it asked and the answers.

A page whose questions would all be answered as they were is the same page, so it need not be made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar, overload

from pydantic_core import to_json

from broadsheet.models import Topic

V = TypeVar("V")
D = TypeVar("D")


class Question(NamedTuple):
    """An entry of a table that a page asked for, whether there is one or not."""

    table: str
    key: str


class Label(NamedTuple):
    """What a page needs of a topic that it only names: its articles may change and the page stays."""

    id: str
    name: str
    type: str


def label(topic: Topic) -> Label:
    """Return a topic's label."""
    return Label(topic.id, topic.name, topic.type)


class Listing(NamedTuple):
    """What a list shows of a topic."""

    id: str
    name: str
    articles: int
    proposed: bool


def listing(topic: Topic) -> Listing:
    """Return what a list shows of a topic."""
    return Listing(topic.id, topic.name, len(topic.articles), topic.proposed)


class Told(NamedTuple):
    """What the tables of a site share."""

    noted: set[Question]
    """What has been asked."""
    digests: dict[int, str]
    """What stands for an entry, by its identity: many keys, and several tables, may lead to one entry."""


_NOBODY: Mapping[str, str] = {}


class Table(Generic[V]):
    """Entries by key that can only be asked for one by one; every question is noted."""

    def __init__(
        self,
        name: str,
        entries: Mapping[str, V],
        told: Told,
        none: str = "none",
        known: Mapping[str, str] = _NOBODY,
    ) -> None:
        """`known` is what stands for entries where that is known already; `none` stands for there being none."""
        self.entries = entries
        """Without noting what is asked."""
        self._name, self._noted, self._digests, self._none, self._known = name, *told, none, known

    @overload
    def get(self, key: str) -> V | None: ...
    @overload
    def get(self, key: str, default: D) -> V | D: ...
    def get(self, key: str, default: D | None = None) -> V | D | None:
        """Return an entry."""
        self._noted.add(Question(self._name, key))
        return self.entries.get(key, default)

    def __getitem__(self, key: str) -> V:
        """Return an entry that is there."""
        self._noted.add(Question(self._name, key))
        return self.entries[key]

    def __contains__(self, key: object) -> bool:
        """Return whether there is an entry."""
        self._noted.add(Question(self._name, str(key)))
        return key in self.entries

    def digest(self, key: str) -> str:
        """Return what stands for an entry, or for there being none; asking for it is not noted."""
        if key not in self.entries:
            return self._none
        if key in self._known:
            return self._known[key]
        entry = self.entries[key]
        found = self._digests.get(id(entry))
        if found is None:
            content = to_json(entry, inf_nan_mode="constants")
            found = self._digests[id(entry)] = hashlib.blake2b(content, digest_size=16).hexdigest()
        return found
