"""Reads back what was kept of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from broadsheet.corpus import Place
from broadsheet.digests import digest_of
from broadsheet.link import Gist, Sheaf, packed, unpacked
from broadsheet.models import Article
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read import material, problem_of
from broadsheet.shelf import sheaves
from broadsheet.store import Store, parsed, understood
from broadsheet.store.keys import code_digest, files_key
from broadsheet.work.desk import Desk, article_codec, gist_codec, looked_at

R = TypeVar("R")

# Gists are bound into sheaves of about so many.
_OF_A_SHEAF = 128


@dataclass(frozen=True)
class Kept:
    """Reads articles and gists back, one at a time; what is broken is made anew."""

    root: Path
    desk: Desk
    store: Store
    found: Mapping[str, tuple[Place, str]]
    """Where each article lies and its key in the store, by id."""
    notes: set[str] = field(default_factory=set)
    """Under which keys the store has what was made of articles and asked for by this process."""

    def article(self, name: str) -> Article:
        """Return an article. Raises BroadsheetError where it is gone and its file has changed meanwhile."""
        place, key = self.found[name]
        kept = self.store.get(f"{key}.article")
        article = parsed(article_codec(), kept)
        return self._again(place, key)[0] if article is None else article

    def gist(self, name: str) -> Gist:
        """Return the gist of an article. Raises BroadsheetError as `article` does."""
        place, key = self.found[name]
        kept = self.store.get(f"{key}.found")
        summary = None if kept is None else parsed(gist_codec(), kept.partition(b"\n")[2])
        return self._again(place, key)[1] if summary is None else summary

    def noted(self, digest: str, make: Callable[[], bytes], read: Callable[[bytes], R]) -> Callable[[], R]:
        """Return what gives what was made of articles, as `shelf.Note` says; it is kept even if nobody asks."""
        key = f"{digest}.note"
        self.notes.add(key)

        def made() -> R:
            found = understood(read, self.store.get(key))
            if found is None:
                data = make()
                self.store.put(key, data)
                found = read(data)
            return found

        return made

    def sheaf(self, names: Sequence[str]) -> Sheaf:
        """Return the gists of some articles in one: as it was kept, or made now and kept for the next time."""
        key = f"{digest_of(self.found[name][1].encode() for name in names)}.sheaf"
        self.notes.add(key)
        kept = understood(unpacked, self.store.get(key))
        if kept is not None and [card.id for card in kept.cards] == [*names]:
            return kept
        sheaf = Sheaf()
        for name in names:
            sheaf.add(self.gist(name))
        self.store.put(key, packed(sheaf), level=0)  # most of it are hashes, which nothing makes smaller
        return sheaf

    def _again(self, place: Place, key: str) -> tuple[Article, Gist]:
        given = material(self.root, place)
        look = looked_at(place, given, self.desk)
        same = self.desk.key(files_key(code_digest(), place, given), look.wording) == key
        if same and look.article is not None and look.gist is not None:
            return look.article, look.gist
        raise BroadsheetError(problem_of(Problem(place.path, 1, 1, "FILE", "has changed meanwhile", "try again")))


@dataclass(frozen=True)
class Gists(Sequence[Gist]):
    """Gists in an order, of which none is kept: each is read whenever it is asked for."""

    names: tuple[str, ...]
    kept: Kept

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.names)

    def __iter__(self) -> Iterator[Gist]:
        """Read one after the other."""
        return map(self.kept.gist, self.names)

    def __getitem__(self, at: int) -> Gist:  # type: ignore[override]
        """Read the one at a place."""
        return self.kept.gist(self.names[at])

    def sheaves(self) -> Iterator[Sheaf]:
        """Return sheaves of all gists, in their order; a gist more or less changes one of them or two."""
        return map(self.kept.sheaf, sheaves(self.names, _OF_A_SHEAF))
