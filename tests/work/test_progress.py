"""How far the work is, for a person at a terminal and for a log."""

import io

import pytest

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


def told(monkeypatch: pytest.MonkeyPatch, *, moving: bool) -> str:
    """What is told of 100 steps of a second each."""
    clock = iter(range(1000))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(clock)))
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


def test_a_line_that_moves_is_taken_away_before_another_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    stream = io.StringIO()
    one = Spoken(stream, moving=True)
    one.at("pages", 1, 10)
    one._begun["pages"] -= 100
    one.at("pages", 2, 10)
    one.say("rendered")
    assert stream.getvalue().endswith("\r\x1b[K")
    assert capsys.readouterr().out == "rendered\n"


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    quiet = spoken(quiet=True)
    quiet.say("rendered")
    quiet.at("pages", 1, 10)
    assert capsys.readouterr() == ("", "")
