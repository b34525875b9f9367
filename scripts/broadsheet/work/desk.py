"""Does all that needs one article alone, and keeps what came of it so that it is done once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from pydantic import ConfigDict, TypeAdapter

from broadsheet.check.decided import check_decisions, check_entry
from broadsheet.check.verify import verify
from broadsheet.corpus import Entry, Place
from broadsheet.describe import Knowledge, Wording, knowledge_of, wording_of
from broadsheet.digests import digest_of
from broadsheet.link import Gist, gist
from broadsheet.models import Article
from broadsheet.problems import Problem
from broadsheet.read import Material, entry_of, problem_of
from broadsheet.records import Entity, OutletRecord
from broadsheet.store import Store, parsed
from broadsheet.store.keys import code_digest, files_key, table_digest
from broadsheet.work.workers import FAILS, guarded, within_limits


@dataclass(frozen=True)
class Desk:
    """What every article is examined with: the same in each process."""

    entities: tuple[Entity, ...] = ()
    outlets: tuple[OutletRecord, ...] = ()

    @cached_property
    def base(self) -> str:
        """All that results made here depend on besides an article's files, in 64 hexadecimal digits."""
        tables = (self.entities, self.outlets)
        return digest_of([code_digest().encode(), *(table_digest(table).encode() for table in tables)])

    def key(self, files: str, wording: Wording | None) -> str:
        """Return the name of what is found in an article with these files: 64 hexadecimal digits.

        Where its wording is known, only what it meets has a say: a line in a register of thousands changes the few
        articles that it is about.
        """
        if wording is None:
            return digest_of([files.encode(), self.base.encode()])
        met = knowledge_of(self.entities, self.outlets).met_in(wording)
        return digest_of([files.encode(), *(table_digest(table).encode() for table in met)])

    @cached_property
    def outlet_ids(self) -> frozenset[str]:
        """The ids of the registered outlets."""
        return frozenset(outlet.id for outlet in self.outlets)


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of an article; the article itself and its gist lie in the store."""

    id: str
    key: str
    """Of the results in the store; empty where nothing was kept."""
    files: str
    """What stands for its files there."""
    described: bool
    """Whether there is an article; where there is none, a problem says why."""
    problems: tuple[Problem, ...]
    fresh: bool
    """Whether it was looked at now; False where it was known."""


@dataclass(frozen=True)
class Look:
    """What one look at an article tells."""

    problems: list[Problem]
    article: Article | None = None
    gist: Gist | None = None
    wording: Wording | None = None
    """None, as the others, where the article cannot be described."""


def examined(place: Place, given: Material, desk: Desk, store: Store) -> Examined:
    """Return what becomes of an article, from the store where it is known."""
    files = files_key(code_digest(), place, given)
    wording = parsed(wording_codec(), store.get(f"{files}.wording"))
    if not given.problems and (known := _known(place, desk.key(files, wording), files, store)) is not None:
        return known
    look = looked_at(place, given, desk)
    told = tuple(map(problem_of, look.problems))
    if given.problems or any(problem.code == FAILS for problem in told):
        return Examined(place.id, "", "", False, told, fresh=True)
    key = desk.key(files, look.wording)
    if look.wording is not None and look.article is not None:
        store.put(f"{files}.wording", wording_codec().dump_json(look.wording))
        store.put(f"{key}.article", article_codec().dump_json(look.article))
    store.put(f"{key}.found", problem_codec().dump_json(told) + b"\n" + gist_codec().dump_json(look.gist))
    return Examined(place.id, key, files, look.article is not None, told, fresh=True)


def _known(place: Place, key: str, files: str, store: Store) -> Examined | None:
    found = store.get(f"{key}.found")
    if found is None:
        return None
    problems, _, summary = found.partition(b"\n")
    described = summary != b"null"
    if described and f"{key}.article" not in store:
        return None
    told = parsed(problem_codec(), problems)
    return None if told is None else Examined(place.id, key, files, described, told, fresh=False)


def looked_at(place: Place, given: Material, desk: Desk) -> Look:
    """Return an article with its gist, as far as it can be described, and all its problems."""
    entry, problems = entry_of(place, given)
    if entry is None:
        return Look(problems)
    written = within_limits(entry, lambda: list(check_entry(entry, desk.outlet_ids)))
    problems += [written] if isinstance(written, Problem) else written
    if isinstance(written, Problem) or any(problem.level == "error" for problem in problems):
        return Look(problems)
    knowledge = knowledge_of(desk.entities, desk.outlets)
    outcome = guarded(entry, knowledge)
    if isinstance(outcome, Problem):
        return Look([*problems, outcome])
    article = outcome
    judged = within_limits(entry, lambda: (gist(article), _faults(entry, article, knowledge)))
    if isinstance(judged, Problem):
        return Look([*problems, judged])
    return Look([*problems, *judged[1]], article, judged[0], wording_of(entry, article.cleaned))


def _faults(entry: Entry, article: Article, knowledge: Knowledge) -> list[Problem]:
    return [*verify(article, entry.raw), *check_decisions(entry, article, knowledge)]


# Made late and once: pydantic takes a tenth of a second for each.


@cache
def article_codec() -> TypeAdapter[Article]:
    """Return what writes an article as JSON and reads it back."""
    return TypeAdapter(Article)


@cache
def wording_codec() -> TypeAdapter[Wording]:
    """Return what writes an article's wording as JSON and reads it back."""
    return TypeAdapter(Wording)


@cache
def gist_codec() -> TypeAdapter[Gist | None]:
    """Return what writes a gist as JSON and reads it back."""
    return TypeAdapter(Gist | None, config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))


@cache
def problem_codec() -> TypeAdapter[tuple[Problem, ...]]:
    """Return what writes problems as JSON and reads them back."""
    return TypeAdapter(tuple[Problem, ...])
