"""Gives the corpus away as data: tables, feeds, citations and annotations that other tools take as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from broadsheet.corpus import Corpus
from broadsheet.export.formats import FORMATS, NAMES, files
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import File, Passing, Written, in_order, save
from broadsheet.export.packages import packages
from broadsheet.export.page import data_page
from broadsheet.export.restore import restore
from broadsheet.export.spool import Places
from broadsheet.models import Library

__all__ = [
    "FORMATS",
    "NAMES",
    "File",
    "Holdings",
    "Places",
    "Written",
    "data_page",
    "export",
    "files",
    "packages",
    "restore",
    "save",
]


def export(library: Library, corpus: Corpus, last: Places | None = None) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield every file of data with its path below the site's root, and the page that lists them.

    The library is a redacted one. Files of single articles and topics that stay (`Places.stays`) are left out.

    A file comes in pieces, which are made as they are asked for and before the next file is; what stands in files
    of the last export is taken from there. Of a corpus that is split into sites, the main one has the feeds: the
    articles as data are where their pages are.
    """
    holdings = Holdings(library, corpus)
    listed: list[Written] = []
    is_split = corpus.config.sites is not None
    made = (
        files(holdings, ["feeds"]) if is_split else chain(files(holdings, last=last), packages(holdings, listed))
    )
    for file in made:
        passing = Passing(file)
        yield file.path, passing
        listed += [passing.written()] if file.entry else []
    yield "data/index.md", [data_page(holdings, in_order(listed))]
