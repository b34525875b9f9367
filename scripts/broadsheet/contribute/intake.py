"""The corpus that new articles are put into: its authority files, its ids and its texts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from broadsheet.check import kept_ids
from broadsheet.contribute.sketches import Sketches
from broadsheet.corpus import Corpus, Place
from broadsheet.dates import is_unsure
from broadsheet.describe import Knowledge, knowledge_of
from broadsheet.models import Article
from broadsheet.problems import BroadsheetError
from broadsheet.read import Found, entry_of, find_places, material, raw_at, survey
from broadsheet.read.authority import many, registered
from broadsheet.records import CorpusConfig, OutletRecord
from broadsheet.work.workers import guarded


@dataclass
class Intake:
    """What a new article has to fit in with; it grows with every article that is taken in."""

    knowledge: Knowledge
    """What people have registered."""
    taken: set[str]
    """Ids that a new article may not have: in use, redirected, or once published."""
    texts: Callable[[], Iterator[tuple[str, str]]]
    """Reads id and raw text of each article that lies in the corpus, one at a time."""
    told: Callable[[str], tuple[str, str]] = lambda name: ("", "")
    """Reads an article that lies in the corpus and returns its outlet and day, as `tells` does."""
    digests: dict[str, list[str]] = field(default_factory=dict)
    """The ids of the articles by the digest of their text."""
    sketches: Sketches = field(default_factory=Sketches)
    """The texts that many new ones are held against; empty where there is one new article only."""
    news: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Outlet and day of each article that was taken in, by id."""

    @classmethod
    def of(cls, root: Path) -> Intake:
        """Return the intake of a project. Raises BroadsheetError where there is no corpus to add to."""
        corpus, problems = survey(root, lambda name: False)
        if corpus is None and not (root / "corpus").is_dir():
            raise BroadsheetError(*problems)
        corpus = _without_articles(root) if corpus is None else corpus
        places = find_places(Found(root))[0]
        knowledge = knowledge_of(corpus.entities, corpus.outlets)
        taken = {*kept_ids(corpus), *(p.id for p in corpus.published)}
        told = partial(_told, root, {place.id: place for place in places}, knowledge)
        intake = cls(knowledge, taken, partial(_texts, root, places), told)
        for name, text in intake.texts():
            intake.digests.setdefault(digest(text), []).append(name)
        return intake

    def put(self, name: str, text: str, article: Article, outlet: OutletRecord | None) -> None:
        """Take an article in, and the record of its outlet where that is new."""
        self.taken.add(name)
        self.digests.setdefault(digest(text), []).append(name)
        self.sketches.put(name, text)
        self.news[name] = tells(article)
        self.knowledge = self.knowing(outlet)

    def twins(self, text: str, tells: tuple[str, str], alike: Iterable[str] = ()) -> Iterator[str]:
        """Yield the articles with just this text, and those `alike` it, that neither outlet nor day tell apart."""
        for name in dict.fromkeys((*self.digests.get(digest(text), ()), *alike, *self.sketches.like(text))):
            others = self.news.get(name) or self.told(name)
            if not any(own and other and own != other for own, other in zip(tells, others, strict=True)):
                yield name

    def knowing(self, outlet: OutletRecord | None) -> Knowledge:
        """Return what people have registered, with one more outlet."""
        if outlet is None:
            return self.knowledge
        return replace(self.knowledge, outlets=(*self.knowledge.outlets, outlet))


def tells(article: Article) -> tuple[str, str]:
    """Return outlet and day of an article, so far as anything at all says them; empty where nothing does."""
    when = article.date.value
    exact = when is not None and when.earliest == when.latest and not is_unsure(when)
    return article.outlet.value or "", (when.earliest or "") if when is not None and exact else ""


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


def _told(root: Path, places: Mapping[str, Place], knowledge: Knowledge, name: str) -> tuple[str, str]:
    """Return outlet and day of an article of the corpus, as far as it can be read."""
    entry, _ = entry_of(places[name], material(root, places[name]))
    outcome = guarded(entry, knowledge) if entry is not None else None
    return tells(outcome) if isinstance(outcome, Article) else ("", "")
