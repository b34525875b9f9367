"""Makes the pages over processes: each renders some of them, reads every page back and writes it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain

from broadsheet.lasting import give_back
from broadsheet.models import Library
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish import Staging
from broadsheet.records import CorpusConfig
from broadsheet.render import make_ready
from broadsheet.store import Store
from broadsheet.work.bundles import Job, Pressed, Shares
from broadsheet.work.crew import apart, processes, start_context
from broadsheet.work.progress import Progress

# Articles from which several processes share the pages.
_WORTH_A_PROCESS = 12
# Articles from which copies of these processes make the pages, each one bundle, or some that may stay: what
# a process shows takes memory of its own as long as it lasts, and 200 pages of a list show 40,000 entries.
_WORTH_A_COPY = 4000
# Articles from which all else waits until the pages are there: both at once would take too much memory.
_WORTH_WAITING = 50_000


Meanwhile = Callable[[], None]
"""What this process does while others make pages."""
Beside = Callable[[], tuple[str, ...]]
"""Writes files that are no pages, in any process; gives their paths."""


def _nothing() -> None:
    """Do nothing."""


def _none() -> tuple[str, ...]:
    """Write nothing."""
    return ()


def press(
    library: Library,
    config: CorpusConfig,
    staging: Staging,
    *,
    jobs: int,
    progress: Progress,
    meanwhile: Meanwhile = _nothing,
    beside: Beside = _none,
    store: Store | None = None,
) -> Pressed:
    """Write every page of a library; this process does `meanwhile`, one of the others `beside`.

    In a very large library both come after the pages. These are made again only where `store` tells of a change.
    """
    shares = Shares(Job(library, config, staging, store))
    is_small = not shares.has(_WORTH_A_PROCESS)
    with _nothing_old_is_garbage():
        if jobs <= 1 or (is_small and start_context().get_start_method() != "fork"):
            meanwhile()
            return _sum([Pressed((), (), others=beside()), *_told(shares.pressed(slice(None)), progress)])
        make_ready()
        if is_small:
            return _sum(_hired(shares, 1, [slice(None)], meanwhile, beside))
        # What goes over all articles is made here: another process would get memory of its own for all of them.
        first = [*shares.pressed(slice(1))]
        shares.prepare()
        give_back()
        if not shares.has(_WORTH_WAITING):
            return _sum(_told(chain(first, _hired(shares, jobs, shares.parts(jobs), meanwhile, beside)), progress))
        made = [*_told(chain(first, _hired(shares, jobs, shares.parts(jobs), _nothing, _none)), progress)]
        meanwhile()
        return _sum([*made, Pressed((), (), others=beside())])


def _hired(
    shares: Shares, number: int, parts: Sequence[slice], meanwhile: Meanwhile, beside: Beside
) -> Iterator[Pressed]:
    """Yield what some processes have made of the parts of the pages, and beside them."""
    with processes(number, _begin, shares, beside).hire() as pool:
        try:
            waiting = [pool.submit(_do_mine), *(pool.submit(_press_mine, part) for part in parts)]
            meanwhile()
            yield from (part.result() for part in waiting)
        except BrokenProcessPool:
            hint = "build with fewer of them: --jobs 1"
            what = "a process died while it made pages, for want of memory most often"
            raise BroadsheetError(Problem("build", 1, 1, "BUILD-WORKER", what, hint)) from None


def _sum(parts: Iterable[Pressed]) -> Pressed:
    made = [*parts]
    problems = tuple(problem for one in made for problem in one.problems)
    pages = tuple(path for one in made for path in one.pages)
    keys = tuple(key for one in made for key in one.keys)
    others = tuple(path for one in made for path in one.others)
    return Pressed(pages, problems, keys, others)


def _told(parts: Iterable[Pressed], progress: Progress) -> Iterator[Pressed]:
    """Yield what has been made, and tell how far it is."""
    pages = 0
    for part in parts:
        pages += len(part.pages)
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


# ------------------------------------------------------------------ in a worker process


_mine: list[tuple[Shares, Beside]] = []


def _begin(shares: Shares, beside: Beside) -> None:
    _mine[:] = [(shares, beside)]


def _press_mine(part: slice) -> Pressed:
    return apart(_press_here, part) if _mine[0][0].has(_WORTH_A_COPY) else _press_here(part)


def _press_here(part: slice) -> Pressed:
    return _sum(_mine[0][0].pressed(part))


def _do_mine() -> Pressed:
    shares, beside = _mine[0]
    return Pressed((), (), others=apart(beside) if shares.has(_WORTH_A_COPY) else beside())
