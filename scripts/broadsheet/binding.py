"""Makes the HTML of a large site over processes; what they make is what one makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from broadsheet.crew import processes, spread
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.progress import Progress, followed
from broadsheet.publish import MKDOCS
from broadsheet.publish.generator import CONFIG, complaints, generate, settings
from broadsheet.publish.remaking import Header, Remaker, Workshop
from broadsheet.records import CorpusConfig

# Pages; a small site is made sooner than processes have read the configuration.
_WORTH_A_PROCESS = 200

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
            return
        crew = processes(self.jobs, _begin, root, docs, site, corpus)

        def hands(names: Sequence[str]) -> Iterator[_Bound]:
            return followed(spread(crew, _make_mine, names, _lost), "pages built", len(names), self.progress)

        Remaker(root, docs, site).make(corpus, site, hands)


# ------------------------------------------------------------------ in a worker process


_mine: list[Workshop] = []


def _begin(root: Path, docs: Path, site: Path, corpus: CorpusConfig) -> None:
    with complaints():
        _mine[:] = [Workshop(settings(root, docs, site, corpus))]
    with suppress(BroadsheetError), complaints():  # what it says of the whole site, the first process says
        _mine[0].look()


def _make_mine(names: Sequence[str]) -> list[_Bound]:
    return [_made(name) for name in names]


def _made(name: str) -> _Bound:
    header: Header = {}
    try:
        with complaints():
            header = _mine[0].make_page(name)
    except BroadsheetError as e:
        return header, list(e.problems)
    return header, []


def _lost(name: str) -> _Bound:
    what = f"{name} makes the process die that builds it"
    return {}, [Problem(CONFIG, 1, 1, "MKDOCS", what, "see the page it names")]
