"""Makes the pages over processes: each renders some of them, reads every page back and writes it.

A page that would say what it said at the last build is not made again: its file stays.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from broadsheet.gate import article_places, check_page
from broadsheet.lasting import give_back
from broadsheet.models import Library
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish import Staging
from broadsheet.records import CorpusConfig
from broadsheet.render import Draft, Known, Maker, make_ready
from broadsheet.shelf import sheaves, shelved
from broadsheet.store import Store
from broadsheet.store.traces import Traces, keep_traces, load_traces, trace_keys
from broadsheet.work.crew import apart, processes, start_context
from broadsheet.work.progress import Progress

# Articles from which several processes share the pages.
_WORTH_A_PROCESS = 12
# Articles from which copies of these processes make the pages, each one bundle, or some that may stay: what
# a process shows takes memory of its own as long as it lasts, and 200 pages of a list show 40,000 entries.
_WORTH_A_COPY = 4000
_KNOWN_IN_A_ROW = 16
# Articles from which all else waits until the pages are there: both at once would take too much memory.
_WORTH_WAITING = 50_000
# Pages whose traces are kept together, about, and four times as many at most.
_TOGETHER = 64
# An article is opened to be rendered and again to be read back, one after the other.
_REMEMBERED = 4


@dataclass(frozen=True)
class Pressed:
    """What has been made."""

    pages: int
    """Those that have been looked at."""
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


@dataclass(frozen=True)
class _Bundle:
    """Pages that follow one another."""

    drafts: tuple[Draft, ...]
    key: str = ""
    """Where the store has what they were made from; empty where they are made at every build."""


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

    In a very large library it is done after them. Pages are made again only where `store` tells of a change.
    """
    shares = _Shares(_Job(library, config, staging, store))
    is_small = not shares.has(_WORTH_A_PROCESS)
    with _nothing_old_is_garbage():
        if jobs <= 1 or (is_small and start_context().get_start_method() != "fork"):
            meanwhile()
            return _sum(_told(shares.pressed(slice(None)), progress))
        make_ready()
        if is_small:
            return _sum(_hired(shares, 1, [slice(None)], meanwhile))
        # What goes over all articles is made here: another process would get memory of its own for all of them.
        first = [*shares.pressed(slice(1))]
        shares.prepare()
        give_back()
        beside, after = (_nothing, meanwhile) if shares.has(_WORTH_WAITING) else (meanwhile, _nothing)
        made = _sum(_told(chain(first, _hired(shares, jobs, shares.parts(jobs), beside)), progress))
        after()
        return made


def _hired(
    shares: _Shares, number: int, parts: Sequence[slice], meanwhile: Callable[[], None]
) -> Iterator[Pressed]:
    """Yield what some processes have made of the parts of the pages."""
    with processes(number, _begin, shares).hire() as pool:
        try:
            waiting = [pool.submit(_press_mine, part) for part in parts]
            meanwhile()
            yield from (part.result() for part in waiting)
        except BrokenProcessPool:
            hint = "build with fewer of them: --jobs 1"
            what = "a process died while it made pages, for want of memory most often"
            raise BroadsheetError(Problem("build", 1, 1, "BUILD-WORKER", what, hint)) from None


def _sum(parts: Iterable[Pressed]) -> Pressed:
    made = [*parts]
    problems = tuple(problem for one in made for problem in one.problems)
    return Pressed(sum(one.pages for one in made), problems, tuple(key for one in made for key in one.keys))


def _told(parts: Iterable[Pressed], progress: Progress) -> Iterator[Pressed]:
    """Yield what has been made, and tell how far it is."""
    pages = 0
    for part in parts:
        pages += part.pages
        progress.at("pages", pages, None)
        yield part


@contextmanager
def _nothing_old_is_garbage() -> Iterator[None]:
    """Let nobody look for garbage in what is there already: the library stays as long as pages are made of it.

    Looking through it again and again took a third of the time.
    https://docs.python.org/3/library/gc.html#gc.freeze
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _remembering(library: Library) -> Library:
    shelf = shelved(library.articles)
    return replace(library, articles=replace(shelf, load=lru_cache(_REMEMBERED)(shelf.named), change=None))


class _Shares:
    """Where pages are made one after the other."""

    def __init__(self, job: _Job) -> None:
        self._job = job
        self._maker = Maker(_remembering(job.library), job.config)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how a process that is no copy of this one gets its own."""
        return _Shares, (self._job,)

    @cached_property
    def _bundles(self) -> tuple[_Bundle, ...]:
        """All pages; first those that are made at every build, which are no `Known` ones.

        The others are known again by the page that ends their bundle, and its own path has decided that it does.
        """
        drafts = [*self._maker.drafts()]
        known = {draft.path: draft for draft in drafts if isinstance(draft, Known)}
        names = [*sheaves(known, _TOGETHER)]
        ends = [*(some[-1] for some in names[:-1]), ""]
        keys = trace_keys(self._job.staging.before.name, self._job.config, ends)
        always = _Bundle(tuple(draft for draft in drafts if not isinstance(draft, Known)))
        cut = (tuple(map(known.__getitem__, some)) for some in names)
        return always, *map(_Bundle, cut, keys)

    @cached_property
    def _places(self) -> dict[str, int]:
        # Where a corpus is split, the main site's page of an article only leads on to it.
        return article_places(self._job.library) if self._job.config.sites is None else {}

    def has(self, number: int) -> bool:
        """Return whether there are so many articles."""
        return len(self._job.library.cards) >= number

    def parts(self, number: int) -> list[slice]:
        """Return all bundles but the first in parts for so many processes, each of which has several in turn."""
        store, bundles = self._job.store, self._bundles
        is_known = store is not None and all(bundle.key in store for bundle in bundles[1:])
        size = max(1, min(_KNOWN_IN_A_ROW, len(bundles) // (4 * number))) if is_known else 1
        return [slice(start, start + size) for start in range(1, len(bundles), size)]

    def prepare(self) -> None:
        """Make all that pages are made from, and what reads articles, so that no copy of this process need to."""
        self._maker.site.prepare()
        self._job.library.articles[0]

    def pressed(self, part: slice) -> Iterator[Pressed]:
        """Render, check and write the pages that have changed, one bundle after the other."""
        return map(self._press, self._bundles[part])

    def _press(self, bundle: _Bundle) -> Pressed:
        store, problems = self._job.store if bundle.key else None, list[Problem]()
        traces = load_traces(store, bundle.key, self._maker.site.answers)
        for draft in bundle.drafts:
            if not (isinstance(draft, Known) and self._stays(draft, traces)):
                problems += self._make(draft, traces)
        if store is None:
            return Pressed(len(bundle.drafts), tuple(problems))
        keep_traces(store, bundle.key, traces)
        return Pressed(len(bundle.drafts), tuple(problems), (bundle.key,))

    def _stays(self, draft: Known, traces: Traces) -> bool:
        page = traces.known(draft.path, draft.given)
        if page is None or not self._job.staging.stays(draft.path, page):
            return False
        traces.stays(draft.path)
        return True

    def _make(self, draft: Draft, traces: Traces) -> list[Problem]:
        """Make a page, note what it was made from, and return what does not read as it should."""
        noted = self._maker.site.told.noted
        noted.clear()
        name, content = self._maker.made(draft)
        place = self._places.get(name)
        article = None if place is None else self._job.library.articles[place]
        problems = check_page(name, content, article)
        self._job.staging.write(name, content)
        if isinstance(draft, Known) and not problems:
            traces.made(draft.path, self._job.staging.mark(draft.path), draft.given, noted)
        noted.clear()
        return problems


# ------------------------------------------------------------------ in a worker process


_mine: list[_Shares] = []


def _begin(shares: _Shares) -> None:
    _mine[:] = [shares]


def _press_mine(part: slice) -> Pressed:
    return apart(_press_here, part) if _mine[0].has(_WORTH_A_COPY) else _press_here(part)


def _press_here(part: slice) -> Pressed:
    return _sum(_mine[0].pressed(part))
