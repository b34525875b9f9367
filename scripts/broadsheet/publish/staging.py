"""Writes the pages of a build beside those of the last one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from broadsheet.publish.marks import Mark, is_still, mark


@dataclass(frozen=True)
class Staging:
    """A folder in the making, and the one that it will replace; several processes may write into it."""

    folder: Path
    before: Path

    def write(self, name: str, content: bytes | Iterable[bytes]) -> None:
        """Write a file; one that says what it said before stays the same file, and keeps its time."""
        path = f"{self.folder}/{name}"
        pieces = iter(() if isinstance(content, bytes) else content)
        start, is_all = (content, True) if isinstance(content, bytes) else _start(pieces)
        if is_all and self._as_before(path, name, start):
            return
        with _created(path) as file:
            file.write(start)
            for piece in pieces:
                file.write(piece)

    def stays(self, name: str, made: Mark) -> bool:
        """Return whether the file of the last build stands here now; it does where it has this mark."""
        old = f"{self.before}/{name}"
        if is_still(old, made):
            with suppress(OSError):
                _link(old, f"{self.folder}/{name}")
                return True
            return is_still(f"{self.folder}/{name}", made)  # it stands here already
        return False

    def mark(self, name: str) -> Mark:
        """Return by what a file that stands here is known at the next build."""
        return mark(f"{self.folder}/{name}")

    def _as_before(self, path: str, name: str, content: bytes) -> bool:
        """Return whether the file of the last build stands here now: the file itself, under a second name."""
        old = f"{self.before}/{name}"
        with suppress(OSError):
            found = os.lstat(old)
            if not stat.S_ISREG(found.st_mode) or found.st_size != len(content) or _content_of(old) != content:
                return False
            _link(old, path)
            return True
        return False


# Paths are strings and folders are made only where they are missing: most of what a file that stays costs.


def _content_of(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()


def _link(old: str, path: str) -> None:
    try:
        os.link(old, path)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.link(old, path)


def _created(path: str) -> BinaryIO:
    try:
        return open(path, "xb")
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return open(path, "xb")


# Bytes; a longer file that comes in pieces is written without being compared with the last build's.
_HELD = 1 << 20


def _start(pieces: Iterator[bytes]) -> tuple[bytes, bool]:
    """Return the first pieces, joined, and whether they are all."""
    held, size = [], 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > _HELD:
            return b"".join(held), False
    return b"".join(held), True
