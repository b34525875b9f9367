"""Writes the site: the only stage that writes, and never half of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish.generator import MKDOCS, NAMES, generate
from broadsheet.publish.lock import alone
from broadsheet.publish.staging import Staging
from broadsheet.publish.swap import put_in_place, recover, remove
from broadsheet.records import CorpusConfig
from broadsheet.site_check import check_site

__all__ = ["DOCS", "MKDOCS", "NAMES", "SITE", "Staging", "is_own_folder", "publish", "publish_staged", "staged"]

DOCS, SITE = "build/docs", "build/site"

Say = Callable[[str], None]


def publish(root: Path, files: Iterable[tuple[str, bytes]], config: CorpusConfig, say: Say) -> None:
    """Write the pages and build the site beside the published one, check it, then put both in place.

    Raises BroadsheetError where the site cannot be built or does not pass its checks, OSError where it cannot be
    written; the old one stays.
    """
    with staged(root) as staging:
        for name, content in files:
            staging.write(name, content)
        publish_staged(root, staging, config, say)


@contextmanager
def staged(root: Path) -> Iterator[Staging]:
    """Keep other builds out, and return where to write the pages; what is not published is gone afterwards."""
    build = root / "build"
    if not is_own_folder(build):
        raise BroadsheetError(
            Problem("build", 1, 1, "FILE-KIND", "is no folder", "remove it; a build makes it anew")
        )
    build.mkdir(exist_ok=True)
    with alone(build):
        recover(root / DOCS)
        recover(root / SITE)
        new = build / "docs.new"
        remove(new)
        new.mkdir()
        try:
            yield Staging(new, root / DOCS)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def publish_staged(root: Path, staging: Staging, config: CorpusConfig, say: Say, generator: str = MKDOCS) -> None:
    """Build the site from the pages that were written, check it, put both in place; raises as `publish` does."""
    new_site = root / "build/site.new"
    try:
        say(f"building the site with {NAMES[generator]}")
        remove(new_site)
        generate(root, staging.folder, new_site, config, generator)
        problems = check_site(new_site, shown=SITE)
        if problems:
            raise BroadsheetError(*problems)
        put_in_place(new_site, root / SITE)
        put_in_place(staging.folder, root / DOCS)
    finally:
        shutil.rmtree(new_site, ignore_errors=True)
    say(f"published: {SITE}")


def is_own_folder(build: Path) -> bool:
    """Return whether all may be written below a path; a link would let a build replace folders anywhere."""
    return not build.is_symlink() and (build.is_dir() or not build.exists())
