"""Makes the pages over processes: each renders its share, reads every page back and writes it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
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
from broadsheet.render import render
from broadsheet.shelf import Shelf

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


def press(
    library: Library,
    config: CorpusConfig,
    staging: Staging,
    *,
    jobs: int,
    progress: Progress,
    meanwhile: Callable[[], None] = lambda: None,
) -> Pressed:
    """Write every page of a library; `meanwhile` is done by this process while others make pages."""
    if jobs <= 1 or len(library.cards) < _WORTH_A_PROCESS:
        meanwhile()
        return _share(library, config, staging, (0, 1), lambda done: progress.at("pages", done, None))
    counter: Counter = start_context().Value("L", 0)
    with processes(jobs, _begin, library, config, staging, counter).hire() as pool:
        shares = [pool.submit(_share_of_mine, (k, jobs)) for k in range(jobs)]
        meanwhile()
        try:
            found = [_waited_for(share, counter, progress) for share in shares]
        except BrokenProcessPool:
            hint = "build with fewer of them: --jobs 1"
            what = "a process died while it made pages, for want of memory most often"
            raise BroadsheetError(Problem("build", 1, 1, "BUILD-WORKER", what, hint)) from None
    return Pressed(sum(f.pages for f in found), tuple(p for f in found for p in f.problems))


def _waited_for(share: Future[Pressed], counter: Counter, progress: Progress) -> Pressed:
    while not wait([share], timeout=0.2).done:
        progress.at("pages", counter.value, None)
    return share.result()


def _share(
    library: Library,
    config: CorpusConfig,
    staging: Staging,
    share: tuple[int, int],
    tell: Callable[[int], None],
) -> Pressed:
    """Render, check and write every page whose number is k modulo n."""
    library = _remembering(library)
    # Where a corpus is split, the main site's page of an article only leads on to it.
    places = article_places(library) if config.sites is None else {}
    problems: list[Problem] = []
    done = 0
    for name, content in render(library, config, share=share):
        place = places.get(name)
        problems += check_page(name, content, None if place is None else library.articles[place])
        staging.write(name, content)
        done += 1
        tell(done)
    return Pressed(done, tuple(problems))


def _remembering(library: Library) -> Library:
    shelf = library.articles
    if not isinstance(shelf, Shelf):
        return library
    return replace(library, articles=Shelf(shelf.names, lru_cache(_REMEMBERED)(shelf.named)))


# ------------------------------------------------------------------ in a worker process


@dataclass
class _Desk:
    library: Library
    config: CorpusConfig
    staging: Staging
    counter: Counter


_mine: list[_Desk] = []


def _begin(library: Library, config: CorpusConfig, staging: Staging, counter: Counter) -> None:
    _mine[:] = [_Desk(library, config, staging, counter)]


def _share_of_mine(share: tuple[int, int]) -> Pressed:
    mine = _mine[0]

    def tell(done: int) -> None:
        with mine.counter.get_lock():
            mine.counter.value += 1

    return _share(mine.library, mine.config, mine.staging, share, tell)
