"""Lists the files of a site for MkDocs: its pages as MkDocs does, all others by their paths alone.

A site has several files of data for each page, and all that MkDocs needs of them is that links may lead there. To
make an object of each, and to hold it against the patterns of the settings, took longer than a small change does.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.utils import is_markdown_file


class Listed(Files):
    """The files of a site; one that is no page becomes an object when a link leads there."""

    def __init__(self, pages: Iterable[File], others: Iterable[str], config: MkDocsConfig) -> None:
        """Begin with the pages, and with the paths of the others."""
        super().__init__(pages)
        self._others = dict.fromkeys(others)
        self._asked: dict[str, File] = {}
        self._config = config

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file of a path; None where there is none."""
        found = super().get_file_from_path(path)
        if found is None and (uri := PurePath(path).as_posix()) in self._others:
            return self._other(uri)
        return found

    def others(self) -> Iterator[str]:
        """Yield the paths of the files in the site that are no pages."""
        has_patterns = bool(self._config.exclude_docs or self._config.draft_docs)
        for uri in self._others:
            is_plain = not has_patterns and not _may_be_hidden(uri)
            if is_plain or self._other(uri).inclusion.value > InclusionLevel.DRAFT.value:
                yield uri

    def _other(self, uri: str) -> File:
        if uri not in self._asked:
            self._asked[uri] = _file(uri, self._config)
            set_exclusions([self._asked[uri]], self._config)
        return self._asked[uri]


def listed(config: MkDocsConfig, known: Mapping[str, File]) -> Listed:
    """Return the files of a site, in MkDocs' order; a page that is known is the same object."""
    pages: list[File] = []
    others: list[str] = []
    for folder, below, names in os.walk(config.docs_dir, followlinks=True):
        below.sort()
        inside = os.path.relpath(folder, config.docs_dir).replace(os.sep, "/")
        paths = names if inside == "." else [f"{inside}/{name}" for name in names]
        of_data = [path for path in paths if not is_markdown_file(path)]
        here = [known.get(path) or _file(path, config) for path in paths if is_markdown_file(path)]
        if len({*of_data, *(page.dest_uri for page in here)}) < len(paths):
            return _as_mkdocs_lists(config, known)
        pages += sorted(here, key=lambda page: (page.name != "index", page.src_uri))
        others += of_data
    return Listed(pages, others, config)


def _as_mkdocs_lists(config: MkDocsConfig, known: Mapping[str, File]) -> Listed:
    """Return the files of a site where some want the same place, which MkDocs decides and complains of."""
    files = get_files(config)
    pages = (known.get(page.src_uri, page) for page in files.documentation_pages(inclusion=lambda level: True))
    return Listed(pages, (file.src_uri for file in files if not file.is_documentation_page()), config)


def _file(uri: str, config: MkDocsConfig) -> File:
    return File(uri, config.docs_dir, config.site_dir, config.use_directory_urls)


def _may_be_hidden(uri: str) -> bool:
    """Return whether MkDocs might leave out a file that no settings speak of: hidden ones, and templates."""
    return uri.startswith((".", "templates/")) or "/." in uri
