"""Commands that change the corpus do so one after the other."""

import threading
from pathlib import Path

import pytest

from broadsheet.locking import changing
from tests.conftest import Project

pytest.importorskip("fcntl")


def test_who_changes_the_corpus_waits_for_whoever_does(project: Project) -> None:
    root, order = project(), []
    begun = threading.Event()

    def second() -> None:
        begun.set()
        with changing(root):
            order.append("second")

    with changing(root):
        waiting = threading.Thread(target=second)
        waiting.start()
        begun.wait()
        waiting.join(timeout=0.1)
        order.append("first")
    waiting.join(timeout=10)
    assert order == ["first", "second"]


def test_without_a_corpus_there_is_nothing_to_wait_for(tmp_path: Path) -> None:
    with changing(tmp_path):
        assert list(tmp_path.iterdir()) == []
