"""The process behind `broadsheet serve`, which makes the site whenever it is asked."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

import broadsheet
from broadsheet.cli import options
from broadsheet.preview import Preview
from broadsheet.problems import Problem
from broadsheet.render.templates import folder


class SiteProcess:
    """A process that has read everything and makes the site when asked; a new one where the code has changed."""

    def __init__(self, root: Path, jobs: int) -> None:
        """Begin no process yet."""
        self._arguments = (root, jobs)
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None
        self._code: object = None

    def make(self) -> bool:
        """Return whether the site has been made; if not, it has been told why, and the old one is still there."""
        code = _code()
        try:
            return bool(self._asked(code))
        except (EOFError, OSError):  # the next change begins another
            if self.stop():
                what = "the process that makes the site died, for want of memory most often"
                hint = "make it with fewer at a time, --jobs 1, or change a file to try again"
                options.tell([Problem("build", 1, 1, "BUILD-WORKER", what, hint)])
            return False

    def _asked(self, code: object) -> object:
        if self._line is None or self._code != code:
            self.stop()
            self._line, self._code = self._begun(), code
        self._line.send(None)
        return self._line.recv()

    def _begun(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        self._process = context.Process(target=_work, args=(there, *self._arguments))
        # Ctrl-C goes to every process of a terminal; this one cannot answer it before it has read everything.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._process.start()
        signal.signal(signal.SIGINT, before)
        there.close()
        return here

    def stop(self) -> bool:
        """Let the process end, as it does when nobody can ask it any more; return whether it had died."""
        died = False
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._process is not None:
            self._process.join()
            died = self._process.exitcode != 0
            self._process = None
        return died


def _work(line: Connection, root: Path, jobs: int) -> None:
    """Make the site whenever asked, and answer whether it was made."""
    from broadsheet.cli import outcome

    signal.signal(signal.SIGINT, lambda *_: sys.exit())
    preview = Preview(root, jobs=jobs)
    try:
        while True:
            line.recv()
            line.send(outcome(lambda: options.tell(preview.make())) == 0)
    except (EOFError, OSError):  # nobody asks any more
        pass
    finally:
        preview.sweep()


def _code() -> set[tuple[str, int]]:
    """Return what changes when the program does, or what it reads once: words and styles of citations."""
    folders = (Path(broadsheet.__file__).parent, folder() / "styles")
    found = (path for place in folders for path in place.rglob("*.*") if path.suffix != ".pyc")
    return {each for path in found for each in _look(path)}


def _look(path: Path) -> Iterator[tuple[str, int]]:
    with suppress(FileNotFoundError):  # an editor's file that was there a moment ago
        yield str(path), path.lstat().st_mtime_ns
