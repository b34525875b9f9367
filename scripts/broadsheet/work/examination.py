"""Examines every article of a corpus, each once, and the decisions of people with what was found."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from broadsheet.check import addressed, check_addresses, check_shared, statements_of
from broadsheet.check.naming import check_proposed
from broadsheet.corpus import Corpus, Place
from broadsheet.problems import Problem
from broadsheet.publish import is_own_folder
from broadsheet.read import material, problem_of, survey
from broadsheet.shelf import Shelf
from broadsheet.store import Folder, Store
from broadsheet.work.crew import processes, spread
from broadsheet.work.desk import Desk, Examined, examined
from broadsheet.work.kept import Gists, Kept
from broadsheet.work.progress import Progress, Quiet, followed
from broadsheet.work.seen import Seen, seen
from broadsheet.work.workers import WORTH_A_PROCESS, left_out

CACHE = "build/cache"

Hands = Callable[[Path, Desk, Store, Sequence[Place]], Iterator[Examined]]
"""Those who examine the articles at some places: yields what becomes of each, in their order."""


@dataclass(frozen=True)
class Examination:
    """What a corpus holds, as far as one article at a time can tell."""

    corpus: Corpus
    """Its entries are opened when they are asked for."""
    outcomes: tuple[Examined, ...]
    problems: tuple[Problem, ...]
    kept: Kept

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The ids of the articles that could be described, in the order of the ids."""
        return tuple(outcome.id for outcome in self.outcomes if outcome.described)

    @property
    def articles(self) -> Shelf:
        """Return the articles, each read when it is asked for."""
        digests = {name: key for name, (_, key) in self.kept.found.items()}
        return Shelf(self.names, self.kept.article, digests=digests, note=self.kept.noted)

    @property
    def gists(self) -> Gists:
        """Return their gists, each read when it is asked for."""
        return Gists(self.names, self.kept)

    @property
    def keys(self) -> list[str]:
        """Return under which keys the store has what was found, and what was made of it so far."""
        kept = (o for o in self.outcomes if o.key)
        of_each = ((f"{o.files}.wording", f"{o.key}.found", f"{o.key}.article") for o in kept)
        return [*chain.from_iterable(of_each), *self.kept.notes]

    @property
    def fresh(self) -> int:
        """Return how many articles were not known before."""
        return sum(outcome.fresh for outcome in self.outcomes)


def examine_all(
    root: Path,
    hands: Hands,
    *,
    store: Store | None = None,
    wanted: Callable[[str], bool] | None = None,
    progress: Progress | None = None,
) -> tuple[Examination | None, list[Problem]]:
    """Return what the corpus below `root` holds, and all its problems; None where there is no corpus.

    Only the articles whose id is `wanted` are examined; all are where it is None. Results are kept in `store`,
    by default a folder that is gone when the program ends.
    """
    corpus, problems = survey(root, wanted)
    if corpus is None:
        return None, problems
    desk, store, progress = Desk(corpus.entities, corpus.outlets), store or passing_store(), progress or Quiet()
    places = corpus.places
    sight = seen(root, desk.base, store, places)
    outcomes = _outcomes(places, sight, lambda new: hands(root, desk, store, new), progress)
    if wanted is None:
        sight.keep(places, outcomes)
    problems += [*check_shared(corpus), *(p for outcome in outcomes for p in outcome.problems)]
    found = {place.id: (place, o.key) for place, o in zip(places, outcomes, strict=True) if o.described}
    kept = Kept(root, desk, store, found)
    kept.notes.add(sight.key)
    cards = (kept.gist(name).card for name in addressed(corpus) & found.keys())
    problems += check_addresses(corpus, {card.id: statements_of(card) for card in cards})
    examination = Examination(corpus, outcomes, (), kept)
    if wanted is None and len(found) == len(places):  # what an article that is not read mentions, nobody knows
        problems += check_proposed(corpus, (sheaf.named() for sheaf in examination.gists.sheaves()))
    problems = sorted(set(problems))
    return replace(examination, problems=tuple(problems)), problems


def _outcomes(
    places: Sequence[Place],
    sight: Seen,
    examine: Callable[[Sequence[Place]], Iterator[Examined]],
    progress: Progress,
) -> tuple[Examined, ...]:
    """Return what becomes of every article; only those whose files look otherwise than before are examined."""
    known = {place: outcome for place in places if (outcome := sight.known(place)) is not None}
    new = [place for place in places if place not in known]
    known |= zip(new, followed(examine(new), "articles", len(new), progress), strict=True)
    return tuple(known[place] for place in places)


def store_of(root: Path) -> Store:
    """Return where results of a project are kept; a passing folder where there is none or it cannot be written."""
    if not is_own_folder(root / "build") or not (root / "corpus").is_dir():
        return passing_store()
    try:
        (root / CACHE).mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=root / CACHE).close()
    except OSError:
        return passing_store()
    return Store(Folder(str(root / CACHE)))


def passing_store() -> Store:
    """Return a store that is gone when nobody has it any more, or when the program ends."""
    files = Folder(tempfile.mkdtemp(prefix="broadsheet-"))
    weakref.finalize(files, _remove, files.path, os.getpid())
    return Store(files)


def _remove(folder: str, process: int) -> None:
    """Remove a folder, unless this process is a copy of the one that made it."""
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)


# ------------------------------------------------------------------ hands


def local_hands(jobs: int) -> Hands:
    """Return hands of this machine: `jobs` processes, or this one where there is little to do."""

    def examine(root: Path, desk: Desk, store: Store, places: Sequence[Place]) -> Iterator[Examined]:
        if jobs <= 1 or len(places) < WORTH_A_PROCESS:
            return (examined(place, material(root, place), desk, store) for place in places)
        return spread(processes(jobs, _begin, root, desk, store), _examine_mine, places, lost)

    return examine


def lost(place: Place) -> Examined:
    """Return what becomes of an article that kills its process, for want of memory most often."""
    problem = problem_of(left_out(place.path, "makes its process die"))
    return Examined(place.id, "", "", False, (problem,), fresh=True)


_mine: list[tuple[Path, Desk, Store]] = []


def _begin(root: Path, desk: Desk, store: Store) -> None:
    _mine[:] = [(root, desk, store)]


def _examine_mine(places: Iterable[Place]) -> list[Examined]:
    root, desk, store = _mine[0]
    return [examined(place, material(root, place), desk, store) for place in places]
