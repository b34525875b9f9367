"""The whole order: read, clean, describe, link, render, index, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from broadsheet.check import check, check_found
from broadsheet.clean import Decision, clean
from broadsheet.corpus import Corpus, Entry
from broadsheet.describe import Knowledge, describe
from broadsheet.describe.names import Registry
from broadsheet.gate import check_pages
from broadsheet.index import build_index, client_files
from broadsheet.index.collect import search_documents, spellings
from broadsheet.link import link
from broadsheet.models import Article, Library
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish import publish
from broadsheet.read import read
from broadsheet.records import Entity, OutletRecord, Override
from broadsheet.render import render
from broadsheet.verify import verify

Say = Callable[[str], None]
"""Takes a line of progress for a person."""

# Starting a process costs as much as describing some dozen articles.
_WORTH_A_PROCESS = 32


@dataclass(frozen=True)
class Built:
    """What a build has made."""

    library: Library
    pages: int
    problems: tuple[Problem, ...]
    """Warnings; errors stop a build."""


def build(root: Path, *, jobs: int = 1, say: Say = lambda line: None) -> Built:
    """Turn the corpus below `root` into `build/docs` and `build/site`.

    Raises BroadsheetError with all problems where there is an error; what was published before stays as it was.
    """
    corpus, articles, problems = examine(root, jobs=jobs, say=say)
    library = link(articles, corpus)
    say(
        f"linked: {len(library.groups)} statements, {len(library.topics)} topics, {len(library.families)} families"
    )
    files = render(library, corpus.config)
    _refuse(check_pages(files, library))
    index = {**build_index(search_documents(library), spellings(library)), **client_files()}
    files |= {f"search/{name}": content for name, content in index.items()}
    say(f"rendered: {len(files)} files")
    publish(root, files, corpus.config, say)
    return Built(library, len(files), tuple(problems))


def examine(
    root: Path, *, jobs: int = 1, say: Say = lambda line: None
) -> tuple[Corpus, tuple[Article, ...], list[Problem]]:
    """Return the corpus, its articles cleaned and described, and the warnings.

    Raises BroadsheetError with all problems, warnings too, where there is an error.
    """
    corpus, problems = read(root)
    if corpus is not None:
        problems += check(corpus)
    if corpus is None or _stopping(problems):
        raise BroadsheetError(*sorted(problems))
    say(f"read: {len(corpus.entries)} articles")
    articles = tuple(describe_all(corpus.entries, corpus.entities, corpus.outlets, jobs=jobs))
    pairs = zip(articles, corpus.entries, strict=True)
    problems += [p for article, entry in pairs for p in verify(article, entry.raw)]
    problems += check_found(corpus, articles)
    if _stopping(problems):
        raise BroadsheetError(*sorted(problems))
    claims = sum(len(article.claims) for article in articles)
    say(f"described: {claims} statements, every one verified against its raw file")
    return corpus, articles, sorted(problems)


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise BroadsheetError(*problems)


def _stopping(problems: Iterable[Problem]) -> bool:
    return any(problem.level == "error" for problem in problems)


# ------------------------------------------------------------------ the per-article stages


def describe_all(
    entries: Sequence[Entry],
    entities: tuple[Entity, ...] = (),
    outlets: tuple[OutletRecord, ...] = (),
    *,
    jobs: int = 1,
) -> Iterator[Article]:
    """Yield every article cleaned and described, in the order of the entries, over `jobs` processes."""
    if jobs <= 1 or len(entries) < _WORTH_A_PROCESS:
        knowledge = knowledge_of(entities, outlets)
        yield from (describe_one(entry, knowledge) for entry in entries)
        return
    pool: AbstractContextManager[Executor] = ProcessPoolExecutor(
        jobs, initializer=_learn, initargs=(entities, outlets)
    )
    with pool as executor:
        yield from executor.map(_describe_known, entries, chunksize=16)


def describe_one(entry: Entry, knowledge: Knowledge) -> Article:
    """Return one article, cleaned and described: everything that needs no other article."""
    keep, drop = (_decisions(o) for o in (entry.sidecar.keep, entry.sidecar.drop))
    return describe(entry, clean(entry.raw, keep, drop), knowledge)


def _decisions(overrides: Iterable[Override]) -> tuple[Decision, ...]:
    return tuple(Decision(item.line, item.words, item.why) for item in overrides)


@cache
def knowledge_of(entities: tuple[Entity, ...], outlets: tuple[OutletRecord, ...]) -> Knowledge:
    """Return what people have registered, made ready once per process."""
    return Knowledge(entities, outlets, Registry(entities))


_known: list[Knowledge] = []


def _learn(entities: tuple[Entity, ...], outlets: tuple[OutletRecord, ...]) -> None:
    """Make a worker process ready."""
    _known[:] = [knowledge_of(entities, outlets)]


def _describe_known(entry: Entry) -> Article:
    return describe_one(entry, _known[0])
