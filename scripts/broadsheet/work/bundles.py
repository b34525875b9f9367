"""Makes pages one after the other, in bundles of which it is kept what they were made from.

A page that would say what it said at the last build is not made again: its file stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from broadsheet.gate import article_places, check_page
from broadsheet.models import Library
from broadsheet.problems import Problem
from broadsheet.publish import Staging
from broadsheet.records import CorpusConfig
from broadsheet.render import Draft, Known, Maker
from broadsheet.shelf import sheaves, shelved
from broadsheet.store import Store
from broadsheet.store.traces import Traces, keep_traces, load_traces, trace_keys

_KNOWN_IN_A_ROW = 16
# Pages whose traces are kept together, about, and four times as many at most.
_TOGETHER = 64
# An article is opened to be rendered and again to be read back, one after the other.
_REMEMBERED = 4


@dataclass(frozen=True)
class Pressed:
    """What has been made."""

    pages: tuple[str, ...]
    """The paths of those that have been looked at."""
    problems: tuple[Problem, ...]
    """Of pages that do not read as they should."""
    keys: tuple[str, ...] = ()
    """Under which the store has what the pages were made from."""
    others: tuple[str, ...] = ()
    """The paths of files besides the pages."""


@dataclass(frozen=True)
class Job:
    """What is to be made, and where."""

    library: Library
    config: CorpusConfig
    staging: Staging
    store: Store | None


@dataclass(frozen=True)
class Bundle:
    """Pages that follow one another."""

    drafts: tuple[Draft, ...]
    key: str = ""
    """Where the store has what they were made from; empty where they are made at every build."""


def _remembering(library: Library) -> Library:
    shelf = shelved(library.articles)
    return replace(library, articles=replace(shelf, load=lru_cache(_REMEMBERED)(shelf.named), change=None))


class Shares:
    """Where pages are made one after the other."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._maker = Maker(_remembering(job.library), job.config)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how a process that is no copy of this one gets its own."""
        return Shares, (self._job,)

    @cached_property
    def _bundles(self) -> tuple[Bundle, ...]:
        """All pages; first those that are made at every build, which are no `Known` ones.

        The others are known again by the page that ends their bundle, and its own path has decided that it does.
        """
        drafts = [*self._maker.drafts()]
        known = {draft.path: draft for draft in drafts if isinstance(draft, Known)}
        names = [*sheaves(known, _TOGETHER)]
        ends = [*(some[-1] for some in names[:-1]), ""]
        keys = trace_keys(self._job.staging.before.name, self._job.config, ends)
        always = Bundle(tuple(draft for draft in drafts if not isinstance(draft, Known)))
        cut = (tuple(map(known.__getitem__, some)) for some in names)
        return always, *map(Bundle, cut, keys)

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

    def _press(self, bundle: Bundle) -> Pressed:
        store, problems = self._job.store if bundle.key else None, list[Problem]()
        traces = load_traces(store, bundle.key, self._maker.site.answers)
        pages: list[str] = []
        for draft in bundle.drafts:
            if isinstance(draft, Known) and self._stays(draft, traces):
                pages.append(draft.path)
            else:
                name, wrong = self._make(draft, traces)
                pages.append(name)
                problems += wrong
        if store is None:
            return Pressed(tuple(pages), tuple(problems))
        keep_traces(store, bundle.key, traces)
        return Pressed(tuple(pages), tuple(problems), (bundle.key,))

    def _stays(self, draft: Known, traces: Traces) -> bool:
        page = traces.known(draft.path, draft.given)
        if page is None or not self._job.staging.stays(draft.path, page):
            return False
        traces.stays(draft.path)
        return True

    def _make(self, draft: Draft, traces: Traces) -> tuple[str, list[Problem]]:
        """Make a page, note what it was made from, and return its path and what does not read as it should."""
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
        return name, problems
