"""Makes a site with MkDocs page by page: only those that have changed, or by several processes.

A page is made again unless its Markdown is the file it was made from, its HTML is the file that was made, and all
that every page depends on is what it was. What is not made again is the same file under a second name, and a file
of data is that of the folder of pages. Such a file is never written to: whatever shares its place in the site with
another file is made again, or copied.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish.generator import about, complaints, config_of, theme_folder
from broadsheet.publish.marks import Made, Mark, Memory, Told, is_still, mark
from broadsheet.publish.second_names import hold, make_folders
from broadsheet.publish.swap import remove
from broadsheet.publish.workshop import Workshop, opened
from broadsheet.records import CorpusConfig

Hands = Callable[[Workshop, Sequence[str]], Iterable[tuple[Told, Sequence[Problem]]]]
"""Those who make the pages of some names: gives what is told of each, in their order, and what was wrong."""


@dataclass
class Remaker:
    """Makes the site in the folder `site` from the pages in `docs`; `memory` has how the last one was made."""

    root: Path
    docs: Path
    site: Path
    before: Path
    """Where the last site was put, of which files that have not changed stay."""
    memory: Memory
    hands: Hands
    _last: tuple[Hashable, Workshop] | None = None

    def make(self, corpus: CorpusConfig) -> None:
        """Make the site. Raises BroadsheetError with every warning of MkDocs."""
        key = self._key(corpus)
        last, self._last = self._last, None
        with complaints():
            if last is None or last[0] != key:
                last = key, opened(self.root, self.docs, self.site, corpus)
            last[1].look()
            if last[1].is_plain:
                self._remake(last[1])
            else:
                _make_whole(last[1])
        self._last = last

    def _key(self, corpus: CorpusConfig) -> Hashable:
        """Return by what it is known that the workshop may be used again."""
        theme = (p for p in sorted(theme_folder(self.root).rglob("*")) if p.is_file())
        marks = tuple((str(path), mark(path)) for path in (config_of(self.root), *theme))
        return marks, tuple(sorted(about(corpus).items()))

    def _remake(self, workshop: Workshop) -> None:
        shown, data = [*_shown(workshop)], [*workshop.files.others()]
        sources = {file.name: mark(file.source) for file in shown}
        basis = workshop.basis if workshop.is_closed() else None
        known = {} if basis is None else self.memory.recall(basis)
        of_theme = workshop.config.theme.static_templates
        alone = _alone([*(file.place for file in shown), *data], of_theme)
        same = {
            file.name: made
            for file in shown
            if (made := known.get(file.name)) is not None
            and made.source == sources[file.name]
            and file.place in alone
            and is_still(f"{self.before}/{file.place}", made.result)
        }
        linked = self._take_over(data, shown, same, alone)
        # Those of HTML come first: they read the templates of every page, so that no copy of this process need to.
        of_html = {name for name in of_theme if name.endswith(".html")}
        workshop.make_theme_pages(of_html)
        self._make_pages(workshop, [file for file in shown if file.name not in same and file.page is not None])
        for file in shown:
            if file.name in same and file.page is not None:
                file.page.meta = same[file.name].told
        workshop.make_theme_pages(set(of_theme) - of_html)
        if basis is not None:
            self.memory.keep(basis, linked | _made(self.site, shown, sources, linked))

    def _take_over(
        self, data: Sequence[str], shown: Sequence[_Shown], same: Mapping[str, Made], alone: Container[str]
    ) -> dict[str, Made]:
        """Put every file that is not to be made into the site; return those that are files of the last one."""
        places = {file.place: f"{self.before}/{file.place}" for file in shown if file.name in same}
        there = hold(self.site, places | {name: f"{self.docs}/{name}" for name in data if name in alone})
        copied = {name: f"{self.docs}/{name}" for name in data if name not in alone}
        copied |= {file.place: file.source for file in shown if file.page is None and file.name not in same}
        make_folders(self.site, (os.path.dirname(file.place) for file in shown if file.place not in there))
        make_folders(self.site, map(os.path.dirname, copied))
        for place, source in copied.items():
            shutil.copyfile(source, f"{self.site}/{place}")
        return {file.name: same[file.name] for file in shown if file.name in same and file.place in there}

    def _make_pages(self, workshop: Workshop, pages: Sequence[_Shown]) -> None:
        problems: list[Problem] = []
        found = self.hands(workshop, [file.name for file in pages])
        for file, (told, wrong) in zip(pages, found, strict=True):
            file.page.meta = told
            problems += wrong
        if problems:
            raise BroadsheetError(*sorted(problems))


class _Shown(NamedTuple):
    """A page of the site, or a file of the theme."""

    name: str
    """The path of what it is made of, from the folder of the pages."""
    source: str
    place: str
    """Its path from the site's root."""
    page: Any
    """What MkDocs knows of a page; None of any other file."""


def _shown(workshop: Workshop) -> Iterator[_Shown]:
    for file in workshop.files:
        if file.inclusion.is_included():
            yield _Shown(file.src_uri, file.abs_src_path, file.dest_uri, file.page)


def _make_whole(workshop: Workshop) -> None:
    from mkdocs.commands.build import build

    remove(Path(workshop.config.site_dir))  # files of an earlier build are never written to
    build(workshop.config)


def _alone(there: Collection[str], written: Collection[str]) -> set[str]:
    """Return the places in the site to which one file alone goes, on disks too that know no capitals."""
    places = Counter(map(str.casefold, there))
    places.update(name.casefold() for template in written for name in (template, f"{template}.gz"))
    return {place for place in there if places[place.casefold()] == 1}


def _made(
    site: Path, shown: Sequence[_Shown], sources: Mapping[str, Mark], but: Collection[str]
) -> dict[str, Made]:
    """Return how the files of a site were made, but for some."""
    found = {}
    for file in shown:
        if file.name in but:
            continue
        with suppress(FileNotFoundError):  # a template may give nothing, and MkDocs then writes nothing
            told = file.page.meta if file.page is not None else {}
            found[file.name] = Made(sources[file.name], mark(f"{site}/{file.place}"), told)
    return found
