"""Checks the built site as a browser would see it, whatever built it: tags, addresses, links, anchors.

What a link may lead to, and where each link leads, are numbers of 64 bits: so a site's millions of them are set
against each other at once, and those of a page that has not changed need not be read from it again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

from broadsheet.problems import Problem
from broadsheet.site_files import suffix_of, words
from broadsheet.site_pages import PAGE, Fault, Link, Target, is_page, links_of, read_page, target_of

_Numbers = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Finding:
    """What the check needs of a file."""

    faults: tuple[Fault, ...] = ()
    anchors: bytes = b""
    """The numbers of its anchors, little-endian, 64 bits each."""
    asked: bytes = b""
    """The numbers of what its links lead to, besides its own anchors."""


Reading = Callable[[Path, Sequence[str]], Iterable[tuple[str, Finding]]]
"""Gives what is found in files of a site, by their paths from its root, in any order."""


def find(path: Path, name: str) -> Finding:
    """Return what the check needs of a file; its name is the path from the site's root."""
    page = read_page(path, name)
    if not page.ids and not page.targets:
        return Finding(page.faults)
    own = {(name, i) for i in page.ids}
    asked = (number_of(target) for target in page.targets if target not in own)
    return Finding(page.faults, b"".join(map(number_of, own)), b"".join(dict.fromkeys(asked)))


def find_all(site: Path, names: Sequence[str]) -> Iterator[tuple[str, Finding]]:
    """Yield what is found in each file."""
    return ((name, find(site / name, name)) for name in names)


def number_of(target: Target) -> bytes:
    """Return the 64 bits that stand for an anchor of a page; a file of another kind has none, nor has its text."""
    file, anchor = target
    if anchor and (anchor.startswith(":~:") or not is_page(file)):
        anchor = ""
    return blake2b(f"{file}\0{anchor}".encode(errors="surrogateescape"), digest_size=8).digest()


def check_site(site: Path, shown: str = "build/site", read: Reading = find_all) -> list[Problem]:
    """Return a problem for each thing in a built site that is unsafe or leads nowhere; `read` reads its files."""
    entries = {name: suffix_of(name) if regular else None for name, regular in _entries(site)}
    problems = [Problem(f"{shown}/{name}", 1, 1, "SITE-FILE", *fault) for name, fault in _odd(entries)]
    kinds = {PAGE} | words("json") | words("xml")
    wanted = sorted(name for name, suffix in entries.items() if suffix in kinds)
    found = dict(read(site, wanted))
    for name, finding in found.items():
        problems += [Problem(f"{shown}/{name}", *fault, _hint(name)) for fault in finding.faults]
    missing = _missing(entries, found.values())
    if missing.size:
        for name, finding in found.items():
            if np.isin(_numbers([finding.asked]), missing).any():
                problems += _told(site, shown, name, entries, {number.tobytes() for number in missing})
    return sorted(problems)


def _missing(entries: Iterable[str], found: Collection[Finding]) -> _Numbers:
    """Return the numbers that links ask for and no file of the site has."""
    asked = np.unique(_numbers(finding.asked for finding in found))
    there = _numbers([*(number_of((name, "")) for name in entries), *(finding.anchors for finding in found)])
    if not asked.size:
        return asked
    # Links ask for less than there is, so what is there is looked up among what is asked for.
    places = np.searchsorted(asked[:-1], there)
    is_there = np.zeros(asked.size, bool)
    is_there[places[asked[places] == there]] = True
    return asked[~is_there]


def _numbers(parts: Iterable[bytes]) -> _Numbers:
    return np.frombuffer(b"".join(parts), "<u8")


def _told(site: Path, shown: str, name: str, files: Container[str], missing: set[bytes]) -> Iterator[Problem]:
    """Yield a problem for every link of a page that leads to something missing."""
    folder = name.split("/")[:-1]
    for link in dict.fromkeys(links_of((site / name).read_bytes())):
        target = target_of(link[0], name, folder)
        if number_of(target) in missing:
            yield _problem(f"{shown}/{name}", link, is_file=target[0] in files)


def _problem(path: str, link: Link, *, is_file: bool) -> Problem:
    what = f"the link {link[0][:120]!r} {'names an anchor that is not there' if is_file else 'leads nowhere'}"
    return Problem(path, *link[1:], "SITE-ANCHOR" if is_file else "SITE-LINK", what, _hint(path))


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


def _odd(entries: Mapping[str, str | None]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the files that may not be there, by their suffixes: what is wrong, and a hint."""
    for name, suffix in entries.items():
        if suffix is None:
            yield name, ("is no regular file", "nothing may link out of the site")
        elif suffix in words("active"):
            yield name, (f"is of the kind {suffix}, which nothing checks", _hint(name))


def _hint(name: str) -> str:
    return f"this {'page' if is_page(name) else 'file'} is not published"
