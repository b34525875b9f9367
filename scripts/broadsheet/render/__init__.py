"""Turns the library into the Markdown pages of the site."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from broadsheet.models import Library
from broadsheet.records import CorpusConfig
from broadsheet.render import (
    addresses,
    articles,
    cite,
    compare,
    credits,
    home,
    lists,
    moved,
    outlets,
    statements,
    topics,
)
from broadsheet.render.repository import Repository
from broadsheet.render.site import Site
from broadsheet.render.tables import Question
from broadsheet.render.templates import Draft, Known, fill, read_templates

__all__ = ["Draft", "Known", "Maker", "Question", "leading", "make_ready", "render"]

SECTIONS = (
    home.drafts,
    lists.drafts,
    articles.drafts,
    topics.drafts,
    statements.drafts,
    outlets.drafts,
    compare.drafts,
    moved.drafts,
)
"""What makes pages, in the order of the site."""


def make_ready() -> None:
    """Read and make what articles and comparisons are rendered with, so that no copy of this process need to."""
    read_templates()
    cite.styles()
    credits.pattern()


def render(library: Library, config: CorpusConfig) -> Iterator[tuple[str, bytes]]:
    """Return pages with their paths below the folder of pages, each made when it is asked for."""
    maker = Maker(library, config)
    return map(maker.made, maker.drafts())


def leading(library: Library, config: CorpusConfig) -> Iterator[tuple[str, bytes]]:
    """Yield the files at addresses that statements and comparisons might have had, by their paths."""
    return moved.files(Site(library, config))


class Maker:
    """Makes the pages of a library one by one."""

    def __init__(self, library: Library, config: CorpusConfig) -> None:
        self.site = Site(library, config)
        self._common = {
            "site": self.site,
            "config": config,
            "addresses": addresses,
            "repository": Repository(config),
        }

    def drafts(self) -> Iterator[Draft]:
        """Yield what makes the pages, in the order of the site."""
        return chain.from_iterable(section(self.site) for section in SECTIONS)

    def made(self, draft: Draft) -> tuple[str, bytes]:
        """Return a page with its path below the folder of pages."""
        page = draft()
        return page.path, fill(page, self._common)
