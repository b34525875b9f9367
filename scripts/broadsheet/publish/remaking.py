"""Makes a site with MkDocs again and again, each time only the pages that have changed since the last time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.publish.generator import CONFIG, about, complaints, settings, theme_folder
from broadsheet.records import CorpusConfig

Mark = tuple[int, int, int]
"""A file's number, time (ns) and size (bytes): it says what it said as long as they stay."""


@dataclass
class Remaker:
    """Makes the site in the folder `site` from the pages in `docs`, and remembers what it made.

    MkDocs has no public way to make one page: what its `build` of 1.6 does in turn is done here, with its own
    functions, for some pages only. A test holds the result against a whole build.
    """

    root: Path
    docs: Path
    site: Path
    _last: _Made | None = None

    def make(self, corpus: CorpusConfig, before: Path) -> None:
        """Make the site; files that have not changed are those of `before`, where its last one was put.

        Raises BroadsheetError with every warning of MkDocs; the next time everything is made anew.
        """
        key = self._key(corpus)
        last, self._last = self._last, None
        with complaints():
            if last is None or last.key != key or not before.is_dir():
                last = _Made(key, settings(self.root, self.docs, self.site, corpus))
            _remake(last, before)
        self._last = last

    def _key(self, corpus: CorpusConfig) -> Hashable:
        """Return what every page depends on: the configuration and the theme."""
        theme = (p for p in sorted(theme_folder(self.root).rglob("*")) if p.is_file())
        marks = tuple((str(path), mark(path)) for path in (self.root / CONFIG, *theme))
        return marks, tuple(sorted(about(corpus).items()))


@dataclass
class _Made:
    """What a site was made with and of; pages that stay are kept as MkDocs has read them."""

    key: Hashable
    config: Any
    env: Any = None
    theme: list[Any] = field(default_factory=list)
    """The files of the theme: to look for them takes a sixth of a second."""
    files: dict[str, Any] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)


def mark(path: str | Path) -> Mark:
    """Return by what a file is known to be unchanged."""
    found = os.stat(path)
    return found.st_ino, found.st_mtime_ns, found.st_size


def _remake(made: _Made, before: Path) -> None:
    """Do what `mkdocs.commands.build.build` does, with the pages and files that have changed."""
    from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page, build
    from mkdocs.structure.nav import get_navigation

    config = made.config
    if config.plugins or config.hooks or config.extra_templates:  # what these do, nobody knows
        build(config)
        return
    files = _files(made)
    nav = get_navigation(files, config)
    shown = [file for file in files if file.inclusion.is_included()]
    pages = [file for file in shown if file.is_documentation_page()]
    marks = {file.src_uri: mark(file.abs_src_path) for file in shown}
    changed = {file.src_uri for file in shown if made.marks.get(file.src_uri) != marks[file.src_uri]}
    for file in pages:
        if file.src_uri in changed:
            _populate_page(file.page, config, files)
    _fill(Path(config.site_dir), before, shown, changed)
    for name in sorted(config.theme.static_templates):
        _build_theme_template(name, made.env, files, config, nav)
    for file in pages:
        if file.src_uri in changed:
            _build_page(file.page, config, pages, nav, made.env)
    for file in pages:
        file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
    made.marks = marks


def _files(made: _Made) -> Any:
    """Return the files of the site as they are now; one that was there before comes with its page."""
    from mkdocs.structure.files import Files, get_files, set_exclusions

    files = Files(made.files.get(file.src_uri, file) for file in get_files(made.config))
    made.files = dict(files.src_uris)
    if made.env is None:
        made.env = made.config.theme.get_env()
        files.add_files_from_theme(made.env, made.config)
        made.theme = [file for file in files if file.src_uri not in made.files]
    else:
        for file in made.theme:
            if file.src_uri not in made.files:
                files.append(file)
    set_exclusions(files, made.config)
    return files


def _fill(site: Path, before: Path, shown: Iterable[Any], changed: set[str]) -> None:
    """Put every file that is no changed page into the site; one that has not changed is the same file."""
    folders = {os.path.dirname(file.abs_dest_path) for file in shown}
    for folder in (site, *folders):
        os.makedirs(folder, exist_ok=True)
    for file in shown:
        if file.src_uri not in changed:
            _same(before / file.dest_uri, file.abs_dest_path)
        elif not file.is_documentation_page():
            file.copy_file()


def _same(old: Path, new: str) -> None:
    try:
        os.link(old, new)
    except OSError:  # a file system without second names
        shutil.copyfile(old, new)
