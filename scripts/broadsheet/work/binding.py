"""Makes the HTML of pages over processes, and of those only that have changed; it is what one process makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from broadsheet.digests import digest_of
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish import MKDOCS
from broadsheet.publish.generator import CONFIG, complaints, generate
from broadsheet.publish.marks import Made, Told
from broadsheet.publish.remaking import Remaker
from broadsheet.publish.workshop import Workshop
from broadsheet.records import CorpusConfig
from broadsheet.store import Store, parsed
from broadsheet.store.keys import code_digest
from broadsheet.work.crew import processes, spread, start_context
from broadsheet.work.progress import Progress, followed

# Pages; fewer are made sooner than processes are started, which are copies of this one or read everything anew.
_WORTH_A_COPY = 16
_WORTH_A_PROCESS = 200

_Bound = tuple[Told, list[Problem]]


@dataclass
class Binder:
    """Makes sites as `generate` does, and remembers under which keys the store has how."""

    jobs: int
    progress: Progress
    store: Store
    keys: list[str] = field(default_factory=list)

    def __call__(
        self, root: Path, docs: Path, site: Path, before: Path, corpus: CorpusConfig, generator: str = MKDOCS
    ) -> None:
        """Make the site in the folder `site`, where its last one stands in `before`.

        Raises BroadsheetError with every warning of the generator.
        """
        if generator == MKDOCS:
            self.remaker(root, docs, site, before).make(corpus)
        else:
            generate(root, docs, site, corpus, generator)

    def remaker(self, root: Path, docs: Path, site: Path, before: Path) -> Remaker:
        """Return who makes one site, as often as it is wanted."""
        memory = _Memory(self, before.relative_to(root).as_posix())
        return Remaker(root, docs, site, before, memory, self.hands)

    def hands(self, workshop: Workshop, names: Sequence[str]) -> Iterator[_Bound]:
        """Make pages and yield what is told of them and what was wrong with them, in their order."""
        is_copy = start_context().get_start_method() == "fork"
        if self.jobs <= 1 or len(names) < (_WORTH_A_COPY if is_copy else _WORTH_A_PROCESS):
            made: Iterator[_Bound] = (_made(workshop, name) for name in names)
        else:
            made = spread(processes(self.jobs, _begin, workshop), _make_mine, names, _lost)
        return followed(made, "pages built", len(names), self.progress)


def _made(workshop: Workshop, name: str) -> _Bound:
    told: Told = {}
    try:
        with complaints():
            told = workshop.make_page(name)
    except BroadsheetError as e:
        return told, list(e.problems)
    return told, []


def _lost(name: str) -> _Bound:
    what = f"{name} makes the process die that builds it"
    return {}, [Problem(CONFIG, 1, 1, "MKDOCS", what, "see the page it names")]


# ------------------------------------------------------------------ what is remembered


@dataclass(frozen=True)
class _Memory:
    """Remembers in the store of a binder how the site of a name was made."""

    binder: Binder
    site: str

    def recall(self, basis: bytes) -> Mapping[str, Made]:
        """Return what was made on a basis; nothing where it is not kept, or not whole."""
        return parsed(_codec(), self.binder.store.get(self._key(basis))) or {}

    def keep(self, basis: bytes, made: Mapping[str, Made]) -> None:
        """Keep what was made. Raises OSError where that cannot be."""
        key = self._key(basis)
        self.binder.store.put(key, _codec().dump_json(dict(made)))
        self.binder.keys.append(key)

    def _key(self, basis: bytes) -> str:
        return f"{digest_of([code_digest().encode(), self.site.encode(), basis])}.made"


@cache
def _codec() -> TypeAdapter[dict[str, Made]]:
    return TypeAdapter(dict[str, Made])


# ------------------------------------------------------------------ in a worker process


_mine: list[Workshop] = []


def _begin(workshop: Workshop) -> None:
    _mine[:] = [workshop]


def _make_mine(names: Sequence[str]) -> list[_Bound]:
    return [_made(_mine[0], name) for name in names]
