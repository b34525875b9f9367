"""Spreads work over processes: in order, never far ahead, and a process that dies costs one item at most."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing.context import BaseContext
from typing import Any, Generic, TypeGuard, TypeVar

I = TypeVar("I")  # noqa: E741 - an item
R = TypeVar("R")

_CHUNK = 16
_SECONDS = 5
_WATCH = "leaves with its parent"


@dataclass(frozen=True)
class Crew:
    """Those who do the work."""

    hire: Callable[[], AbstractContextManager[Executor]]
    """Brings them together for as long as the context lasts; again after one of them has died."""
    ahead: int
    """Chunks that are given out before the first of them must have come back."""
    died: tuple[type[BaseException], ...] = (BrokenProcessPool,)
    """What a chunk raises whose worker has died."""
    look: Callable[[], None] | None = None
    """Raises where nobody is there any more who could finish; asked every few seconds of waiting."""


@dataclass(frozen=True)
class _Given(Generic[I, R]):
    chunk: Sequence[I]
    future: Future[list[R]] | None
    """None where it could not be given out any more."""


def processes(jobs: int, begin: Callable[..., None], *given: Any) -> Crew:
    """Return a crew of processes of this machine, each of which begins with `begin(*given)`."""

    @contextmanager
    def hire() -> Iterator[Executor]:
        pool = ProcessPoolExecutor(jobs, start_context(), _begin, (begin, given))
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    return Crew(hire, 2 * jobs)


def start_context() -> BaseContext:
    """Return how processes are started: as copies of this one where that is safe, which costs next to nothing."""
    alone = sum(thread.name != _WATCH for thread in threading.enumerate()) == 1
    return multiprocessing.get_context("fork" if alone and hasattr(os, "fork") else "spawn")


def apart(work: Callable[..., R], *given: Any) -> R:
    """Return what `work(*given)` returns, done by a copy of this process that ends with it.

    Whoever looks at a thing counts a reference to it, so a copy gets memory of its own for all that it looks at:
    with it goes that memory. Where processes are no copies, this one does the work.
    """
    if start_context().get_start_method() != "fork":
        return work(*given)
    with processes(1, _nothing).hire() as copy:
        return copy.submit(work, *given).result()


def _nothing() -> None:
    """Begin with nothing: the copy has all."""


def _begin(begin: Callable[..., None], given: Sequence[Any]) -> None:
    """Make a process ready, and let it end with the one that started it, not before and not after."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_leave_with_parent, name=_WATCH, daemon=True).start()
    # A search for garbage writes to all that is there, so a copy would get memory of its own for it.
    gc.freeze()
    begin(*given)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def spread(
    crew: Crew, work: Callable[[Sequence[I]], list[R]], items: Iterable[I], lost: Callable[[I], R]
) -> Iterator[R]:
    """Yield what `work` returns for every item, in their order; `lost(item)` for one that kills its process."""
    chunks = _chunks(items)
    waiting: deque[_Given[I, R]] = deque()
    more = True
    while more:
        with crew.hire() as executor:
            more = yield from _until_one_dies(crew, executor, work, chunks, waiting)
        while waiting:  # the culprit is among these, so they are done one by one
            with crew.hire() as executor:
                yield from _one_by_one(crew, executor, work, waiting, lost)


def _until_one_dies(
    crew: Crew,
    executor: Executor,
    work: Callable[[Sequence[I]], list[R]],
    chunks: Iterator[Sequence[I]],
    waiting: deque[_Given[I, R]],
) -> Generator[R, None, bool]:
    """Yield results; return whether a worker died, with the chunks that may have killed it left in `waiting`."""
    while True:
        for chunk in islice(chunks, crew.ahead - len(waiting)):
            try:
                waiting.append(_Given(chunk, executor.submit(work, chunk)))
            except crew.died:
                waiting.append(_Given(chunk, None))
                return True
        if not waiting:
            return False
        future = waiting[0].future
        try:
            results = _result(crew, future) if future is not None else []
        except crew.died:
            return True
        waiting.popleft()
        yield from results


def _result(crew: Crew, future: Future[list[R]]) -> list[R]:
    if crew.look is not None:
        while wait([future], _SECONDS).not_done:
            crew.look()
    return future.result()


def _one_by_one(
    crew: Crew,
    executor: Executor,
    work: Callable[[Sequence[I]], list[R]],
    waiting: deque[_Given[I, R]],
    lost: Callable[[I], R],
) -> Iterator[R]:
    """Yield the results of what was waiting, until an item kills its worker."""
    while waiting:
        given = waiting.popleft()
        if _is_done(given.future):
            yield from given.future.result()
            continue
        for number, item in enumerate(given.chunk, start=1):
            try:
                results = _result(crew, executor.submit(work, [item]))
            except crew.died:
                yield lost(item)
                waiting.appendleft(_Given(given.chunk[number:], None))
                return
            yield from results


def _is_done(future: Future[list[R]] | None) -> TypeGuard[Future[list[R]]]:
    return future is not None and future.done() and not future.cancelled() and future.exception() is None


def _chunks(items: Iterable[I]) -> Iterator[Sequence[I]]:
    left = iter(items)
    while chunk := tuple(islice(left, _CHUNK)):
        yield chunk
