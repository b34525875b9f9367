"""Turns the library into the Markdown pages of the site."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count
from zlib import crc32

from broadsheet.models import Library
from broadsheet.records import CorpusConfig
from broadsheet.render import addresses, articles, compare, home, lists, moved, outlets, statements, topics
from broadsheet.render.repository import Repository
from broadsheet.render.site import Site
from broadsheet.render.tables import Question
from broadsheet.render.templates import Draft, Known, fill, read_templates

__all__ = ["Draft", "Known", "Maker", "Question", "leading", "read_templates", "render", "share_of"]

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


def render(
    library: Library, config: CorpusConfig, *, share: tuple[int, int] = (0, 1)
) -> Iterator[tuple[str, bytes]]:
    """Return pages with their paths below the folder of pages, each made when it is asked for.

    A share (k, n) is one of n that hold every page once: n processes make all of them.
    """
    maker = Maker(library, config)
    return map(maker.made, maker.drafts(share))


def leading(library: Library, config: CorpusConfig) -> Iterator[tuple[str, bytes]]:
    """Yield the files at addresses that statements and comparisons might have had, by their paths."""
    return moved.files(Site(library, config))


def share_of(path: str, shares: int) -> int:
    """Return in which of some shares a page of a known path is, at every build."""
    return crc32(path.encode()) % shares


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

    def drafts(self, share: tuple[int, int]) -> Iterator[Draft]:
        """Yield what makes the pages of a share, in the order of the site.

        A page whose path is known is in the same share at every build.
        """
        others = count()
        for draft in chain.from_iterable(section(self.site) for section in SECTIONS):
            mine = share_of(draft.path, share[1]) if isinstance(draft, Known) else next(others) % share[1]
            if mine == share[0]:
                yield draft

    def made(self, draft: Draft) -> tuple[str, bytes]:
        """Return a page with its path below the folder of pages."""
        page = draft()
        return page.path, fill(page, self._common)
