"""Checks the built site as a browser would see it, whatever built it: tags, addresses, links, anchors."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from broadsheet.problems import Problem
from broadsheet.site_files import is_read, suffix_of, words
from broadsheet.site_pages import Link, Page, Target, is_page, links_of, read_page, target_of

Reading = Callable[[Path, Sequence[str]], Iterable[tuple[str, Page]]]
"""Gives what files of a site hold, by their paths from its root, in any order."""


def read_pages(site: Path, names: Sequence[str]) -> Iterator[tuple[str, Page]]:
    """Yield what each file holds."""
    return ((name, read_page(site / name, name)) for name in names)


def check_site(site: Path, shown: str = "build/site", read: Reading = read_pages) -> list[Problem]:
    """Return a problem for each thing in a built site that is unsafe or leads nowhere; `read` reads its files."""
    entries = dict(_entries(site))
    links = _Links(site, shown, entries.keys())
    problems = [Problem(f"{shown}/{name}", 1, 1, "SITE-FILE", *fault) for name, fault in _odd(entries)]
    wanted = sorted(name for name, regular in entries.items() if regular and (is_page(name) or is_read(name)))
    for name, page in read(site, wanted):
        problems += [Problem(f"{shown}/{name}", *fault, _hint(name)) for fault in page.faults]
        if is_page(name):
            problems += links.of(name, page)
    return sorted([*problems, *links.left()])


def _entries(site: Path) -> Iterator[tuple[str, bool]]:
    """Yield the path from the site's root of everything that is no folder, and whether it is a regular file."""
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(f"{site}/{folder}") as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{folder}{entry.name}/")
                else:
                    yield folder + entry.name, entry.is_file(follow_symlinks=False)


def _odd(entries: Mapping[str, bool]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the files that may not be there: what is wrong, and a hint."""
    for name, regular in entries.items():
        suffix = suffix_of(name)
        if not regular:
            yield name, ("is no regular file", "nothing may link out of the site")
        elif suffix in words("active"):
            yield name, (f"is of the kind {suffix}, which nothing checks", _hint(name))


def _hint(name: str) -> str:
    return f"this {'page' if is_page(name) else 'file'} is not published"


class _Links:
    """Holds the links of page after page against the files and anchors of the site."""

    def __init__(self, site: Path, shown: str, files: Collection[str]) -> None:
        self._site, self._shown, self._files = site, shown, files
        # A large site has millions of anchors; the hash of each is enough.
        self._anchors: dict[str, array[int]] = {}
        self._waiting: dict[tuple[str, int], tuple[str, Target]] = {}
        """By page and anchor, who asks for one of a page that has not been read."""

    def of(self, name: str, page: Page) -> Iterator[Problem]:
        """Yield a problem for each link of a page that leads to no file, or to no anchor of a page read before."""
        self._anchors[name] = array("q", map(hash, page.ids))
        wrong = {target for target in page.targets if not self._is_there(name, target)}
        if wrong:
            yield from self._told(name, wrong)

    def left(self) -> Iterator[Problem]:
        """Yield a problem for each link that waited for its page and finds no anchor there."""
        for (file, anchor), (name, target) in self._waiting.items():
            if anchor not in self._anchors[file]:
                yield from self._told(name, {target})

    def _is_there(self, name: str, target: Target) -> bool:
        """Return whether a link leads somewhere, as far as can be told by now."""
        file, anchor = target
        if file not in self._files:
            return False
        if not anchor or not is_page(file) or anchor.startswith(":~:"):
            return True
        if file not in self._anchors:
            self._waiting.setdefault((file, hash(anchor)), (name, target))
            return True
        return hash(anchor) in self._anchors[file]

    def _told(self, name: str, wrong: set[Target]) -> Iterator[Problem]:
        """Yield a problem for every link of a page that leads to one of some targets."""
        folder = name.split("/")[:-1]
        for link in dict.fromkeys(links_of((self._site / name).read_bytes())):
            target = target_of(link[0], name, folder)
            if target in wrong:
                yield self._problem(name, link, target)

    def _problem(self, name: str, link: Link, target: Target) -> Problem:
        is_file = target[0] in self._files
        what = f"the link {link[0][:120]!r} {'names an anchor that is not there' if is_file else 'leads nowhere'}"
        code = "SITE-ANCHOR" if is_file else "SITE-LINK"
        return Problem(f"{self._shown}/{name}", *link[1:], code, what, _hint(name))
