"""Checks the built site as a browser would see it, whatever built it: tags, addresses, links, anchors.

What a link may lead to, and where each link leads, are numbers of 64 bits: so a site's millions of them are set
against each other at once, and those of a page that has not changed need not be read from it again.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

from broadsheet.problems import Problem
from broadsheet.site_check.files import entries, suffix_of, words
from broadsheet.site_check.pages import PAGE, Fault, Link, Target, is_page, links_of, read_page, target_of

_Numbers = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check needs of a file, or of several."""

    faults: tuple[tuple[str, Fault], ...] = ()
    """With the name of the file."""
    anchors: bytes = b""
    """The numbers of its anchors, little-endian, 64 bits each."""
    asked: bytes = b""
    """The numbers of what its links lead to, besides its own anchors."""


Reading = Callable[[Path, Sequence[str]], Iterable[tuple[Sequence[str], Finding]]]
"""Gives what is found in files of a site, by their paths from its root: some of them together, in any order."""


def find(path: Path, name: str) -> Finding:
    """Return what the check needs of a file; its name is the path from the site's root."""
    page = read_page(path, name)
    faults = tuple((name, fault) for fault in page.faults)
    if not page.ids and not page.targets:
        return Finding(faults)
    own = {(name, i) for i in page.ids}
    asked = (number_of(target) for target in page.targets if target not in own)
    return Finding(faults, b"".join(map(number_of, own)), b"".join(dict.fromkeys(asked)))


def find_all(site: Path, names: Sequence[str]) -> Iterator[tuple[Sequence[str], Finding]]:
    """Yield what is found in each file."""
    return (((name,), find(site / name, name)) for name in names)


def together(findings: Iterable[Finding]) -> Finding:
    """Return what is found in several files; what all of them ask for stands there once."""
    found = [*findings]
    faults = tuple(fault for one in found for fault in one.faults)
    asked = np.unique(_numbers(one.asked for one in found))
    return Finding(faults, b"".join(one.anchors for one in found), asked.tobytes())


def number_of(target: Target) -> bytes:
    """Return the 64 bits that stand for an anchor of a page; a file of another kind has none, nor has its text."""
    file, anchor = target
    if anchor and (anchor.startswith(":~:") or not is_page(file)):
        anchor = ""
    return blake2b(f"{file}\0{anchor}".encode(errors="surrogateescape"), digest_size=8).digest()


def check_site(site: Path, shown: str = "build/site", read: Reading = find_all) -> list[Problem]:
    """Return a problem for each thing in a built site that is unsafe or leads nowhere; `read` reads its files."""
    problems, wanted, there = list[Problem](), list[str](), bytearray()
    kinds = {PAGE} | words("json") | words("xml")
    for name, entry in entries(site):
        suffix = suffix_of(name) if entry.is_file(follow_symlinks=False) else None
        problems += (Problem(f"{shown}/{name}", 1, 1, "SITE-FILE", *fault) for fault in _odd(name, suffix))
        there += number_of((name, ""))
        if suffix in kinds:
            wanted.append(name)
    wanted.sort()
    asked = list[bytes]()
    for _, finding in read(site, wanted):
        problems += (Problem(f"{shown}/{name}", *fault, _hint(name)) for name, fault in finding.faults)
        there += finding.anchors
        asked.append(finding.asked)
    missing = _missing(np.unique(_numbers(asked)), np.frombuffer(there, "<u8"))
    if missing.size:
        problems += _leading_nowhere(site, shown, missing, read(site, wanted))
    return sorted(problems)


def _missing(asked: _Numbers, there: _Numbers) -> _Numbers:
    """Return the numbers that links ask for, in order and each once, and that nothing in the site has."""
    if not asked.size:
        return asked
    # Links ask for less than there is, so what is there is looked up among what is asked for.
    places = np.searchsorted(asked[:-1], there)
    is_there = np.zeros(asked.size, bool)
    is_there[places[asked[places] == there]] = True
    return asked[~is_there]


def _leading_nowhere(
    site: Path, shown: str, missing: _Numbers, found: Iterable[tuple[Sequence[str], Finding]]
) -> Iterator[Problem]:
    """Yield a problem for every link that leads to something missing; a page is read in full where one stands."""
    files, numbers = {name for name, _ in entries(site)}, {number.tobytes() for number in missing}
    for names, finding in found:
        if _asks_for(missing, finding):
            for name in filter(is_page, names):
                if _asks_for(missing, find(site / name, name)):
                    yield from _told(site, shown, name, files, numbers)


def _asks_for(missing: _Numbers, finding: Finding) -> bool:
    return bool(np.isin(_numbers([finding.asked]), missing).any())


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


def _odd(name: str, suffix: str | None) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a file that may not be there, by its suffix, and a hint."""
    if suffix is None:
        yield "is no regular file", "nothing may link out of the site"
    elif suffix in words("active"):
        yield f"is of the kind {suffix}, which nothing checks", _hint(name)


def _hint(name: str) -> str:
    return f"this {'page' if is_page(name) else 'file'} is not published"
