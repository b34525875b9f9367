"""Runs the per-article stages over processes; an article that fails is named and left out, the others go on."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from types import FrameType

from broadsheet.clean import Decision, clean
from broadsheet.corpus import Entry
from broadsheet.describe import Knowledge, describe
from broadsheet.describe.names import Registry
from broadsheet.models import Article, Cleaned
from broadsheet.problems import Problem
from broadsheet.records import Entity, OutletRecord, Override

MOST_SECONDS = 20
"""Time one article may take; the largest legal one of the nastiest content takes about four."""

MOST_PARAGRAPHS, MOST_NAMES, MOST_STATEMENTS = 5_000, 1_500, 500
"""What one article may hold: more than twice what the fullest of 24,000 news texts holds (1,012, 588 and 189).

Each name and each statement may become a page, and names are paired with each other.
"""

# Starting a process costs as much as describing some dozen articles.
_WORTH_A_PROCESS = 32
_CHUNK = 16

Outcome = Article | Problem
Step = Callable[[Entry, Knowledge], Article]


def describe_one(entry: Entry, knowledge: Knowledge) -> Article:
    """Return one article, cleaned and described: everything that needs no other article."""
    return describe(entry, clean_one(entry), knowledge)


def clean_one(entry: Entry) -> Cleaned:
    """Return one article, cleaned, with what a person decided to keep and to drop."""
    keep, drop = (_decisions(o) for o in (entry.sidecar.keep, entry.sidecar.drop))
    return clean(entry.raw, keep, drop)


def _decisions(overrides: Iterable[Override]) -> tuple[Decision, ...]:
    return tuple(Decision(item.line, item.words, item.why) for item in overrides)


@cache
def knowledge_of(entities: tuple[Entity, ...], outlets: tuple[OutletRecord, ...]) -> Knowledge:
    """Return what people have registered, made ready once per process."""
    return Knowledge(entities, outlets, Registry(entities))


def describe_all(
    entries: Sequence[Entry],
    entities: tuple[Entity, ...] = (),
    outlets: tuple[OutletRecord, ...] = (),
    *,
    jobs: int = 1,
) -> Iterator[Outcome]:
    """Yield for every entry, in their order, the article or the problem it has; over `jobs` processes."""
    if jobs <= 1 or len(entries) < _WORTH_A_PROCESS:
        knowledge = knowledge_of(entities, outlets)
        yield from (guarded(entry, knowledge) for entry in entries)
        return
    done = 0
    try:
        with _pool(jobs, entities, outlets) as executor:
            for outcome in executor.map(_describe_known, entries, chunksize=_CHUNK):
                done += 1
                yield outcome
    except BrokenProcessPool:
        # A worker died, of memory most often. What is left is done alone, so that the culprit is named.
        for entry in entries[done:]:
            with _pool(1, entities, outlets) as executor:
                yield _alone(executor, entry)


def guarded(entry: Entry, knowledge: Knowledge, step: Step = describe_one) -> Outcome:
    """Return the article, or a problem that names it where a stage fails or takes too long."""
    try:
        with _time_limit(MOST_SECONDS):
            article = step(entry, knowledge)
    except TimeoutError:
        return _left_out(entry, f"takes more than {MOST_SECONDS} seconds")
    except Exception as e:
        return _left_out(entry, f"makes the program fail ({type(e).__name__}: {e})")
    return _too_full(article) or article


def _too_full(article: Article) -> Problem | None:
    """Return what an article has more of than any article has."""
    held = (
        ("paragraphs", len(article.cleaned.paragraphs), MOST_PARAGRAPHS),
        ("names", len({mention.name for mention in article.mentions}), MOST_NAMES),
        ("statements", len(article.claims), MOST_STATEMENTS),
    )
    for what, number, most in held:
        if number > most:
            said = f"has {number:,} {what}; {most:,} are allowed"
            hint = "shorten it, or split it into several articles"
            return Problem(article.source.path, 1, 1, "ARTICLE-LONG", said, hint)
    return None


def _left_out(entry: Entry, what: str) -> Problem:
    hint = "it is left out of the site; please report it with the file"
    return Problem(entry.raw.path, 1, 1, "ARTICLE-FAILS", what, hint, "warning")


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in the body after a time; where the system has no alarm, or not here, do nothing."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


# ------------------------------------------------------------------ in a worker process

_known: list[Knowledge] = []


def _pool(
    jobs: int, entities: tuple[Entity, ...], outlets: tuple[OutletRecord, ...]
) -> AbstractContextManager[Executor]:
    return ProcessPoolExecutor(jobs, initializer=_learn, initargs=(entities, outlets))


def _learn(entities: tuple[Entity, ...], outlets: tuple[OutletRecord, ...]) -> None:
    """Make a worker process ready, and let it end with the process that started it, not before and not after."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _known[:] = [knowledge_of(entities, outlets)]


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _describe_known(entry: Entry) -> Outcome:
    return guarded(entry, _known[0])


def _alone(executor: Executor, entry: Entry) -> Outcome:
    try:
        return executor.submit(_describe_known, entry).result()
    except BrokenProcessPool:
        return _left_out(entry, "makes its process die")
