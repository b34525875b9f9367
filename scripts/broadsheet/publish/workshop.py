"""MkDocs at work, page by page.

MkDocs has no public way to make one page. What its `build` of 1.6 does in turn is done here with its own
functions; tests hold the result against a whole build. Anchors are left to the check of the built site, which sees
them all.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from broadsheet.publish.generator import about, config_of, settings
from broadsheet.publish.marks import Told
from broadsheet.records import CorpusConfig

# What the theme's own pages may say of a page. The map of the site gives its time, and leaves out what leads
# elsewhere; whole headers would be as many bytes as the pages.
_TOLD = ("title", "updated", "leads_to")

# Other people's code that every page is made with, besides the theme.
_RESTS_ON = ("jinja2", "markdown", "markupsafe", "mkdocs", "pyyaml")
# Extensions that see nothing but the page (https://python-markdown.github.io/extensions/); others may read files.
_SEE_THE_PAGE = frozenset(
    {"abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes", "md_in_html", "nl2br"}
    | {"sane_lists", "smarty", "tables", "toc"}
)


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
    """The files of the theme."""
    own: Mapping[str, Any] = field(default_factory=dict)
    """The site's own pages; one that was there before is the same object."""
    files: Any = None
    pages: Sequence[Any] = ()
    nav: Any = None

    def __reduce__(self) -> tuple[Callable[..., Workshop], tuple[Path, Path, Path, CorpusConfig]]:
        """Return how another process makes one like it."""
        return _looked_at, self.given

    @cached_property
    def is_plain(self) -> bool:
        """Whether a page can be made alone: it asks nothing of another, and nothing unknown is in play."""
        from jinja2.meta import find_undeclared_variables

        config = self.config
        if config.plugins or config.hooks or config.extra_templates or not _names_all(config.nav):
            return False
        own = (content.decode() for name, content in self._templates() if name.endswith(".html"))
        asking = (template for template in own if "pages" in template)
        return not any("pages" in find_undeclared_variables(self.env.parse(template)) for template in asking)

    def is_closed(self) -> bool:
        """Return whether a page is made of its source and the basis alone."""
        names = {name.removeprefix("markdown.extensions.") for name in self.config.markdown_extensions}
        return names <= _SEE_THE_PAGE

    @cached_property
    def basis(self) -> bytes:
        """All that every page depends on besides its source and this program."""
        from mkdocs.utils.yaml import yaml_load

        root, _, _, corpus = self.given
        with config_of(root).open("rb") as file:  # MkDocs alters what it has read
            parts = [repr(yaml_load(file)), repr(about(corpus)), os.environ.get("SOURCE_DATE_EPOCH", "")]
        parts += [f"{name} {version(name)}" for name in (*_RESTS_ON, *self._theme_packages())]
        parts += [f"{name}\n{content!r}" for name, content in self._templates()]
        return json.dumps(parts).encode()

    def _theme_packages(self) -> Iterator[str]:
        """Yield the name of what was installed with the theme."""
        from mkdocs.utils import get_themes

        theme = get_themes().get(self.config.theme.name or "")
        if theme is not None and theme.dist is not None:
            yield theme.dist.name

    def _templates(self) -> Iterator[tuple[str, bytes]]:
        """Yield the project's own files of the theme: path and content."""
        folder = self.config.theme.custom_dir
        for path in sorted(Path(folder).rglob("*")) if folder else ():
            if path.is_file():
                yield path.relative_to(folder).as_posix(), path.read_bytes()

    def look(self) -> None:
        """Look which files there are."""
        from mkdocs.structure.files import set_exclusions
        from mkdocs.structure.nav import get_navigation

        from broadsheet.publish.listing import listed

        self.files = listed(self.config, self.own)
        self.own = dict(self.files.src_uris)
        if self.env is None:
            self.env = self.config.theme.get_env()
            self.files.add_files_from_theme(_Visible(self.config.theme.dirs), self.config)
            self.theme = [file for file in self.files if file.src_uri not in self.own]
        else:
            for file in self.theme:
                if self.files.get_file_from_path(file.src_uri) is None:
                    self.files.append(file)
        set_exclusions(self.files, self.config)
        self.pages = self.files.documentation_pages()
        self.nav = get_navigation(self.files, self.config)

    def make_page(self, name: str) -> Told:
        """Write a page's HTML and return what other pages may say of it."""
        from mkdocs.commands.build import _build_page, _populate_page

        page = self.files.get_file_from_path(name).page
        _populate_page(page, self.config, self.files)
        _build_page(page, self.config, self.pages, self.nav, self.env)
        # Or the whole site would be in memory.
        page.content = page.markdown = page.present_anchor_ids = page.links_to_anchors = None
        page.toc = ()
        page.meta = {key: str(page.meta[key]) for key in _TOLD if page.meta.get(key)}
        told: Told = page.meta
        return told

    def make_theme_pages(self, names: Iterable[str]) -> None:
        """Write pages that are the theme's own, such as the map of the site, and the one for what is not found."""
        from mkdocs.commands.build import _build_theme_template

        for name in sorted(names):
            _build_theme_template(name, self.env, self.files, self.config, self.nav)


@dataclass(frozen=True)
class _Visible:
    """Lists the files of a theme as its templates' environment does, but does not look into hidden folders.

    MkDocs leaves out what is in these; Material has 14,000 icons there.
    """

    folders: Sequence[str]

    def list_templates(self, filter_func: Callable[[str], bool]) -> list[str]:
        """Return the paths of the files that are wanted, in order."""
        found = {path for folder in self.folders for path in _visible(folder)}
        return sorted(filter(filter_func, found))


def _visible(top: str) -> Iterator[str]:
    for folder, below, names in os.walk(top):
        below[:] = [name for name in below if not name.startswith(".")]
        inside = os.path.relpath(folder, top).replace(os.sep, "/")
        yield from (name if inside == "." else f"{inside}/{name}" for name in names)


def _names_all(nav: Any) -> bool:
    """Return whether a navigation says itself what its pages are called; else each page says it to all others."""
    if isinstance(nav, dict):
        return all(isinstance(below, str) or _names_all(below) for below in nav.values())
    return isinstance(nav, list) and all(map(_names_all, nav))


def opened(root: Path, docs: Path, site: Path, corpus: CorpusConfig) -> Workshop:
    """Return MkDocs ready to make the site in the folder `site`."""
    return Workshop((root, docs, site, corpus), settings(root, docs, site, corpus))


def _looked_at(root: Path, docs: Path, site: Path, corpus: CorpusConfig) -> Workshop:
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())  # the first process says what there is to say
    workshop = opened(root, docs, site, corpus)
    workshop.look()
    return workshop
