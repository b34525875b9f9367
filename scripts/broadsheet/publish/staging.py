"""Writes the pages of a build beside those of the last one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Staging:
    """A folder in the making, and the one that it will replace; several processes may write into it."""

    folder: Path
    before: Path

    def write(self, name: str, content: bytes | Iterable[bytes]) -> None:
        """Write a file; one that says what it said before stays the same file, and keeps its time."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        pieces = iter(() if isinstance(content, bytes) else content)
        start, is_all = (content, True) if isinstance(content, bytes) else _start(pieces)
        if is_all and self._as_before(path, name, start):
            return
        with path.open("xb") as file:
            file.write(start)
            for piece in pieces:
                file.write(piece)

    def keep(self, name: str, digest: str) -> bool:
        """Return whether the file of the last build stands here now; it does where it has this SHA-256."""
        old, path = self.before / name, self.folder / name
        with suppress(OSError):
            if old.is_symlink() or hashlib.sha256(old.read_bytes()).hexdigest() != digest:
                return False
            path.parent.mkdir(parents=True, exist_ok=True)
            os.link(old, path)
            return True
        return False

    def _as_before(self, path: Path, name: str, content: bytes) -> bool:
        """Return whether the file of the last build stands here now: the file itself, under a second name."""
        old = self.before / name
        with suppress(OSError):
            if old.is_symlink() or old.stat().st_size != len(content) or old.read_bytes() != content:
                return False
            os.link(old, path)
            return True
        return False


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
