"""Turns the library into the Markdown pages of the site."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from broadsheet.models import Library
from broadsheet.records import CorpusConfig
from broadsheet.render import addresses, articles, compare, home, lists, outlets, statements, topics
from broadsheet.render.repository import Repository
from broadsheet.render.site import Site
from broadsheet.render.templates import fill

__all__ = ["render"]

SECTIONS = (home.pages, lists.pages, articles.pages, topics.pages, statements.pages, outlets.pages, compare.pages)
"""What makes pages, in the order of the site."""


def render(
    library: Library, config: CorpusConfig, *, progress: Callable[[str], None] | None = None
) -> dict[str, bytes]:
    """Return every page, by its path below the folder of pages; nothing but templates is read.

    `progress` is told the path of each page as it is made.
    """
    site = Site(library, config)
    common = {"site": site, "config": config, "addresses": addresses, "repository": Repository(config)}
    made: dict[str, bytes] = {}
    for page in chain.from_iterable(pages(site) for pages in SECTIONS):
        if progress is not None:
            progress(page.path)
        made[page.path] = fill(page, common)
    return made
