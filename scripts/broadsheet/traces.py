"""Remembers what pages were made from, so that a page is made again only where one of these has changed.

While a page is made, the tables of its site note what it asks (`render/tables.py`). The questions are kept with
what stands for their answers; at the next build they are asked again, which costs far less than the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from pydantic import TypeAdapter, ValidationError

from broadsheet.cache_keys import code_digest, digest_of
from broadsheet.records import CorpusConfig
from broadsheet.render import Question
from broadsheet.render.templates import folder
from broadsheet.store import Store

# Other people's code that pages are made with.
_ALSO = ("citeproc-py", "jinja2", "markupsafe")


@dataclass(frozen=True)
class Trace:
    """How a page came to be that was found to be right."""

    page: str
    """The SHA-256 of its file."""
    answers: str
    """What stands for the answers it got."""
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class _Kept:
    """The traces of a share of the pages, as they are kept."""

    questions: list[Question]
    """Every question once."""
    pages: dict[str, tuple[str, str, list[int]]]
    """Digest, answers and the places of the questions, by path."""


def trace_keys(site: str, config: CorpusConfig, shares: int) -> list[str]:
    """Return under which keys of a store the traces of a site's pages lie, one for each share of them."""
    base = (code_digest(), *(version(name) for name in _ALSO), _templates(), site, config.model_dump_json())
    found = (digest_of(part.encode() for part in (*base, f"{k} of {shares}")) for k in range(shares))
    return [f"{digest}.traces" for digest in found]


@cache
def _templates() -> str:
    """Return a digest of the templates and citation styles."""
    paths = sorted(path for path in folder().rglob("*") if path.is_file())
    return digest_of(part for path in paths for part in (path.name.encode(), path.read_bytes()))


def load_traces(store: Store, key: str) -> dict[str, Trace]:
    """Return the traces of a share by the path of the page; none where nothing is kept that can be read."""
    data = store.get(key)
    try:
        kept = None if data is None else _codec().validate_json(data)
    except ValidationError:
        kept = None
    if kept is None:
        return {}
    asked = kept.questions
    return {
        path: Trace(page, answers, tuple(asked[place] for place in places))
        for path, (page, answers, places) in kept.pages.items()
        if all(0 <= place < len(asked) for place in places)
    }


def keep_traces(store: Store, key: str, traces: Mapping[str, Trace]) -> None:
    """Keep the traces of a share. Raises OSError where that cannot be."""
    places: dict[Question, int] = {}
    pages = {
        path: (trace.page, trace.answers, [places.setdefault(q, len(places)) for q in trace.questions])
        for path, trace in traces.items()
    }
    store.put(key, _codec().dump_json(_Kept(list(places), pages)))


@cache
def _codec() -> TypeAdapter[_Kept]:
    return TypeAdapter(_Kept)
