"""The whole order: read, clean, describe, link, render, index, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.check import check, check_found
from broadsheet.corpus import Corpus
from broadsheet.export import export
from broadsheet.gate import check_pages
from broadsheet.index import build_index, client_files
from broadsheet.index.collect import search_documents, spellings
from broadsheet.link import link
from broadsheet.models import Article, Library
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish import publish
from broadsheet.read import read
from broadsheet.redact import redact
from broadsheet.render import render
from broadsheet.verify import verify
from broadsheet.workers import describe_all

Say = Callable[[str], None]
"""Takes a line of progress for a person."""


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
    library = redact(link(articles, corpus))
    topics, families = len(library.topics), len(library.families)
    say(f"linked: {len(library.groups)} statements, {topics} topics, {families} families")
    files = made_from(library, corpus)
    say(f"rendered: {len(files)} files")
    publish(root, files, corpus.config, say)
    return Built(library, len(files), tuple(problems))


def made_from(library: Library, corpus: Corpus) -> dict[str, bytes]:
    """Return every file of `build/docs`: pages, data, search; the pages have been read back."""
    files = {**render(library, corpus.config), **dict(export(library, corpus))}
    index = {**build_index(search_documents(library), spellings(library)), **client_files()}
    files |= {f"search/{name}": content for name, content in index.items()}
    _refuse(check_pages(files, library))
    return files


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
    outcomes = tuple(describe_all(corpus.entries, corpus.entities, corpus.outlets, jobs=jobs))
    problems += [outcome for outcome in outcomes if isinstance(outcome, Problem)]
    articles = tuple(outcome for outcome in outcomes if isinstance(outcome, Article))
    raws = {entry.raw.id: entry.raw for entry in corpus.entries}
    problems += [p for article in articles for p in verify(article, raws[article.id])]
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
