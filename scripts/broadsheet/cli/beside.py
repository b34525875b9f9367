"""Writes a folder as a whole: beside its place, and into it when all is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from broadsheet.publish.swap import exchange, remove


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Give a new folder that takes the target's place once it is written; where that fails, nothing changes."""
    new, is_first = target.with_name(f".{target.name}.{os.getpid()}"), not target.parent.exists()
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
    if not target.exists():
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
