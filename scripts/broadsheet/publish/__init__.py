"""Writes the site: the only stage that writes, and never half of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish.generator import MKDOCS, NAMES
from broadsheet.publish.lock import alone
from broadsheet.publish.staging import Staging
from broadsheet.publish.swap import put_in_place, recover, remove
from broadsheet.records import CorpusConfig
from broadsheet.site_check import Reading, check_site

__all__ = [
    "DOCS",
    "MKDOCS",
    "NAMES",
    "SITE",
    "Publication",
    "Staging",
    "is_own_folder",
    "own_folder",
    "publishing",
]

DOCS, SITE, SITES = "build/docs", "build/site", "build/sites"

Binding = Callable[[Path, Path, Path, Path, CorpusConfig, str], None]
"""Makes the HTML as `generate` does; the fourth folder is that of the last site, of which files may stay."""


@dataclass(frozen=True)
class Publication:
    """A build in the making: none of its sites is published before all have passed their checks."""

    root: Path

    def staging(self, name: str = "") -> Staging:
        """Return where to write the pages of a site: the main one, or the part of a name."""
        if name:
            folder, before = self.root / _NEW / f"{name}.docs", self.root / SITES / f"{name}.docs"
        else:
            folder, before = self.root / f"{DOCS}.new", self.root / DOCS
        folder.mkdir(parents=True, exist_ok=True)
        return Staging(folder, before)

    def make(
        self,
        name: str,
        config: CorpusConfig,
        generator: str,
        read: Reading,
        bind: Binding,
    ) -> Path:
        """Build a site by `bind` from the pages that were written, check it with `read` reading it; return it."""
        site = self.root / _NEW / name if name else self.root / f"{SITE}.new"
        shown = f"{SITES}/{name}" if name else SITE
        bind(self.root, self.staging(name).folder, site, self.root / shown, config, generator)
        problems = check_site(site, shown=shown, read=read)
        if problems:
            raise BroadsheetError(*problems)
        return site

    def publish(self) -> None:
        """Put what was made in the place of what is published; parts that are no more go.

        A kill between two renames leaves folders of two builds, each whole, until the next build has ended.
        """
        put_in_place(*((self.root / f"{folder}.new", self.root / folder) for folder in (SITES, SITE, DOCS)))


_NEW = f"{SITES}.new"


@contextmanager
def publishing(root: Path) -> Iterator[Publication]:
    """Keep other builds out, and return what to make the sites with; what is not published is gone afterwards."""
    build = own_folder(root)
    with alone(build):
        leftovers = [root / f"{folder}.new" for folder in (DOCS, SITE, SITES)]
        for folder in (DOCS, SITE, SITES):
            recover(root / folder)
        for leftover in leftovers:
            remove(leftover)
        try:
            yield Publication(root)
        finally:
            for leftover in leftovers:
                shutil.rmtree(leftover, ignore_errors=True)


def own_folder(root: Path) -> Path:
    """Return the folder that builds write to, made where there is none; BroadsheetError where it is a file."""
    build = root / "build"
    if not is_own_folder(build):
        raise BroadsheetError(
            Problem("build", 1, 1, "FILE-KIND", "is no folder", "remove it; a build makes it anew")
        )
    build.mkdir(exist_ok=True)
    return build


def is_own_folder(build: Path) -> bool:
    """Return whether all may be written below a path; a link would let a build replace folders anywhere."""
    return not build.is_symlink() and (build.is_dir() or not build.exists())
