"""Says how far the work is: a line that moves on a terminal, a line now and then elsewhere, or nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol, TextIO, TypeVar

T = TypeVar("T")

# Seconds between two lines, and before the first: what is done sooner needs no line of its own.
_MOVING, _STANDING = 0.2, 10.0
_CLEAR_LINE = "\r\x1b[K"


class Progress(Protocol):
    """Takes what a person may want to know while something runs."""

    def say(self, line: str) -> None:
        """Take a line about what is done."""

    def at(self, what: str, done: int, total: int | None) -> None:
        """Take how many of how many are done; None where nobody knows how many there are."""


class Quiet:
    """Says nothing."""

    def say(self, line: str) -> None:
        """Say nothing."""

    def at(self, what: str, done: int, total: int | None) -> None:
        """Say nothing."""


@dataclass
class Spoken:
    """Says it on standard output, and how far it is on a stream that may be a terminal."""

    stream: TextIO
    moving: bool
    """Whether a line can be written over: on a terminal."""
    _counts: dict[str, tuple[float, int]] = field(default_factory=dict)
    """Of what is counted: when its count began, and how far it was."""
    _last: float = 0.0
    _open: bool = False

    def say(self, line: str) -> None:
        """Print a line about what is done."""
        self._close()
        print(line, flush=True)

    def at(self, what: str, done: int, total: int | None) -> None:
        """Print how far it is, unless that was printed a moment ago; take the line away when all are done."""
        now = time.monotonic()
        begun, before = self._counts.get(what, (now, 0))
        begun = now if done < before else begun  # the pages of the next site are counted from the first again
        self._counts[what] = begun, done
        pause = _MOVING if self.moving else _STANDING
        if done == total:
            self._close()
        elif now - max(self._last, begun) >= pause:
            self._last, self._open = now, self.moving
            line = said(what, done, total, now - begun)
            self.stream.write(f"{_CLEAR_LINE}{line}" if self.moving else f"{line}\n")
            self.stream.flush()

    def _close(self) -> None:
        if self._open:
            print(_CLEAR_LINE, end="", file=self.stream, flush=True)
            self._open = False


def spoken(*, quiet: bool = False) -> Progress:
    """Return what says it to the person or machine that runs this program."""
    return Quiet() if quiet else Spoken(sys.stderr, sys.stderr.isatty())


@contextmanager
def clearing() -> Iterator[None]:
    """Take a line that moves away where the body fails: what is said of that has a line of its own."""
    try:
        yield
    except BaseException:
        if sys.stderr.isatty():
            print(_CLEAR_LINE, end="", file=sys.stderr, flush=True)
        raise


def followed(items: Iterable[T], what: str, total: int, progress: Progress) -> Iterator[T]:
    """Yield the items, and say how many have gone by."""
    for done, item in enumerate(items, start=1):
        yield item
        progress.at(what, done, total)


def said(what: str, done: int, total: int | None, seconds: float) -> str:
    """Return how far something is, such as `articles: 2,000 of 10,000, 150 a second, 53 s left`."""
    rate = done / seconds if seconds > 0 else 0.0
    parts = [f"{what}: {done:,}" + (f" of {total:,}" if total is not None else "")]
    parts += [f"{rate:,.0f} a second"] if rate >= 1 else []
    parts += [f"{_span((total - done) / rate)} left"] if total is not None and rate > 0 else []
    return ", ".join(parts)


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
