"""Writes the site: the only stage that writes, and never half of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from broadsheet.locking import alone
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish.generator import MKDOCS, NAMES
from broadsheet.publish.second_names import begin, next_of, real, replace_by_next
from broadsheet.publish.staging import Staging
from broadsheet.publish.swap import recover, remove
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
"""Makes the HTML as `generate` does; the fourth folder is that of the last site, of which files may stay.

In the third one the site before that may stand.
"""


@dataclass(frozen=True)
class Publication:
    """A build in the making: none of its sites is published before all have passed their checks."""

    root: Path

    def staging(self, name: str = "") -> Staging:
        """Return where to write the pages of a site: the main one, or the part of a name.

        What an earlier build left there is still there.
        """
        made = self._made(name)
        begin(made.docs)
        return Staging(made.docs, self.root / made.shown_docs)

    def make(
        self,
        name: str,
        config: CorpusConfig,
        generator: str,
        read: Reading,
        bind: Binding,
    ) -> Path:
        """Build a site by `bind` from the pages that were written, check it with `read` reading it; return it."""
        made = self._made(name)
        real(made.site)
        bind(self.root, made.docs, made.site, self.root / made.shown_site, config, generator)
        problems = check_site(made.site, shown=made.shown_site, read=read)
        if problems:
            raise BroadsheetError(*problems)
        return made.site

    def publish(self) -> None:
        """Put what was made in the place of what is published; parts that are no more go.

        A kill between two renames leaves folders of two builds, each whole, until the next build has ended.
        """
        replace_by_next(*(self.root / folder for folder in _ALL))

    def _made(self, name: str) -> _Folders:
        if not name:
            return _Folders(next_of(self.root / DOCS), next_of(self.root / SITE), DOCS, SITE)
        docs, parts = f"{name}.docs", next_of(self.root / SITES)
        return _Folders(parts / docs, parts / name, f"{SITES}/{docs}", f"{SITES}/{name}")


class _Folders(NamedTuple):
    """Where a site is made, and where it is published, from the project's folder."""

    docs: Path
    site: Path
    shown_docs: str
    shown_site: str


_ALL = (SITES, SITE, DOCS)


@contextmanager
def publishing(root: Path, parts: Collection[str] = ()) -> Iterator[Publication]:
    """Keep other builds out, and return what to make the sites with: the main one, and parts of these names.

    What fails is gone afterwards; what was published before stays.
    """
    build = own_folder(root)
    with alone(build):
        for folder in _ALL:
            recover(root / folder)
        _leave(next_of(root / SITES), {name for part in parts for name in (part, f"{part}.docs")})
        try:
            yield Publication(root)
        except BaseException:
            for folder in _ALL:
                shutil.rmtree(next_of(root / folder), ignore_errors=True)
            raise


def _leave(folder: Path, names: Collection[str]) -> None:
    """Remove all that a folder holds but for some names, and the folder itself where there are none."""
    if not names or folder.is_symlink() or not folder.is_dir():
        remove(folder)
        return
    for path in folder.iterdir():
        if path.name not in names:
            remove(path)


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
