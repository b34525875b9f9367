"""Cleans and describes articles, over processes; one that fails is named and left out, the others go on."""

from __future__ import annotations

import ctypes
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from types import FrameType
from typing import TypeVar

from broadsheet.clean import clean
from broadsheet.clean.decisions import decisions_of
from broadsheet.corpus import Entry
from broadsheet.describe import Knowledge, describe, knowledge_of
from broadsheet.describe.claims import MOST as MOST_STATEMENTS
from broadsheet.models import Article, Cleaned
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read.files import MAX_CHARACTERS
from broadsheet.records import Entity, OutletRecord
from broadsheet.work.crew import processes, spread

MOST_SECONDS = 20
"""Of CPU, which one article may take; the largest legal one of the nastiest content takes two or three.

By the clock on the wall it would depend on what else the machine does which articles are on the site. So it is
only in threads of systems that do not tell what a thread has used.
"""

MOST_PARAGRAPHS, MOST_NAMES, MOST_MARKS, MOST_STOPS = 5_000, 1_500, 10_000, 8_000
"""What one article may hold: far more than the fullest of 24,000 news texts holds (1,012 paragraphs, 588 names,
691 quotation marks and apostrophes, 5,229 full stops and other ends of sentences; and 189 statements, of which
MOST_STATEMENTS are allowed).

Each name and each statement may become a page, and names are paired with each other.
"""
_MARKS, _STOPS = "\"'“”„«»‘’", ".!?…"

WORTH_A_PROCESS = 32
"""Articles; starting a process costs as much as describing some dozen of them."""

FAILS = "ARTICLE-FAILS"

T = TypeVar("T")
Outcome = Article | Problem


def describe_one(entry: Entry, knowledge: Knowledge) -> Article:
    """Return one article, cleaned and described: everything that needs no other article.

    Raises BroadsheetError where a saved page has more text than any article has.
    """
    cleaned = clean_one(entry)
    _refuse(entry.raw.path, ("characters", len(cleaned.text), MAX_CHARACTERS))
    _refuse(entry.raw.path, ("paragraphs", len(cleaned.paragraphs), MOST_PARAGRAPHS))
    _refuse(entry.raw.path, ("quotation marks", sum(map(cleaned.text.count, _MARKS)), MOST_MARKS))
    _refuse(entry.raw.path, ("full stops", sum(map(cleaned.text.count, _STOPS)), MOST_STOPS))
    return describe(entry, cleaned, knowledge)


def clean_one(entry: Entry) -> Cleaned:
    """Return one article, cleaned, with what a person decided to keep and to drop."""
    keep, drop = (decisions_of(o) for o in (entry.sidecar.keep, entry.sidecar.drop))
    return clean(entry.raw, keep, drop)


def describe_all(
    entries: Iterable[Entry],
    entities: tuple[Entity, ...] = (),
    outlets: tuple[OutletRecord, ...] = (),
    *,
    jobs: int = 1,
) -> Iterator[Outcome]:
    """Yield for every entry, in their order, the article or the problem it has; over `jobs` processes.

    Entries are taken as they are needed: they may be opened one after the other, and none is kept.
    """
    left = iter(entries)
    first = tuple(islice(left, WORTH_A_PROCESS))
    if jobs <= 1 or len(first) < WORTH_A_PROCESS:
        knowledge = knowledge_of(entities, outlets)
        yield from (guarded(entry, knowledge) for entry in chain(first, left))
    else:
        yield from spread(processes(jobs, _learn, entities, outlets), _describe_known, chain(first, left), lost)


def guarded(entry: Entry, knowledge: Knowledge) -> Outcome:
    """Return the article, or a problem that names it where a stage fails or takes too long."""
    return within_limits(entry, lambda: _refuse_full(describe_one(entry, knowledge)))


def within_limits(entry: Entry, work: Callable[[], T]) -> T | Problem:
    """Return what is done for an article, or a problem that names it where that fails or takes too long."""
    try:
        with _time_limit(MOST_SECONDS):
            return work()
    except BroadsheetError as e:
        return e.problems[0]
    except TimeoutError:
        return left_out(entry.raw.path, f"takes more than {MOST_SECONDS} seconds")
    except Exception as e:
        return left_out(entry.raw.path, f"makes the program fail ({type(e).__name__}: {e})")


def _refuse_full(article: Article) -> Article:
    """Return the article. Raises BroadsheetError where it holds more of something than any article does."""
    _refuse(article.source.path, ("names", len({mention.name for mention in article.mentions}), MOST_NAMES))
    _refuse(article.source.path, ("statements", len(article.claims), MOST_STATEMENTS))
    return article


def _refuse(path: str, held: tuple[str, int, int]) -> None:
    what, number, most = held
    if number > most:
        said = f"has more than {most:,} {what}"
        hint = "shorten it, or split it into several articles"
        raise BroadsheetError(Problem(path, 1, 1, "ARTICLE-LONG", said, hint))


def lost(entry: Entry) -> Problem:
    """Return what to say of an article that kills its process, for want of memory most often."""
    return left_out(entry.raw.path, "makes its process die")


def left_out(path: str, what: str) -> Problem:
    """Return what to say of an article that cannot be done."""
    hint = "it is left out of the site; please report it with the file"
    return Problem(path, 1, 1, FAILS, what, hint, "warning")


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in the body after a time."""
    here = threading.current_thread() is threading.main_thread() and hasattr(signal, "SIGPROF")
    with _alarm(seconds) if here else _timer(seconds):
        yield


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _timer(seconds: int) -> Iterator[None]:
    """Do the same in a thread, such as those of a cluster's worker, or on a system without alarms."""
    thread, lock, over = threading.get_ident(), threading.Lock(), threading.Event()
    clock = _clock_of(thread)
    end = clock() + seconds

    def watch() -> None:
        while (left := end - clock()) > 0:
            if over.wait(max(left, _LEAST_WAIT)):
                return
        with lock:
            if not over.is_set():  # https://docs.python.org/3/c-api/init.html#c.PyThreadState_SetAsyncExc
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TimeoutError))

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with lock:
            over.set()


_LEAST_WAIT = 0.05
"""Seconds between two looks at what another thread has used."""


def _clock_of(thread: int) -> Callable[[], float]:
    """Return what tells how much of a processor a thread has used; where no system tells that, the time."""
    if sys.platform == "win32" or sys.platform == "darwin":
        return time.monotonic
    clock = time.pthread_getcpuclockid(thread)
    return lambda: time.clock_gettime(clock)


# ------------------------------------------------------------------ in a worker process

_known: list[Knowledge] = []


def _learn(entities: tuple[Entity, ...], outlets: tuple[OutletRecord, ...]) -> None:
    _known[:] = [knowledge_of(entities, outlets)]


def _describe_known(entries: Sequence[Entry]) -> list[Outcome]:
    return [guarded(entry, _known[0]) for entry in entries]
