"""Remembers what pages were made from, so that a page is made again only where one of these has changed.

While a page is made, the tables of its site note what it asks (`render/tables.py`). The questions of some hundred
pages are kept together, each once with what stands for its answer; at the next build they are asked again, which
costs far less than the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter
from pydantic_core import to_json

from broadsheet.digests import digest_of
from broadsheet.publish.marks import Mark
from broadsheet.records import CorpusConfig
from broadsheet.render import Question
from broadsheet.render.templates import folder
from broadsheet.store import Store, parsed
from broadsheet.store.keys import code_digest, contents_of

# Other people's code that pages are made with.
_ALSO = ("citeproc-py", "jinja2", "markupsafe")

Answers = Callable[[Sequence[tuple[str, str]]], list[str]]
"""Returns what stands for the answers to questions now; empty where nobody knows whether one has changed."""

_Trace = tuple[Mark, str, list[int]]
"""By what a page's file is known, what stands for what it was given, and the places of its questions."""


@dataclass(frozen=True)
class _Kept:
    """The traces of a bundle of pages, as they are kept."""

    # Plain pairs: a call for each of half a million questions would take longer than reading them.
    questions: list[tuple[str, str]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    """What stands for the answer to each question."""
    pages: dict[str, _Trace] = field(default_factory=dict)
    """By path."""


class Traces:
    """What the pages of a bundle were made from at the last build, and at this one."""

    def __init__(self, kept: _Kept, answers: Answers) -> None:
        """Ask again everything that was asked."""
        self._before, self._answers = kept, answers
        self._told = answers(kept.questions)
        now = zip(kept.answers, self._told, strict=True)
        self._changed = {n for n, (before, after) in enumerate(now) if before != after}
        self._places = {question: n for n, question in enumerate(kept.questions)}
        self._pages: dict[str, _Trace] = {}

    def known(self, path: str, given: tuple[object, ...]) -> Mark | None:
        """Return the mark of a page that would be the same if it were made again; None of any other."""
        trace = self._before.pages.get(path)
        if trace is None or trace[1] != _stands_for(given) or not self._changed.isdisjoint(trace[2]):
            return None
        return trace[0]

    def stays(self, path: str) -> None:
        """Note that a page that is known stays as it is."""
        self._pages[path] = self._before.pages[path]

    def made(self, path: str, page: Mark, given: tuple[object, ...], questions: Collection[Question]) -> None:
        """Note what a page was made from, unless nobody can tell whether it would be the same again."""
        asked = sorted(questions)
        told = self._answers(asked)
        if all(told):
            places = [self._place(question, answer) for question, answer in zip(asked, told, strict=True)]
            self._pages[path] = (page, _stands_for(given), places)

    def _place(self, question: Question, answer: str) -> int:
        place = self._places.setdefault(question, len(self._told))
        if place == len(self._told):
            self._told.append(answer)
        return place

    def kept(self) -> _Kept | None:
        """Return what the next build needs; None where that is what the last one left."""
        if self._pages == self._before.pages:
            return None
        asked = list(self._places)
        used = sorted(set().union(*(places for _, _, places in self._pages.values())))
        new = {place: n for n, place in enumerate(used)}
        pages = {
            path: (page, given, [*map(new.__getitem__, places)])
            for path, (page, given, places) in self._pages.items()
        }
        return _Kept([asked[place] for place in used], [self._told[place] for place in used], pages)


def _stands_for(given: tuple[object, ...]) -> str:
    return digest_of([to_json(given, inf_nan_mode="constants")]) if given else ""


def trace_keys(site: str, config: CorpusConfig, ends: Iterable[str]) -> list[str]:
    """Return under which keys of a store the traces of bundles of a site's pages lie, by what ends each."""
    base = (code_digest(), *(version(name) for name in _ALSO), _templates(), site, config.model_dump_json())
    return [f"{digest_of(part.encode() for part in (*base, end))}.traces" for end in ends]


def _templates() -> str:
    """Return a digest of the templates and citation styles."""
    return digest_of(contents_of(folder(), filter(Path.is_file, folder().rglob("*"))))


def load_traces(store: Store | None, key: str, answers: Answers) -> Traces:
    """Return the traces of a bundle.

    There are none where nothing is kept that can be read.
    """
    kept = parsed(_codec(), store.get(key)) if store is not None else None
    return Traces(kept if kept is not None and _is_whole(kept) else _Kept(), answers)


def _is_whole(kept: _Kept) -> bool:
    number = len(kept.questions)
    are_there = all(min(places) >= 0 and max(places) < number for _, _, places in kept.pages.values() if places)
    return are_there and len(kept.answers) == number


def keep_traces(store: Store, key: str, traces: Traces) -> None:
    """Keep the traces of a bundle. Raises OSError where that cannot be."""
    kept = traces.kept()
    if kept is not None or key not in store:
        store.put(key, _codec().dump_json(kept or _Kept()))


@cache
def _codec() -> TypeAdapter[_Kept]:
    return TypeAdapter(_Kept)
