"""Folders that begin as an earlier build left them: what still holds stays untouched, all else makes way.

A file here may be one that is published, under a second name (a hard link). So none is ever written to: one that
says something else is another file in its place. To look at a file that stays costs a tenth of naming it anew.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from broadsheet.publish.swap import put_in_place, remove
from broadsheet.site_check.files import entries


def begin(folder: Path) -> None:
    """Let there be a folder that holds nothing but regular files, those of an earlier build if there are any."""
    real(folder)
    keep(folder, lambda name, entry: entry.is_file(follow_symlinks=False))


def real(folder: Path) -> None:
    """Let there be a folder; a link or a file in its place goes, and nothing is written where a link leads."""
    if folder.is_symlink() or not folder.is_dir():
        remove(folder)
    folder.mkdir(parents=True, exist_ok=True)


def keep(folder: Path, stays: Callable[[str, os.DirEntry[str]], bool]) -> None:
    """Remove every file that may not stay, and folders that are empty then."""
    gone = [name for name, entry in entries(folder) if not stays(name, entry)]
    for name in gone:
        os.unlink(f"{folder}/{name}")
    for name in gone:
        _remove_empty(folder, os.path.dirname(name))


def _remove_empty(folder: Path, inside: str) -> None:
    while inside:
        try:
            os.rmdir(f"{folder}/{inside}")
        except OSError:  # it holds something, or it is gone already
            return
        inside = os.path.dirname(inside)


def hold(folder: Path, wanted: Mapping[str, str]) -> set[str]:
    """Let a folder hold these files, each under a second name, and nothing else; or a copy of what has none.

    `wanted` has by each path where the file stands. Returns the paths of those that are the file itself.
    """
    real(folder)
    device, inodes = os.stat(folder).st_dev, {}
    for name, path in wanted.items():
        found = os.lstat(path)
        if found.st_dev == device:
            inodes[name] = found.st_ino
    there: set[str] = set()

    def is_there(name: str, entry: os.DirEntry[str]) -> bool:
        if inodes.get(name) != entry.inode():
            return False
        there.add(name)
        return True

    keep(folder, is_there)
    missing = [name for name in wanted if name not in there]
    make_folders(folder, map(os.path.dirname, missing))
    return there.union(name for name in missing if _take_over(wanted[name], f"{folder}/{name}"))


def make_folders(folder: Path, inside: Iterable[str]) -> None:
    """Make folders within one, those first that others lie in: each costs one call of the system."""
    for name in sorted({*inside}):
        try:
            os.mkdir(f"{folder}/{name}")
        except OSError:  # it is there, or the one that it lies in is not
            os.makedirs(f"{folder}/{name}", exist_ok=True)


def _take_over(old: str, new: str) -> bool:
    """Let a file stand here too; return whether it is the file itself."""
    try:
        os.link(old, new)
    except OSError:  # a file system without second names
        shutil.copyfile(old, new)
        return False
    return True


def put(old: str, new: str) -> None:
    """Let a file stand at `new` too, whatever stood there. Raises OSError where it cannot have a second name."""
    try:
        os.link(old, new)
    except OSError:
        make_way(new)
        os.link(old, new)


def make_way(path: str) -> None:
    """Remove what stands at a path, or where one of its folders should be, and make these."""
    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        for above in reversed(Path(path).parents):
            if not above.is_dir():
                remove(above)
        os.makedirs(folder, exist_ok=True)
    remove(Path(path))


# ------------------------------------------------------------------ from build to build


def next_of(published: Path) -> Path:
    """Return where that is made which is to stand in the place of a published folder."""
    return published.with_name(f"{published.name}.next")


def replace_by_next(*published: Path) -> None:
    """Let what was made stand where something is published, and leave for the next build what to begin with.

    That is what stood there, or, if nothing did, the new files under second names.
    """
    put_in_place(*((next_of(folder), folder) for folder in published))
    for folder in published:
        if folder.exists() and not next_of(folder).exists():
            _double(folder, next_of(folder))


def _double(folder: Path, second: Path) -> None:
    """Let a new folder hold the same files under second names; where they can have none it is not made."""
    try:
        for name, _ in entries(folder):
            put(f"{folder}/{name}", f"{second}/{name}")
    except OSError:
        remove(second)
