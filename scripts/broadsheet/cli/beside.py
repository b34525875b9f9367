"""Writes a folder as a whole: beside its place, and into it when all is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from broadsheet.publish.swap import exchange, remove


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Give a new folder that takes the target's place once it is written; where that fails, nothing changes.

    An empty folder stays and gets what was written: somebody may stand in it, or it may be a disk of its own.
    """
    name, is_first = f".{target.name}.{os.getpid()}", not target.parent.exists()
    new = target / name if target.is_dir() and not any(target.iterdir()) else target.with_name(name)
    new.mkdir(parents=True)
    try:
        yield new
        _put(new, target)
    finally:
        remove(new)
        if is_first:
            with suppress(OSError):  # it holds what was written
                target.parent.rmdir()


def _put(new: Path, target: Path) -> None:
    if new.parent == target:
        for path in sorted(new.iterdir()):
            path.rename(target / path.name)
    elif not target.exists():
        new.rename(target)
    elif not exchange(new, target):
        old = new.with_name(f"{new.name}.old")
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
        remove(old)
