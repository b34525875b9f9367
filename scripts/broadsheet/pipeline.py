"""The whole order: read, clean, describe, link, render, index, publish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from broadsheet.corpus import Corpus
from broadsheet.export import Places, export
from broadsheet.gate import check_page
from broadsheet.index import build_index, client_files, search_documents, spellings
from broadsheet.link import link
from broadsheet.models import Library
from broadsheet.parts import Part, parts_of
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish import MKDOCS, NAMES, Publication, Staging, publishing
from broadsheet.records import CorpusConfig
from broadsheet.redact import redact
from broadsheet.render import leading
from broadsheet.render.phrases import count
from broadsheet.site_check.budget import told, weigh, within
from broadsheet.store import Store
from broadsheet.work.binding import Binder
from broadsheet.work.delivery import Delivered, deliver
from broadsheet.work.examination import Examination, Hands, examine_all, local_hands, store_of
from broadsheet.work.press import press
from broadsheet.work.progress import Progress, Quiet
from broadsheet.work.proofreading import Proofreader


@dataclass(frozen=True)
class Built:
    """What a build has made."""

    library: Library
    pages: int
    """Files of `build/docs`."""
    problems: tuple[Problem, ...]
    """Warnings; errors stop a build."""


def build(
    root: Path,
    *,
    jobs: int = 1,
    hands: Hands | None = None,
    store: Store | None = None,
    progress: Progress | None = None,
    generator: str = MKDOCS,
) -> Built:
    """Turn the corpus below `root` into `build/docs` and `build/site`.

    The articles are examined by `hands`, by default `jobs` processes of this machine, and what is found is kept in
    `store`, by default below `build/`; `generator` is a key of `publish.NAMES`. Raises BroadsheetError with all
    problems where there is an error; what was published before stays as it was.
    """
    progress, store = progress or Quiet(), store or store_of(root)
    found = examined(root, hands or local_hands(jobs), store, progress)
    library = linked(found)
    groups, topics, families = map(len, (library.groups, library.topics, library.families))
    progress.say(f"linked: statements {groups:,}, topics {topics:,}, families {families:,}")
    proofreader = Proofreader(store, jobs, progress)
    parts = parts_of(library, found.corpus.config)
    with publishing(root, [part.name for part in parts if part.name]) as publication:
        made = [_make(part, found.corpus, publication, proofreader, generator) for part in parts]
        publication.publish()
    progress.say(f"published: {', '.join(site.folder for site in made)}")
    store.sweep([*found.keys, *proofreader.keys, *(key for site in made for key in site.keys)])
    heavy = [problem for site in made for problem in site.problems]
    return Built(library, sum(site.files for site in made), (*found.problems, *heavy))


def linked(found: Examination) -> Library:
    """Return the library of what was found, without what may not be published: all else is made from it."""
    return redact(link(found.articles, found.corpus, found.gists))


@dataclass(frozen=True)
class _Made:
    folder: str
    files: int
    problems: list[Problem]
    """Warnings about what it weighs."""
    keys: tuple[str, ...]
    """Under which the store has what its pages and their HTML were made from."""


@dataclass(frozen=True)
class Written:
    """The files of `build/docs`."""

    files: int
    keys: tuple[str, ...]
    """Under which the store has what they were made from."""


def _make(part: Part, corpus: Corpus, publication: Publication, proofreader: Proofreader, generator: str) -> _Made:
    """Write the pages of one site, build it and weigh it. Raises BroadsheetError where it may not be published."""
    own, jobs, progress = replace(corpus, config=part.config), proofreader.jobs, proofreader.progress
    staging = publication.staging(part.name)
    written = write_pages(part.library, own, staging, jobs, progress, proofreader.store)
    progress.say(f"building {part.folder} with {NAMES[generator]}")
    binder = Binder(jobs, progress, proofreader.store)
    weight = weigh(publication.make(part.name, part.config, generator, proofreader, binder))
    progress.say(told(weight, part.config.budget))
    problems = within(weight, part.config.budget, shown=part.folder)
    _refuse(problem for problem in problems if problem.level == "error")
    return _Made(part.folder, written.files, problems, (*written.keys, *binder.keys))


def write_pages(
    library: Library, corpus: Corpus, staging: Staging, jobs: int, progress: Progress, store: Store | None = None
) -> Written:
    """Write every file of `build/docs`: pages, data, search; the pages have been read back.

    Pages are made again only where they have changed, as far as `store` tells. What else an earlier build has left
    there goes.
    """
    data = Delivered((), ())

    def write_data() -> None:
        nonlocal data
        data = deliver(partial(_data, library, corpus), staging, store)

    search = partial(_write_search, library, corpus.config, staging)
    pressed = press(
        library,
        corpus.config,
        staging,
        jobs=jobs,
        progress=progress,
        meanwhile=write_data,
        beside=search,
        store=store,
    )
    _refuse(pressed.problems)
    files = (*pressed.pages, *pressed.others, *data.files)
    staging.keep_only(files)
    pages = len(pressed.pages)
    progress.say(f"rendered: {pages:,} pages and {len(files) - pages:,} files of data")
    return Written(len(files), (*pressed.keys, *data.keys))


def _data(library: Library, corpus: Corpus, last: Places) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    """Yield the files of data, and those that lead on; a page among them has been read back."""
    for name, content in export(library, corpus, last):
        if name.endswith(".md"):
            page = b"".join(content)
            _refuse(check_page(name, page, None))
            yield name, page
        else:
            yield name, content
    yield from leading(library, corpus.config)


def _write_search(library: Library, config: CorpusConfig, staging: Staging) -> tuple[str, ...]:
    """Write the files of the search and return their paths."""
    index = {**build_index(search_documents(library, config), spellings(library)), **client_files()}
    for name, content in index.items():
        staging.write(f"search/{name}", content)
    return tuple(f"search/{name}" for name in index)


def examined(root: Path, hands: Hands, store: Store | None, progress: Progress) -> Examination:
    """Return the corpus with its articles cleaned and described.

    Raises BroadsheetError with all problems, warnings too, where there is an error.
    """
    found, problems = examine_all(root, hands, store=store, progress=progress)
    if found is None or any(problem.level == "error" for problem in problems):
        raise BroadsheetError(*problems)
    number = len(found.outcomes)
    progress.say(f"read: {count(number, 'article')}, {number - found.fresh:,} known from the last build")
    return found


def _refuse(problems: Iterable[Problem]) -> None:
    if found := sorted(problems):
        raise BroadsheetError(*found)
