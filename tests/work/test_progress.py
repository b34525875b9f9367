"""How far the work is, for a person at a terminal and for a log."""

import io
import sys

import pytest

from broadsheet.cli import outcome
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.work import progress
from broadsheet.work.progress import Spoken, followed, said, spoken


@pytest.mark.parametrize(
    ("done", "total", "seconds", "line"),
    [
        (2000, 10000, 10.0, "articles: 2,000 of 10,000, 200 a second, 40 s left"),
        (2000, 100000, 10.0, "articles: 2,000 of 100,000, 200 a second, 8 min left"),
        (3, None, 0.1, "articles: 3, 30 a second"),
        (0, 10, 5.0, "articles: 0 of 10"),
        (1, 10, 10.0, "articles: 1 of 10, 90 s left"),
    ],
)
def test_rate_and_remaining_time_are_told(done: int, total: int | None, seconds: float, line: str) -> None:
    assert said("articles", done, total, seconds) == line


def a_second_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(clock)))


def told(monkeypatch: pytest.MonkeyPatch, *, moving: bool) -> str:
    """What is told of 100 steps of a second each."""
    a_second_each_time(monkeypatch)
    stream = io.StringIO()
    for _ in followed(range(100), "articles", 100, Spoken(stream, moving)):
        pass
    return stream.getvalue()


def test_a_log_gets_a_whole_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = told(monkeypatch, moving=False).splitlines()
    assert 5 < len(lines) < 12
    assert all(line.startswith("articles: ") and "\r" not in line for line in lines)


def test_a_terminal_gets_one_line_that_moves(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = told(monkeypatch, moving=True)
    assert shown.count("\r") > 90
    assert "\n" not in shown


def test_a_line_that_moves_is_taken_away_before_another_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_second_each_time(monkeypatch)
    stream = io.StringIO()
    one = Spoken(stream, moving=True)
    one.at("pages", 1, 10)
    one.at("pages", 2, 10)
    assert stream.getvalue().endswith("4 s left")
    one.say("rendered")
    assert stream.getvalue().endswith("4 s left\r\x1b[K")
    assert capsys.readouterr().out == "rendered\n"


def test_a_line_that_moves_is_taken_away_when_all_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(monkeypatch, moving=True).endswith("s left\r\x1b[K")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_line_that_moves_is_taken_away_before_an_error_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    a_second_each_time(monkeypatch)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())

    def work() -> None:
        for step in followed(range(10), "articles", 10, spoken()):
            if step == 5:
                raise BroadsheetError(Problem("a.txt", 1, 1, "FILE", "is gone"))

    assert outcome(work) == 1
    assert "s left\r\x1b[Ka.txt:1:1: FILE is gone\n" in terminal.getvalue()


def test_what_says_nothing_on_a_terminal_clears_nothing_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    assert outcome(lambda: 0) == 0
    assert terminal.getvalue() == ""  # what is printed may go through a pager, which has the screen


def test_things_counted_from_the_first_again_are_timed_from_there(monkeypatch: pytest.MonkeyPatch) -> None:
    a_second_each_time(monkeypatch)
    stream = io.StringIO()
    one = Spoken(stream, moving=True)
    for _ in range(2):
        for done in (1, 201, 401):
            one.at("pages", done, None)
    assert stream.getvalue().count("pages: 401, 200 a second") == 2


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    quiet = spoken(quiet=True)
    quiet.say("rendered")
    quiet.at("pages", 1, 10)
    assert capsys.readouterr() == ("", "")
