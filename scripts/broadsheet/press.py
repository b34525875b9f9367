"""Makes the pages over processes: each renders its share, reads every page back and writes it.

A page that would say what it said at the last build is not made again: its file stays.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from multiprocessing.sharedctypes import Synchronized
from typing import TypeAlias

from broadsheet.crew import processes, start_context
from broadsheet.gate import article_places, check_page
from broadsheet.models import Library
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.progress import Progress
from broadsheet.publish import Staging
from broadsheet.records import CorpusConfig
from broadsheet.render import Draft, Known, Maker
from broadsheet.shelf import Shelf
from broadsheet.store import Store
from broadsheet.traces import keep_traces, load_traces, trace_key

# Articles; a small site is made sooner than a process is started.
_WORTH_A_PROCESS = 12
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

    def key(self, share: tuple[int, int]) -> str:
        """Return where the traces of a share lie."""
        return trace_key(self.staging.before.name, self.config, share)


def press(
    library: Library,
    config: CorpusConfig,
    staging: Staging,
    *,
    jobs: int,
    progress: Progress,
    meanwhile: Callable[[], None] = lambda: None,
    store: Store | None = None,
) -> Pressed:
    """Write every page of a library; `meanwhile` is done by this process while others make pages.

    Pages are made again only where they have changed, as far as `store` tells.
    """
    job = _Job(library, config, staging, store)
    if jobs <= 1 or len(library.cards) < _WORTH_A_PROCESS:
        meanwhile()
        return _share(job, (0, 1), lambda done: progress.at("pages", done, None))
    counter: Counter = start_context().Value("L", 0)
    with processes(jobs, _begin, job, counter).hire() as pool:
        shares = [pool.submit(_share_of_mine, (k, jobs)) for k in range(jobs)]
        meanwhile()
        try:
            found = [_waited_for(share, counter, progress) for share in shares]
        except BrokenProcessPool:
            hint = "build with fewer of them: --jobs 1"
            what = "a process died while it made pages, for want of memory most often"
            raise BroadsheetError(Problem("build", 1, 1, "BUILD-WORKER", what, hint)) from None
    problems = tuple(problem for one in found for problem in one.problems)
    return Pressed(sum(one.pages for one in found), problems, tuple(key for one in found for key in one.keys))


def _waited_for(share: Future[Pressed], counter: Counter, progress: Progress) -> Pressed:
    while not wait([share], timeout=0.2).done:
        progress.at("pages", counter.value, None)
    return share.result()


def _share(job: _Job, share: tuple[int, int], tell: Callable[[int], None]) -> Pressed:
    """Render, check and write every page of a share, or leave it as it is."""
    with _nothing_old_is_garbage():
        desk = _Desk(replace(job, library=_remembering(job.library)), share)
        gc.freeze()  # the traces too
        done = 0
        for done, draft in enumerate(desk.maker.drafts(share), start=1):
            if isinstance(draft, Known):
                desk.make_or_keep(draft)
            else:
                desk.make(draft)
            tell(done)
        return Pressed(done, tuple(desk.problems), desk.keep())


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

    def __init__(self, job: _Job, share: tuple[int, int]) -> None:
        self.maker = Maker(job.library, job.config)
        self.problems: list[Problem] = []
        self._job, self._key = job, job.key(share)
        self._traces = load_traces(job.store, self._key, self.maker.site.answers)
        # Where a corpus is split, the main site's page of an article only leads on to it.
        self._places = article_places(job.library) if job.config.sites is None else {}

    def make_or_keep(self, draft: Known) -> None:
        """Leave a page as it is where it would be the same, else make it and note what it was made from."""
        page = self._traces.known(draft.path, draft.given)
        if page is not None and self._job.staging.stays(draft.path, page):
            self._traces.stays(draft.path)
            return
        noted, found = self.maker.site.told.noted, len(self.problems)
        noted.clear()
        self.make(draft)
        if len(self.problems) == found:
            self._traces.made(draft.path, self._job.staging.mark(draft.path), draft.given, noted)

    def keep(self) -> tuple[str, ...]:
        """Keep for the next build what the pages were made from, and return where."""
        if self._job.store is None:
            return ()
        keep_traces(self._job.store, self._key, self._traces)
        return (self._key,)

    def make(self, draft: Draft) -> None:
        """Render, check and write a page."""
        name, content = self.maker.made(draft)
        place = self._places.get(name)
        article = None if place is None else self._job.library.articles[place]
        self.problems += check_page(name, content, article)
        self._job.staging.write(name, content)


# ------------------------------------------------------------------ in a worker process


_mine: list[tuple[_Job, Counter]] = []


def _begin(job: _Job, counter: Counter) -> None:
    _mine[:] = [(job, counter)]


def _share_of_mine(share: tuple[int, int]) -> Pressed:
    job, counter = _mine[0]

    def tell(done: int) -> None:
        with counter.get_lock():
            counter.value += 1

    return _share(job, share, tell)
