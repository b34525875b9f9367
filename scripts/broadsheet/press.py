"""Makes the pages over processes: each renders its share, reads every page back and writes it.

A page that would say what it said at the last build is not made again: its file stays.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from multiprocessing.sharedctypes import Synchronized
from typing import TypeAlias

from broadsheet.crew import processes, start_context
from broadsheet.gate import article_places, check_page
from broadsheet.models import Library
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.progress import Progress
from broadsheet.publish import Staging
from broadsheet.records import CorpusConfig
from broadsheet.render import Draft, Known, Maker, read_templates, share_of
from broadsheet.shelf import Shelf
from broadsheet.store import Store
from broadsheet.traces import Traces, keep_traces, load_traces, trace_key

# Articles from which several processes share the pages.
_WORTH_A_PROCESS = 12
# Pages that one process makes by itself at most, once it has asked of all of them whether they stay.
_ALONE = 500
# An article is opened to be rendered and again to be read back, and both happen one after the other.
_REMEMBERED = 4

Counter: TypeAlias = "Synchronized[int]"


@dataclass(frozen=True)
class Pressed:
    """What has been made."""

    pages: int
    problems: tuple[Problem, ...]
    """Of pages that do not read as they should."""
    keys: tuple[str, ...] = ()
    """Under which the store has what the pages were made from."""


@dataclass(frozen=True)
class _Job:
    """What is to be made, and where."""

    library: Library
    config: CorpusConfig
    staging: Staging
    store: Store | None
    shares: int

    def key(self, share: int) -> str:
        """Return where the traces of a share lie."""
        return trace_key(self.staging.before.name, self.config, (share, self.shares))

    @property
    def is_known(self) -> bool:
        """Whether there are traces of every share."""
        return self.store is not None and all(self.key(share) in self.store for share in range(self.shares))


def _nothing() -> None:
    """Do nothing."""


def press(
    library: Library,
    config: CorpusConfig,
    staging: Staging,
    *,
    jobs: int,
    progress: Progress,
    meanwhile: Callable[[], None] = _nothing,
    store: Store | None = None,
) -> Pressed:
    """Write every page of a library; `meanwhile` is done by this process while others make pages.

    Pages are made again only where they have changed, as far as `store` tells.
    """
    is_small = len(library.cards) < _WORTH_A_PROCESS
    job = _Job(library, config, staging, store, 1 if is_small else jobs)
    if jobs <= 1 or (is_small and start_context().get_start_method() != "fork"):
        meanwhile()
        return _sum([_pressed(job, (0,), lambda done: progress.at("pages", done, None))])
    read_templates()
    shares = range(job.shares)
    if is_small or job.is_known:
        # Where little has changed, one process finds out what: of several, each would ask all that is asked.
        found = _hired(job, [shares], progress, meanwhile)
        if None not in found:
            return _sum(found)
        meanwhile = _nothing
    return _sum(_hired(job, [(share,) for share in shares], progress, meanwhile))


def _hired(
    job: _Job, given: Sequence[Sequence[int]], progress: Progress, meanwhile: Callable[[], None]
) -> list[Pressed | None]:
    """Return what processes have made, each of some shares of the pages."""
    counter: Counter = start_context().Value("L", 0)
    with processes(len(given), _begin, job, counter).hire() as pool:
        waiting = [pool.submit(_press_mine, shares) for shares in given]
        meanwhile()
        try:
            return [_waited_for(one, counter, progress) for one in waiting]
        except BrokenProcessPool:
            hint = "build with fewer of them: --jobs 1"
            what = "a process died while it made pages, for want of memory most often"
            raise BroadsheetError(Problem("build", 1, 1, "BUILD-WORKER", what, hint)) from None


def _sum(made: Iterable[Pressed | None]) -> Pressed:
    parts = [one for one in made if one is not None]
    problems = tuple(problem for one in parts for problem in one.problems)
    return Pressed(sum(one.pages for one in parts), problems, tuple(key for one in parts for key in one.keys))


def _waited_for(part: Future[Pressed | None], counter: Counter, progress: Progress) -> Pressed | None:
    while not wait([part], timeout=0.2).done:
        progress.at("pages", counter.value, None)
    return part.result()


def _pressed(job: _Job, shares: Sequence[int], tell: Callable[[int], None]) -> Pressed | None:
    """Render, check and write the pages of some shares that have changed; None where they are too many for one."""
    with _nothing_old_is_garbage():
        desk = _Desk(replace(job, library=_remembering(job.library)), shares)
        gc.freeze()  # the traces too
        changed: Iterable[Draft] = desk.changed(tell)
        if len(shares) > 1:
            changed = [*islice(changed, _ALONE + 1)]
            if len(changed) > _ALONE:
                return None
        for draft in changed:
            desk.make(draft)
        return Pressed(desk.pages, tuple(desk.problems), desk.keep())


@contextmanager
def _nothing_old_is_garbage() -> Iterator[None]:
    """Let nobody look for garbage in what is there already: the library stays as long as pages are made of it.

    Looking through it again and again took a third of the time, and a process that is a copy of another one would
    get copies of all its memory. https://docs.python.org/3/library/gc.html#gc.freeze
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _remembering(library: Library) -> Library:
    shelf = library.articles
    if not isinstance(shelf, Shelf):
        return library
    return replace(library, articles=replace(shelf, load=lru_cache(_REMEMBERED)(shelf.named), change=None))


class _Desk:
    """Where pages are made one after the other."""

    def __init__(self, job: _Job, shares: Sequence[int]) -> None:
        self.pages = 0
        """Those that have been looked at."""
        self.problems: list[Problem] = []
        self._job, self._shares = job, shares
        self._maker = Maker(job.library, job.config)
        answers = self._maker.site.answers
        self._traces = {share: load_traces(job.store, job.key(share), answers) for share in shares}
        # Where a corpus is split, the main site's page of an article only leads on to it.
        self._places = article_places(job.library) if job.config.sites is None else {}

    def changed(self, tell: Callable[[int], None]) -> Iterator[Draft]:
        """Yield every page that must be made; one that would be the same is left as it is."""
        share = (self._shares[0], self._job.shares) if len(self._shares) == 1 else (0, 1)
        for draft in self._maker.drafts(share):
            self.pages += 1
            if not (isinstance(draft, Known) and self._stays(draft)):
                yield draft
            tell(self.pages)

    def _stays(self, draft: Known) -> bool:
        traces = self._traces_of(draft)
        page = traces.known(draft.path, draft.given)
        if page is None or not self._job.staging.stays(draft.path, page):
            return False
        traces.stays(draft.path)
        return True

    def _traces_of(self, draft: Known) -> Traces:
        return self._traces[share_of(draft.path, self._job.shares)]

    def make(self, draft: Draft) -> None:
        """Make a page, and note what it was made from."""
        noted, found = self._maker.site.told.noted, len(self.problems)
        noted.clear()
        self._write(draft)
        if isinstance(draft, Known) and len(self.problems) == found:
            page = self._job.staging.mark(draft.path)
            self._traces_of(draft).made(draft.path, page, draft.given, noted)

    def _write(self, draft: Draft) -> None:
        """Render, check and write a page."""
        name, content = self._maker.made(draft)
        place = self._places.get(name)
        article = None if place is None else self._job.library.articles[place]
        self.problems += check_page(name, content, article)
        self._job.staging.write(name, content)

    def keep(self) -> tuple[str, ...]:
        """Keep for the next build what the pages were made from, and return where."""
        if self._job.store is None:
            return ()
        for share, traces in self._traces.items():
            keep_traces(self._job.store, self._job.key(share), traces)
        return tuple(map(self._job.key, self._traces))


# ------------------------------------------------------------------ in a worker process


_mine: list[tuple[_Job, Counter]] = []


def _begin(job: _Job, counter: Counter) -> None:
    _mine[:] = [(job, counter)]


def _press_mine(shares: Sequence[int]) -> Pressed | None:
    job, counter = _mine[0]

    def tell(done: int) -> None:
        with counter.get_lock():
            counter.value += 1

    return _pressed(job, shares, tell)
