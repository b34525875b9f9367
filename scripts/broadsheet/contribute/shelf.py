"""The corpus that new articles are put into: its authority files, its ids and its texts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from broadsheet.check import kept_ids
from broadsheet.corpus import Corpus, Place
from broadsheet.describe import Knowledge
from broadsheet.problems import BroadsheetError
from broadsheet.read import raw_at, survey
from broadsheet.read.articles import find_places
from broadsheet.read.authority import Found, many, registered
from broadsheet.records import CorpusConfig, OutletRecord
from broadsheet.workers import knowledge_of

ARTICLES = "corpus/articles"
OUTLETS = "corpus/outlets.yml"


@dataclass
class Shelf:
    """What a new article has to fit in with; it grows with every article that is put on it."""

    knowledge: Knowledge
    """What people have registered."""
    taken: set[str]
    """Ids that a new article may not have: in use, redirected, or once published."""
    texts: Callable[[], Iterator[tuple[str, str]]]
    """Reads id and raw text of each article that lies in the corpus, one at a time."""
    digests: dict[str, str] = field(default_factory=dict)
    """The id of each article by the digest of its text."""

    @classmethod
    def of(cls, root: Path) -> Shelf:
        """Return the shelf of a project. Raises BroadsheetError where there is no corpus to add to."""
        corpus, problems = survey(root, lambda name: False)
        if corpus is None and not (root / "corpus").is_dir():
            raise BroadsheetError(*problems)
        corpus = _without_articles(root) if corpus is None else corpus
        texts = partial(_texts, root, find_places(Found(root))[0])
        return cls(
            knowledge=knowledge_of(corpus.entities, corpus.outlets),
            taken={*kept_ids(corpus), *(p.id for p in corpus.published)},
            texts=texts,
            digests={digest(text): name for name, text in texts()},
        )

    def put(self, name: str, text: str, outlet: OutletRecord | None) -> None:
        """Put an article on the shelf, and the record of its outlet where that is new."""
        self.taken.add(name)
        self.digests[digest(text)] = name
        self.knowledge = self.knowing(outlet)

    def knowing(self, outlet: OutletRecord | None) -> Knowledge:
        """Return what people have registered, with one more outlet."""
        if outlet is None:
            return self.knowledge
        return replace(self.knowledge, outlets=(*self.knowledge.outlets, outlet))


def digest(text: str) -> str:
    """Return what two copies of a text have in common, line ends and the space around it aside."""
    return hashlib.sha256(text.replace("\r", "").strip().encode()).hexdigest()


def _without_articles(root: Path) -> Corpus:
    """Return a corpus to which the first article is about to come."""
    found = Found(root)
    config = CorpusConfig(title="Untitled", description="Untitled")
    return Corpus(config, (), many(found, "outlets.yml", OutletRecord), registered(found))


def _texts(root: Path, places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """Yield id and raw text of every readable article."""
    for place in places:
        raw = raw_at(root, place)
        if raw is not None:
            yield place.id, raw.text
