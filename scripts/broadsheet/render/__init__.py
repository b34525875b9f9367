"""Turns the library into the Markdown pages of the site."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from broadsheet.models import Library
from broadsheet.records import CorpusConfig
from broadsheet.render import addresses, articles, compare, home, lists, moved, outlets, statements, topics
from broadsheet.render.repository import Repository
from broadsheet.render.site import Site
from broadsheet.render.templates import fill

__all__ = ["render"]

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
    """Yield pages with their paths below the folder of pages, each made when it is asked for.

    A share (k, n) is every page whose number is k modulo n: n processes make all of them.
    """
    mine, shares = share
    site = Site(library, config)
    common = {"site": site, "config": config, "addresses": addresses, "repository": Repository(config)}
    for draft in islice(chain.from_iterable(section(site) for section in SECTIONS), mine, None, shares):
        page = draft()
        yield page.path, fill(page, common)
