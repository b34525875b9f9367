"""Tells whether a file is still the one that was made: what a site was made of, and how it is known again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

Mark = tuple[int, int, int]
"""A file's number, time (ns) and size (bytes): it says what it said as long as they stay."""

Told = dict[str, str]
"""What the theme's own pages (the map of the site) may say of a page: these values of its front matter."""


def mark(path: str | Path) -> Mark:
    """Return by what a file is known to be unchanged; of a link, what it leads to."""
    return mark_of(os.stat(path))


def is_still(path: str | Path, made: Mark) -> bool:
    """Return whether a file, and no link to one, is the one that was made."""
    try:
        return mark_of(os.lstat(path)) == made
    except OSError:
        return False


def mark_of(found: os.stat_result) -> Mark:
    """Return the mark of a file that was looked at."""
    return found.st_ino, found.st_mtime_ns, found.st_size


class Made(NamedTuple):
    """A file of a site as it was made."""

    source: Mark
    """Of the file that it was made from."""
    result: Mark
    told: Told = {}  # noqa: RUF012 - nobody writes to it


class Memory(Protocol):
    """Remembers how the files of a site were made, by the paths of their sources.

    `basis` is all that every file depends on besides its source: what was made on another basis is not there.
    """

    def recall(self, basis: bytes) -> Mapping[str, Made]:
        """Return what was made; nothing where it is not known."""

    def keep(self, basis: bytes, made: Mapping[str, Made]) -> None:
        """Remember what was made from now on."""
