"""Work is spread over processes and comes back in order, whatever becomes of a process."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from broadsheet.work import crew as module
from broadsheet.work.crew import Crew, processes, spread


def begin(word: str) -> None:
    os.environ["BROADSHEET_WORD"] = word


def work(items: Sequence[int]) -> list[str]:
    if any(item in (70, 71) for item in items):
        os._exit(9)
    return [f"{item} {os.environ['BROADSHEET_WORD']}" for item in items]


def lost(item: int) -> str:
    return f"{item} lost"


def test_results_come_in_order_and_only_the_culprits_are_lost() -> None:
    found = list(spread(processes(2, begin, "done"), work, range(200), lost))
    assert found == [f"{n} lost" if n in (70, 71) else f"{n} done" for n in range(200)]


def test_nothing_is_asked_for_far_ahead() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for n in range(1000, 3000):
            asked.append(n)
            yield n

    results = spread(processes(1, begin, "done"), work, items(), lost)
    assert next(results) == "1000 done"
    assert len(asked) <= 3 * 16
    results.close()  # type: ignore[attr-defined]


def test_no_items_are_no_work() -> None:
    assert list(spread(processes(1, begin, "done"), work, [], lost)) == []


def test_who_waits_for_what_nobody_does_any_more_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.01)
    asked: list[None] = []

    def look() -> None:
        asked.append(None)
        if len(asked) > 2:
            raise OSError("all have gone")

    class Idle(ThreadPoolExecutor):
        def submit(self, *given: Any) -> Any:  # type: ignore[override]
            return Future()

    crew = Crew(lambda: Idle(1), 2, look=look)
    with pytest.raises(OSError, match="all have gone"):
        list(spread(crew, list, range(3), lambda item: item))
    assert len(asked) == 3
