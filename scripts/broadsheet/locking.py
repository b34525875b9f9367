"""Keeps a second command from working where one does."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from broadsheet.problems import BroadsheetError, Problem


@contextmanager
def alone(build: Path) -> Iterator[None]:
    """Run the body while no other build of this folder runs. Raises BroadsheetError where one does.

    The lock is the system's and goes with the process, so a killed build leaves nothing that keeps the next one
    out; the empty file stays, because removing it would let two builds lock two files of one name.
    """
    with (build / ".lock").open("ab") as file:
        try:
            _take(file.fileno(), waits=False)
        except (BlockingIOError, PermissionError):
            hint = "wait until it has ended"
            raise BroadsheetError(
                Problem("build", 1, 1, "BUILD-LOCKED", "another build is running", hint)
            ) from None
        except OSError:  # a file system without locks: whoever has one must see to it that builds do not meet
            pass
        yield


@contextmanager
def changing(root: Path) -> Iterator[None]:
    """Run the body, from reading to writing, while no other command changes the corpus; wait for one that does.

    The folder itself is locked, so nothing is left behind; Windows locks no folders.
    """
    with ExitStack() as stack:
        with suppress(OSError):  # as above
            folder = os.open(root / "corpus", os.O_RDONLY)
            stack.callback(os.close, folder)
            _take(folder, waits=True)
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int, *, waits: bool) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK if waits else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int, *, waits: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
