"""One bad article is named and left out; the others are described."""

import gc
import os
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from broadsheet.corpus import Entry
from broadsheet.describe import Knowledge, knowledge_of
from broadsheet.models import Article
from broadsheet.problems import Problem
from broadsheet.read import read
from broadsheet.read.files import raw_of
from broadsheet.records import Entity
from broadsheet.work import workers
from broadsheet.work.workers import describe_all, guarded
from tests.conftest import ARTICLE, Project

NOTHING = knowledge_of((), ())


def entries(project: Project, number: int = 1) -> tuple[Entry, ...]:
    corpus, _ = read(project({f"articles/a{i:03}.txt": ARTICLE for i in range(number)}))
    assert corpus is not None
    return corpus.entries


def test_an_article_that_makes_a_stage_fail_is_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(entry: Entry, knowledge: Knowledge) -> Article:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(workers, "describe_one", fails)
    outcome = guarded(entries(project)[0], NOTHING)
    assert isinstance(outcome, Problem)
    assert (outcome.code, outcome.level) == ("ARTICLE-FAILS", "warning")
    assert "by nought" in outcome.message


def test_an_article_that_takes_too_long_is_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(entry: Entry, knowledge: Knowledge) -> Article:
        while time.monotonic() < start + 30:
            pass
        raise AssertionError

    monkeypatch.setattr(workers, "MOST_SECONDS", 1)
    start = time.monotonic()
    monkeypatch.setattr(workers, "describe_one", hangs)
    outcome = guarded(entries(project)[0], NOTHING)
    assert isinstance(outcome, Problem)
    assert "takes more than 1 second" in outcome.message
    assert time.monotonic() - start < 10


def test_what_waits_for_others_is_not_what_takes_too_long() -> None:
    waited, worked = list[float](), list[str]()

    def wait() -> None:
        with workers._timer(1):
            time.sleep(1.5)
            waited.append(time.thread_time())

    def work() -> None:
        try:
            with workers._timer(1):
                while True:
                    pass
        except TimeoutError:
            worked.append("stopped")

    for target in (wait, work):
        thread = threading.Thread(target=target)
        thread.start()
        thread.join()
    assert (len(waited), worked) == (1, ["stopped"])


def test_an_article_that_holds_too_much_stops_publishing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "MOST_STATEMENTS", 1)
    outcome = guarded(entries(project)[0], NOTHING)
    assert isinstance(outcome, Problem)
    assert str(outcome) == (
        "corpus/articles/2024-05-harbour.txt:1:1: ARTICLE-LONG has more than 1 statements; "
        "shorten it, or split it into several articles"
    )
    assert outcome.level == "error"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("It is cold.\n\n" + "It is cold, he said, and it rains, she said. " * 600, "500 statements"),
        ("It is cold.\n\n" + "“We will go there today,” he said.\n\n" * 600, "500 statements"),
        ("It is cold.\n\n" + "'tis " * 10_001, "10,000 quotation marks"),
        ("It is cold.\n\n" + "So. " * 10_001, "8,000 full stops"),
    ],
)
def test_what_no_article_has_so_many_of_is_named(project: Project, text: str, what: str) -> None:
    entry = replace(entries(project)[0], raw=raw_of(text.encode(), "x", "corpus/articles/x.txt", "text"))
    outcome = guarded(entry, NOTHING)
    assert isinstance(outcome, Problem)
    assert outcome.message == f"has more than {what}"


def _dies(given: Sequence[Entry]) -> list[workers.Outcome]:
    if any(entry.raw.id == "a007" for entry in given):
        os._exit(9)
    return [guarded(entry, NOTHING) for entry in given]


def test_a_worker_that_dies_takes_no_other_article_with_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_describe_known", _dies)
    given = entries(project, 40)
    found = list(describe_all(given, jobs=2))
    assert len(found) == len(given)
    bad = [
        (entry.raw.id, outcome)
        for entry, outcome in zip(given, found, strict=True)
        if isinstance(outcome, Problem)
    ]
    assert [name for name, _ in bad] == ["a007"]
    assert "process die" in bad[0][1].message


@pytest.mark.parametrize("jobs", [1, 2])
def test_articles_are_opened_as_they_are_needed(project: Project, jobs: int) -> None:
    given, opened = entries(project, 1)[0], 0

    def opening() -> Iterator[Entry]:
        nonlocal opened
        for _ in range(400):
            opened += 1
            yield given

    ahead = [opened - done for done, _ in enumerate(describe_all(opening(), jobs=jobs))]
    assert opened == len(ahead) == 400
    assert max(ahead) <= 32 + 2 * 16 * jobs


def test_tables_that_are_asked_for_with_every_article_are_not_compared() -> None:
    class Table(tuple[Entity, ...]):
        hashed = 0

        def __hash__(self) -> int:
            Table.hashed += 1
            return super().__hash__()

    table = Table((Entity(id="zenda", name="Zenda", type="place"),))
    first = knowledge_of(table, ())
    assert [knowledge_of(table, ()) for _ in range(10)] == [first] * 10
    assert Table.hashed == 1
    assert knowledge_of((*table,), ()) is first


def test_tables_that_were_changed_again_and_again_are_not_kept() -> None:
    known = [
        weakref.ref(knowledge_of((Entity(id="zenda", name=f"Zenda {n}", type="place"),), ())) for n in range(9)
    ]
    gc.collect()
    assert sum(knowledge() is not None for knowledge in known) <= 3
