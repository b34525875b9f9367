"""Puts folders in the place of others, so that a whole folder stands there at every moment."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

# renameat2(2) of Linux: "relative to the working directory", and "exchange the two atomically".
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
# renamex_np(2) of macOS: the same.
_RENAME_SWAP = 2


def put_in_place(*folders: tuple[Path, Path]) -> None:
    """Let each first folder stand where the second one stood, one right after the other.

    What stood there is where the first one was, or is removed where the system cannot exchange them. Where there
    is no first folder, the second one goes. Several are not put in place at once: killed between two, the ones
    are new and the others old, each of them whole.
    """
    moved = [(new, _put(new, published)) for new, published in folders]
    for new, old in moved:
        if old != new:
            remove(old)  # only now: it takes seconds


def _put(new: Path, published: Path) -> Path:
    """Let a new folder stand where the published one stood; return where that one is now, if there was one.

    Where the system can, both exchange their names at once. Elsewhere there is a moment between two renames:
    killed in it, the published folder is called `.old`, and `recover` finds it.
    """
    if not published.is_symlink() and published.exists() and exchange(new, published):
        return new
    old = _aside(published)
    remove(old)
    if published.exists() or published.is_symlink():
        published.rename(old)
    if new.exists():
        new.rename(published)
    return old


def recover(published: Path) -> None:
    """Put back what a build killed between two renames had set aside, or remove it where it is not needed."""
    old = _aside(published)
    if old.is_dir() and not old.is_symlink() and not published.exists():
        old.rename(published)
    remove(old)


def remove(path: Path) -> None:
    """Remove a folder, a file or a link (never what it leads to); nothing where there is nothing."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def exchange(a: Path, b: Path) -> bool:
    """Return whether two folders have exchanged their names at once; nothing has changed where not."""
    names = os.fsencode(a), os.fsencode(b)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(system.renamex_np(*names, _RENAME_SWAP) == 0)
        return bool(system.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):  # no such call here; Windows has no such library either
        return False


def _aside(published: Path) -> Path:
    return published.with_name(f"{published.name}.old")
