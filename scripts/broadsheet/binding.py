"""Makes the HTML of many pages over processes; what they make is what one makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.crew import processes, spread
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.progress import Progress, followed
from broadsheet.publish import MKDOCS
from broadsheet.publish.generator import CONFIG, complaints, generate
from broadsheet.publish.remaking import Header, Remaker, Workshop
from broadsheet.records import CorpusConfig

# Pages; a small site is made sooner than processes are started, and fewer are made by one of them.
_WORTH_A_PROCESS = 200
_WORTH_A_COPY = 8

_Bound = tuple[Header, list[Problem]]


@dataclass(frozen=True)
class Binder:
    """Makes a site as `generate` does."""

    jobs: int
    progress: Progress

    def __call__(self, root: Path, docs: Path, site: Path, corpus: CorpusConfig, generator: str = MKDOCS) -> None:
        """Make the site in the folder `site`. Raises BroadsheetError with every warning of the generator."""
        if generator != MKDOCS or self.jobs <= 1 or sum(1 for _ in docs.rglob("*.md")) < _WORTH_A_PROCESS:
            generate(root, docs, site, corpus, generator)
        else:
            Remaker(root, docs, site).make(corpus, site, self.hands)

    def hands(self, workshop: Workshop, names: Sequence[str]) -> Iterator[_Bound]:
        """Make pages and yield their front matter and what was wrong with them, in their order."""
        if self.jobs <= 1 or len(names) < _WORTH_A_COPY:
            return (_made(workshop, name) for name in names)
        crew = processes(self.jobs, _begin, workshop)
        return followed(spread(crew, _make_mine, names, _lost), "pages built", len(names), self.progress)


def _made(workshop: Workshop, name: str) -> _Bound:
    header: Header = {}
    try:
        with complaints():
            header = workshop.make_page(name)
    except BroadsheetError as e:
        return header, list(e.problems)
    return header, []


def _lost(name: str) -> _Bound:
    what = f"{name} makes the process die that builds it"
    return {}, [Problem(CONFIG, 1, 1, "MKDOCS", what, "see the page it names")]


# ------------------------------------------------------------------ in a worker process


_mine: list[Workshop] = []


def _begin(workshop: Workshop) -> None:
    _mine[:] = [workshop]


def _make_mine(names: Sequence[str]) -> list[_Bound]:
    return [_made(_mine[0], name) for name in names]
