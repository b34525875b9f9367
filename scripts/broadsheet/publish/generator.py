"""Builds the HTML with MkDocs: the one place that knows the site generator."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from broadsheet.problems import BroadsheetError, Problem
from broadsheet.records import CorpusConfig
from broadsheet.render.templates import folder


def generate(root: Path, docs: Path, site: Path, corpus: CorpusConfig) -> None:
    """Make the site in the folder `site` from the Markdown pages in `docs`.

    Raises BroadsheetError with every warning of the generator, which is strict.
    """
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
