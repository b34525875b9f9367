"""Builds the HTML: the one place that knows the site generators."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish.swap import remove
from broadsheet.records import CorpusConfig
from broadsheet.render.templates import folder

CONFIG = "mkdocs.yml"

MKDOCS = "mkdocs"
"""The generator that is used where nobody names another."""

NAMES = {MKDOCS: "MkDocs", "zensical": "Zensical"}
"""What can build a site, and how it is written."""


def generate(root: Path, docs: Path, site: Path, corpus: CorpusConfig, generator: str = MKDOCS) -> None:
    """Make the site in the folder `site` from the Markdown pages in `docs`; `generator` is a key of NAMES.

    What stood in that folder goes first: its files may be published under other names, and are not written to.
    Raises BroadsheetError with every warning of MkDocs, which is strict, or what Zensical fails of.
    """
    remove(site)
    _BUILDERS[generator](root, docs, site, corpus)


def is_installed(generator: str) -> bool:
    """Return whether a key of NAMES can build a site here; each is a package of that name."""
    return find_spec(generator) is not None


def config_of(root: Path) -> Path:
    """Return the path of the generator's settings. Raises BroadsheetError where there are none."""
    path = root / CONFIG
    if not path.is_file():
        hint = "take one from a new corpus: broadsheet new FOLDER"
        raise BroadsheetError(Problem(CONFIG, 1, 1, "MKDOCS", "is missing", hint))
    return path


# ------------------------------------------------------------------ MkDocs


def _mkdocs(root: Path, docs: Path, site: Path, corpus: CorpusConfig) -> None:
    with complaints():
        from mkdocs.commands.build import build

        build(settings(root, docs, site, corpus))


def settings(root: Path, docs: Path, site: Path, corpus: CorpusConfig) -> Any:
    """Return MkDocs' configuration for a site."""
    from mkdocs.config import load_config

    folders = {"docs_dir": str(docs.resolve()), "site_dir": str(site.resolve())}
    try:
        return load_config(str(config_of(root)), **folders, **about(corpus), **_theme(root), strict=True)
    except TypeError as e:  # what a file that it inherits from is no settings
        hint = "mend it, or what `INHERIT` names"
        raise BroadsheetError(Problem(CONFIG, 1, 1, "MKDOCS", f"cannot be read: {e}", hint)) from e


@contextmanager
def complaints() -> Iterator[None]:
    """Let MkDocs work; raises BroadsheetError with every warning of it."""
    # Imported late, here and above: it takes longer than all of the program, and only a build needs it.
    os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")
    # It stamps the time of the build into the packed sitemap; ours has no time (https://reproducible-builds.org).
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    from mkdocs.exceptions import MkDocsException

    heard = _Listener()
    log = logging.getLogger("mkdocs")
    log.addHandler(heard)
    try:
        yield
    except MkDocsException as e:
        raise BroadsheetError(*_told([*heard.said, str(e)], "MKDOCS")) from e
    finally:
        log.removeHandler(heard)
    if heard.said:
        raise BroadsheetError(*_told(heard.said, "MKDOCS"))


class _Listener(logging.Handler):
    """Collects the generator's warnings, each of which stops publishing."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


# ------------------------------------------------------------------ Zensical

# Of the tags that our own templates write, always in double quotes; what is in <noscript> Zensical does not read.
_TAG = re.compile(r"<noscript>.*?</noscript>|<a [^<>]*>", re.DOTALL)
_HREF = ' href="../'


def _zensical(root: Path, docs: Path, site: Path, corpus: CorpusConfig) -> None:
    """Build with Zensical, which reads the same configuration and wants both folders below it.

    Not strictly: its warnings are of links, which it also looks for in the headers of pages, where a title may
    look like one. Links are judged by the check of the built site.
    """
    config, pages = docs.parent / "zensical.yml", docs.parent / "docs.zensical"
    wanted = {**_settings(root, docs, site, corpus), **about(corpus), **_theme(root)}
    named = wanted.get("theme", "material")
    theme = {**(named if isinstance(named, dict) else {"name": named})}
    theme["variant"] = "classic"  # the look that our style sheets rest on
    if "custom_dir" in theme:
        theme["custom_dir"] = str((root / theme["custom_dir"]).resolve())
    wanted |= {"docs_dir": pages.name, "site_dir": site.name, "theme": theme}
    try:
        config.write_text(_dumped(wanted), encoding="utf-8")
        _copy_with_file_links(docs, pages)
        command = [sys.executable, "-m", "zensical", "build", "--clean", "-f", str(config)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    finally:
        config.unlink(missing_ok=True)
        shutil.rmtree(pages, ignore_errors=True)
        shutil.rmtree(docs.parent / ".cache", ignore_errors=True)
    if done.returncode:
        lines = [_COLOURS.sub("", line).strip() for line in (done.stdout + done.stderr).splitlines()]
        errors = [line for line in lines if line.lower().startswith("error")]
        raise BroadsheetError(*_told(errors or [line for line in lines if line][-1:], "ZENSICAL"))
    # An index of its own that no page asks for: the search is ours.
    (site / "search.json").unlink(missing_ok=True)


_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def _settings(root: Path, docs: Path, site: Path, corpus: CorpusConfig) -> dict[str, Any]:
    """Return the settings as they stand in the file. Raises BroadsheetError with what MkDocs says against them."""
    with complaints():
        from mkdocs.utils.yaml import yaml_load

        settings(root, docs, site, corpus)
        with config_of(root).open("rb") as file:
            found: dict[str, Any] = yaml_load(file)
    # MkDocs' own words, which Zensical does not know.
    return {key: value for key, value in found.items() if key not in ("not_in_nav", "validation")}


def _dumped(wanted: dict[str, Any]) -> str:
    try:
        return yaml.safe_dump(wanted)
    except yaml.YAMLError as e:
        what, hint = f"has what only MkDocs can read: {e}", "take it out, or build with MkDocs"
        raise BroadsheetError(Problem(CONFIG, 1, 1, "ZENSICAL", " ".join(what.split()), hint)) from e


def _copy_with_file_links(docs: Path, pages: Path) -> None:
    """Copy the pages; links in HTML, which MkDocs leaves as they are, Zensical takes to start from the file.

    `x.md` becomes `x/`, one level deeper, so of a page that is no index one `../` falls away.
    """
    shutil.copytree(docs, pages)
    for path in pages.rglob("*.md"):
        if path.name != "index.md":
            path.write_text(_TAG.sub(_from_file, path.read_text(encoding="utf-8")), encoding="utf-8")


def _from_file(tag: re.Match[str]) -> str:
    return tag[0] if tag[0].startswith("<noscript") else tag[0].replace(_HREF, _HREF.removesuffix("../"))


_BUILDERS: dict[str, Callable[[Path, Path, Path, CorpusConfig], None]] = {MKDOCS: _mkdocs, "zensical": _zensical}


# ------------------------------------------------------------------ both


def _told(lines: Iterable[str], code: str) -> list[Problem]:
    return [Problem(CONFIG, 1, 1, code, line, "see the page it names") for line in lines if line]


def about(corpus: CorpusConfig) -> dict[str, str]:
    """Return what the corpus says of itself as settings; where it says nothing, `mkdocs.yml` counts."""
    said = {"site_name": corpus.title, "site_description": corpus.description}
    said |= {"site_url": corpus.site_url} if corpus.site_url else {}
    return said


def _theme(root: Path) -> dict[str, Any]:
    """Return the theme's settings for a project that keeps no theme of its own: the pages of the package."""
    if theme_folder(root) == root / _THEME:
        return {}
    theme = {"name": "material", "custom_dir": str(theme_folder(root)), "language": "en"}
    return {"theme": {**theme, "font": False, "features": []}}


_THEME = Path("templates/theme")


def theme_folder(root: Path) -> Path:
    """Return the folder of the theme: the project's own, or that of the package."""
    own = root / _THEME
    return own if own.is_dir() else folder() / "theme"
