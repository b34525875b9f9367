"""Writes the site: the only stage that writes, and never half of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish.generator import generate
from broadsheet.publish.lock import alone
from broadsheet.publish.swap import put_in_place, recover, remove
from broadsheet.records import CorpusConfig
from broadsheet.site_check import check_site

__all__ = ["DOCS", "SITE", "publish"]

DOCS, SITE = "build/docs", "build/site"


def publish(root: Path, files: Mapping[str, bytes], config: CorpusConfig, say: Callable[[str], None]) -> None:
    """Write the pages and build the site beside the published one, check it, then put both in place.

    Raises BroadsheetError where the site cannot be built or does not pass its checks, OSError where it cannot be
    written; the old one stays.
    """
    build = root / "build"
    _make_folder(build)
    with alone(build):
        new_docs, new_site = build / "docs.new", build / "site.new"
        recover(root / DOCS)
        recover(root / SITE)
        try:
            _write(new_docs, files)
            say("building the site with MkDocs")
            remove(new_site)
            generate(root, new_docs, new_site, config)
            problems = check_site(new_site, shown=SITE)
            if problems:
                raise BroadsheetError(*problems)
            put_in_place(new_site, root / SITE)
            put_in_place(new_docs, root / DOCS)
        finally:
            for leftover in (new_docs, new_site):
                shutil.rmtree(leftover, ignore_errors=True)
    say(f"published: {SITE}")


def _make_folder(build: Path) -> None:
    """Make the folder that all is written to; a link would let a build replace folders anywhere."""
    if build.is_symlink() or (build.exists() and not build.is_dir()):
        raise BroadsheetError(
            Problem("build", 1, 1, "FILE-KIND", "is no folder", "remove it; a build makes it anew")
        )
    build.mkdir(exist_ok=True)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    remove(folder)
    for name, content in sorted(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
