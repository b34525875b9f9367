"""Makes a site with MkDocs page by page: only those that have changed, or by several processes.

MkDocs has no public way to make one page. What its `build` of 1.6 does in turn is done here with its own
functions; tests hold the result against a whole build. Anchors are left to the check of the built site, which sees
them all.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish.generator import CONFIG, about, complaints, settings, theme_folder
from broadsheet.records import CorpusConfig

Mark = tuple[int, int, int]
"""A file's number, time (ns) and size (bytes): it says what it said as long as they stay."""

Header = Mapping[str, Any]
"""A page's front matter."""


def mark(path: str | Path) -> Mark:
    """Return by what a file is known to be unchanged."""
    found = os.stat(path)
    return found.st_ino, found.st_mtime_ns, found.st_size


# ------------------------------------------------------------------ MkDocs at work


@dataclass
class Workshop:
    """MkDocs' configuration and templates, read once, and the files of a site as they were when last looked at.

    Another process gets it as it is where it is a copy of this one, and reads it anew elsewhere.
    """

    given: tuple[Path, Path, Path, CorpusConfig]
    """The project's folder, that of the pages, that of the site, and what the corpus says of itself."""
    config: Any
    env: Any = None
    theme: list[Any] = field(default_factory=list)
    """The files of the theme: to look for them takes a sixth of a second."""
    own: Mapping[str, Any] = field(default_factory=dict)
    """The site's own files; one that was there before is the same object, with its page."""
    files: Any = None
    pages: Sequence[Any] = ()
    nav: Any = None

    def __reduce__(self) -> tuple[Callable[..., Workshop], tuple[Path, Path, Path, CorpusConfig]]:
        """Return how another process makes one like it."""
        return _looked_at, self.given

    @property
    def is_plain(self) -> bool:
        """Return whether nothing is in play of which nobody knows what it does."""
        return not (self.config.plugins or self.config.hooks or self.config.extra_templates)

    def look(self) -> None:
        """Look which files there are."""
        from mkdocs.structure.files import Files, get_files, set_exclusions
        from mkdocs.structure.nav import get_navigation

        self.files = Files(self.own.get(file.src_uri, file) for file in get_files(self.config))
        self.own = dict(self.files.src_uris)
        if self.env is None:
            self.env = self.config.theme.get_env()
            self.files.add_files_from_theme(self.env, self.config)
            self.theme = [file for file in self.files if file.src_uri not in self.own]
        else:
            for file in self.theme:
                if file.src_uri not in self.own:
                    self.files.append(file)
        set_exclusions(self.files, self.config)
        self.pages = self.files.documentation_pages()
        self.nav = get_navigation(self.files, self.config)

    def make_page(self, name: str) -> Header:
        """Write a page's HTML and return its front matter."""
        from mkdocs.commands.build import _build_page, _populate_page

        page = self.files.get_file_from_path(name).page
        _populate_page(page, self.config, self.files)
        _build_page(page, self.config, self.pages, self.nav, self.env)
        page.content = page.markdown = None  # or the whole site would be in memory
        header: Header = page.meta
        return header

    def make_theme_pages(self) -> None:
        """Write the pages that are the theme's own: the map of the site, and the one for what is not found."""
        from mkdocs.commands.build import _build_theme_template

        for name in sorted(self.config.theme.static_templates):
            _build_theme_template(name, self.env, self.files, self.config, self.nav)


def opened(root: Path, docs: Path, site: Path, corpus: CorpusConfig) -> Workshop:
    """Return MkDocs ready to make the site in the folder `site`."""
    return Workshop((root, docs, site, corpus), settings(root, docs, site, corpus))


def _looked_at(root: Path, docs: Path, site: Path, corpus: CorpusConfig) -> Workshop:
    with suppress(BroadsheetError), complaints():  # the first process says what it says of the whole site
        workshop = opened(root, docs, site, corpus)
        workshop.look()
    return workshop


# ------------------------------------------------------------------ a site


Hands = Callable[[Workshop, Sequence[str]], Iterable[tuple[Header, Sequence[Problem]]]]
"""Those who make the pages of some names: gives the front matter of each, in their order, and what was wrong."""


@dataclass
class Remaker:
    """Makes the site in the folder `site` from the pages in `docs`, and remembers what it made."""

    root: Path
    docs: Path
    site: Path
    _last: _Made | None = None

    def make(self, corpus: CorpusConfig, before: Path, hands: Hands | None = None) -> None:
        """Make the site; files that have not changed are those of `before`, where its last one was put.

        Pages are made by `hands`, or here. Raises BroadsheetError with every warning of MkDocs; the next time
        everything is made anew.
        """
        key = self._key(corpus)
        last, self._last = self._last, None
        with complaints():
            if last is None or last.key != key or not before.is_dir():
                last = _Made(key, opened(self.root, self.docs, self.site, corpus))
            if last.workshop.is_plain:
                _remake(last, before, hands)
            else:
                _make_whole(last.workshop)
        self._last = last

    def _key(self, corpus: CorpusConfig) -> Hashable:
        """Return what every page depends on: the configuration and the theme."""
        theme = (p for p in sorted(theme_folder(self.root).rglob("*")) if p.is_file())
        marks = tuple((str(path), mark(path)) for path in (self.root / CONFIG, *theme))
        return marks, tuple(sorted(about(corpus).items()))


@dataclass
class _Made:
    """What a site was made with and of."""

    key: Hashable
    workshop: Workshop
    marks: dict[str, Mark] = field(default_factory=dict)


def _make_whole(workshop: Workshop) -> None:
    from mkdocs.commands.build import build

    build(workshop.config)


def _remake(made: _Made, before: Path, hands: Hands | None) -> None:
    workshop = made.workshop
    workshop.look()
    shown = [file for file in workshop.files if file.inclusion.is_included()]
    marks = {file.src_uri: mark(file.abs_src_path) for file in shown}
    changed = {name for name in marks if made.marks.get(name) != marks[name]}
    _fill(Path(workshop.config.site_dir), before, shown, changed)
    pages = [file.src_uri for file in shown if file.is_documentation_page() and file.src_uri in changed]
    _make_pages(workshop, pages, hands)
    workshop.make_theme_pages()
    made.marks = marks


def _make_pages(workshop: Workshop, names: Sequence[str], hands: Hands | None) -> None:
    if hands is None:
        for name in names:
            workshop.make_page(name)
        return
    problems: list[Problem] = []
    for name, (header, found) in zip(names, hands(workshop, names), strict=True):
        workshop.files.get_file_from_path(name).page.meta = header
        problems += found
    if problems:
        raise BroadsheetError(*sorted(problems))


def _fill(site: Path, before: Path, shown: Sequence[Any], changed: set[str]) -> None:
    """Put every file that is no changed page into the site; one that has not changed is the same file."""
    for folder in {str(site), *(os.path.dirname(file.abs_dest_path) for file in shown)}:
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
