"""Writes the pages of a build beside those of the last one."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from broadsheet.publish.marks import Mark, is_still, mark, mark_of
from broadsheet.publish.second_names import keep, make_way, put


@dataclass(frozen=True)
class Staging:
    """A folder in the making, and the one that it will replace; several processes may write into it.

    It may begin with files of an earlier build: each stays if it still holds, and is replaced else.
    """

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
        old, path = f"{self.before}/{name}", f"{self.folder}/{name}"
        if is_still(path, made):
            return True
        if is_still(old, made):
            with suppress(OSError):
                put(old, path)
                return True
        return False

    def keep_only(self, names: Collection[str]) -> None:
        """Remove every file but these: those that an earlier build wrote, and this one did not.

        Raises ValueError where a name stands twice, since one file has then been lost under the other.
        """
        kept = {*names}
        if len(kept) < len(names):
            raise ValueError("two files of one name")
        keep(self.folder, lambda name, _: name in kept)

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
            if not is_still(path, mark_of(found)):
                put(old, path)
            return True
        return False


# Paths are strings and folders are made only where they are missing: most of what a file costs.


def _content_of(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()


def _created(path: str) -> BinaryIO:
    try:
        return open(path, "xb")
    except (FileNotFoundError, FileExistsError, NotADirectoryError):
        make_way(path)
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
