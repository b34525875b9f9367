"""Remembers what pages were made from, so that a page is made again only where one of these has changed.

While a page is made, the tables of its site note what it asks (`render/tables.py`). The questions of all pages are
kept, each once with what stands for its answer; at the next build they are asked again, each once, which costs far
less than the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter
from pydantic_core import to_json

from broadsheet.cache_keys import code_digest, contents_of, digest_of
from broadsheet.records import CorpusConfig
from broadsheet.render import Question
from broadsheet.render.templates import folder
from broadsheet.store import Store, parsed

# Other people's code that pages are made with.
_ALSO = ("citeproc-py", "jinja2", "markupsafe")

_Trace = tuple[str, str, list[int]]
"""The SHA-256 of a page's file, what stands for what it was given, and the places of its questions."""


@dataclass(frozen=True)
class _Kept:
    """The traces of a share of the pages, as they are kept."""

    questions: list[Question] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    """What stands for the answer to each question."""
    pages: dict[str, _Trace] = field(default_factory=dict)
    """By path."""


class Traces:
    """What the pages of a share were made from at the last build, and at this one."""

    def __init__(self, kept: _Kept, answer: Callable[[Question], str]) -> None:
        """Ask again everything that was asked; `answer` returns what stands for the answer, or an empty string."""
        self._before, self._answer = kept, answer
        self._changed = {
            n
            for n, (question, told) in enumerate(zip(kept.questions, kept.answers, strict=True))
            if answer(question) != told
        }
        self._places = {question: n for n, question in enumerate(kept.questions)}
        self._pages: dict[str, _Trace] = {}

    def known(self, path: str, given: tuple[object, ...]) -> str | None:
        """Return the SHA-256 of a page that would be the same if it were made again; None of any other."""
        trace = self._before.pages.get(path)
        if trace is None or trace[1] != _stands_for(given) or not self._changed.isdisjoint(trace[2]):
            return None
        return trace[0]

    def stays(self, path: str) -> None:
        """Note that a page that is known stays as it is."""
        self._pages[path] = self._before.pages[path]

    def made(self, path: str, page: str, given: tuple[object, ...], questions: Collection[Question]) -> None:
        """Note what a page was made from, unless nobody can tell whether it would be the same again."""
        if all(map(self._answer, questions)):
            places = [self._places.setdefault(question, len(self._places)) for question in sorted(questions)]
            self._pages[path] = (page, _stands_for(given), places)

    def kept(self) -> _Kept | None:
        """Return what the next build needs; None where that is what the last one left."""
        if self._pages == self._before.pages:
            return None
        asked = list(self._places)
        used = sorted({place for _, _, places in self._pages.values() for place in places})
        new = {place: n for n, place in enumerate(used)}
        pages = {
            path: (page, given, [new[place] for place in places])
            for path, (page, given, places) in self._pages.items()
        }
        questions = [asked[place] for place in used]
        return _Kept(questions, [self._answer(question) for question in questions], pages)


def _stands_for(given: tuple[object, ...]) -> str:
    return digest_of([to_json(given, inf_nan_mode="constants")]) if given else ""


def trace_key(site: str, config: CorpusConfig, share: tuple[int, int]) -> str:
    """Return under which key of a store the traces of a share of a site's pages lie."""
    base = (code_digest(), *(version(name) for name in _ALSO), _templates(), site, config.model_dump_json())
    return f"{digest_of(part.encode() for part in (*base, '{} of {}'.format(*share)))}.traces"


@cache
def _templates() -> str:
    """Return a digest of the templates and citation styles."""
    return digest_of(contents_of(folder(), filter(Path.is_file, folder().rglob("*"))))


def load_traces(store: Store | None, key: str, answer: Callable[[Question], str]) -> Traces:
    """Return the traces of a share; `answer` returns what stands for the answer to a question now.

    There are none where nothing is kept that can be read.
    """
    kept = parsed(_codec(), store.get(key)) if store is not None else None
    return Traces(kept if kept is not None and _is_whole(kept) else _Kept(), answer)


def _is_whole(kept: _Kept) -> bool:
    number = len(kept.questions)
    are_there = all(min(places) >= 0 and max(places) < number for _, _, places in kept.pages.values() if places)
    return are_there and len(kept.answers) == number


def keep_traces(store: Store, key: str, traces: Traces) -> None:
    """Keep the traces of a share. Raises OSError where that cannot be."""
    kept = traces.kept()
    if kept is not None or key not in store:
        store.put(key, _codec().dump_json(kept or _Kept()))


@cache
def _codec() -> TypeAdapter[_Kept]:
    return TypeAdapter(_Kept)
