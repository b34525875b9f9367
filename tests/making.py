"""Makes files and sites from nothing, in one process, with nothing remembered: what others are held against."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from broadsheet.corpus import Corpus
from broadsheet.export import export
from broadsheet.gate import article_places, check_page
from broadsheet.index import build_index, search_documents, spellings
from broadsheet.models import Article, Library, card_of
from broadsheet.pipeline import examined
from broadsheet.problems import Problem
from broadsheet.publish import MKDOCS, Publication, publishing
from broadsheet.publish.generator import generate
from broadsheet.records import CorpusConfig
from broadsheet.render import render
from broadsheet.shelf import Note, R
from broadsheet.site_check import find_all
from broadsheet.work.examination import local_hands, store_of
from broadsheet.work.progress import Quiet

T = TypeVar("T")


def lethal(work: Callable[..., T], to: str) -> Callable[..., T]:
    """Return the same work, which ends its process where it is given the name `to`."""

    def done(*given: object) -> T:
        if to in given:
            os._exit(1)
        return work(*given)

    return done


def note_in(kept: dict[str, bytes]) -> Note:
    """Return what keeps notes of articles in a dictionary."""

    def note(digest: str, make: Callable[[], bytes], read: Callable[[bytes], R]) -> Callable[[], R]:
        def told() -> R:
            if digest not in kept:
                kept[digest] = make()
            return read(kept[digest])

        return told

    return note


def examine(root: Path) -> tuple[Corpus, Sequence[Article], list[Problem]]:
    """Return the corpus below a folder, its articles cleaned and described, and the warnings."""
    found = examined(root, local_hands(1), store_of(root) if (root / "build").is_dir() else None, Quiet())
    return found.corpus, found.articles, list(found.problems)


def check_pages(pages: Iterable[tuple[str, bytes]], library: Library) -> list[Problem]:
    """Return the problems of generated pages, given by name; files that are no Markdown are passed over."""
    places = article_places(library)
    problems = []
    for name, content in pages:
        if name.endswith(".md"):
            article = library.articles[places[name]] if name in places else None
            problems += check_page(name, content, article)
    return problems


def library_of(articles: Sequence[Article], **others: Any) -> Library:
    """Return articles with their cards, and nothing else but what is given, as a library."""
    nothing = dict.fromkeys(("outlets", "families", "stories", "groups", "topics"), ())
    return Library(**{"articles": articles, "cards": tuple(map(card_of, articles)), **nothing, **others})


def holding(library: Library, articles: Sequence[Article]) -> Library:
    """Return a library with other articles, and their cards."""
    return replace(library, articles=articles, cards=tuple(map(card_of, articles)))


def made_from(library: Library, corpus: Corpus) -> dict[str, bytes]:
    """Return the pages, the data and the search; the pages have been read back."""
    pages = dict(render(library, corpus.config))
    assert check_pages(pages.items(), library) == []
    data = {name: b"".join(content) for name, content in export(library, corpus)}
    return pages | data | build_index(search_documents(library), spellings(library))


def publish(root: Path, files: Iterable[tuple[str, bytes]], config: CorpusConfig) -> None:
    """Write the pages, build the site and publish it. Raises as a build does."""
    with publishing(root) as publication:
        staging = publication.staging()
        written = dict(files)
        for name, content in written.items():
            staging.write(name, content)
        staging.keep_only(written)
        make(publication, "", config)
        publication.publish()


def make(publication: Publication, name: str, config: CorpusConfig) -> None:
    """Build the site of a name from the pages that were written, and check it."""
    publication.make(name, config, MKDOCS, find_all, _afresh)


def _afresh(root: Path, docs: Path, site: Path, before: Path, config: CorpusConfig, generator: str) -> None:
    generate(root, docs, site, config, generator)
