"""Writes the site: the only stage that writes, and never half of it."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from broadsheet.problems import BroadsheetError, Problem
from broadsheet.records import CorpusConfig
from broadsheet.render.templates import folder
from broadsheet.site_check import check_site

DOCS, SITE = "build/docs", "build/site"


def publish(root: Path, files: Mapping[str, bytes], config: CorpusConfig, say: Callable[[str], None]) -> None:
    """Write the pages and build the site beside the published one, check it, then swap both in by renaming.

    Raises BroadsheetError where the site cannot be built or does not pass its checks; the old one stays.
    """
    build = root / "build"
    build.mkdir(exist_ok=True)
    with _alone(build):
        new_docs, new_site = build / "docs.new", build / "site.new"
        _recover(root / DOCS)
        _recover(root / SITE)
        try:
            _write(new_docs, files)
            say("building the site with MkDocs")
            _mkdocs(root, new_docs, new_site, config)
            problems = check_site(new_site, shown=SITE)
            if problems:
                raise BroadsheetError(*problems)
            _swap(new_docs, root / DOCS)
            _swap(new_site, root / SITE)
        finally:
            for leftover in (new_docs, new_site):
                shutil.rmtree(leftover, ignore_errors=True)
    say(f"published: {SITE}")


@contextmanager
def _alone(build: Path) -> Iterator[None]:
    """Keep a second build out while this one runs."""
    lock = build / ".lock"
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        if _is_running(lock):
            hint = f"wait for it, or remove {lock.name} in the build folder if it is none"
            raise BroadsheetError(
                Problem("build", 1, 1, "BUILD-LOCKED", "another build is running", hint)
            ) from None
        lock.unlink(missing_ok=True)
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    with os.fdopen(handle, "w") as file:
        file.write(str(os.getpid()))
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _is_running(lock: Path) -> bool:
    """Return whether the process that left a lock still runs; a killed build leaves one behind."""
    try:
        os.kill(int(lock.read_text()), 0)
    except (ValueError, ProcessLookupError, FileNotFoundError):
        return False
    except OSError:  # it runs and is somebody else's
        return True
    return True


def _recover(published: Path) -> None:
    """Put back what a build killed between two renames had set aside."""
    old = published.with_name(f"{published.name}.old")
    if old.exists() and not published.exists():
        old.rename(published)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in sorted(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _swap(new: Path, published: Path) -> None:
    """Put a folder in another's place; killed in between, the old one is `.old`, and `_recover` finds it."""
    old = published.with_name(f"{published.name}.old")
    if published.exists():
        shutil.rmtree(old, ignore_errors=True)
        published.rename(old)
    new.rename(published)
    shutil.rmtree(old, ignore_errors=True)


def _mkdocs(root: Path, docs: Path, site: Path, corpus: CorpusConfig) -> None:
    """Build the HTML: the one place that knows the site generator."""
    # Imported late: it takes longer than all of the program, and only a build needs it.
    os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")
    # It stamps the time of the build into the packed sitemap; ours has no time (https://reproducible-builds.org).
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

    heard = _Listener()
    log = logging.getLogger("mkdocs")
    log.addHandler(heard)
    try:
        folders = {"docs_dir": str(docs.resolve()), "site_dir": str(site.resolve())}
        build(load_config(str(root / "mkdocs.yml"), **folders, **_about(corpus), **_theme(root), strict=True))
    except (Abort, ConfigurationError, MkDocsException) as e:
        said = [*heard.said, str(e)]
        found = (Problem("mkdocs.yml", 1, 1, "MKDOCS", line, "see the page it names") for line in said if line)
        raise BroadsheetError(*found) from e
    finally:
        log.removeHandler(heard)


def _about(corpus: CorpusConfig) -> dict[str, str]:
    """Return what the corpus says of itself as settings; where it says nothing, `mkdocs.yml` counts."""
    said = {"site_name": corpus.title, "site_description": corpus.description}
    said |= {"site_url": corpus.site_url} if corpus.site_url else {}
    return said


def _theme(root: Path) -> dict[str, Any]:
    """Return the theme's settings for a project that keeps no theme of its own: the pages of the package."""
    if (root / "templates" / "theme").is_dir():
        return {}
    theme = {"name": "material", "custom_dir": str(folder() / "theme"), "language": "en"}
    return {"theme": {**theme, "font": False, "features": []}}


class _Listener(logging.Handler):
    """Collects the generator's warnings, each of which stops publishing."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())
