"""The process behind `broadsheet serve`: it answers whether it could make the site, and another takes its place."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.cli import site_process as process
from broadsheet.cli.site_process import SiteProcess
from broadsheet.preview import Preview
from tests.conftest import ROOT, Project


@pytest.fixture
def maker(buildable: Project) -> Iterator[tuple[Path, SiteProcess]]:
    root = buildable()
    maker = SiteProcess(root, jobs=1)
    yield root, maker
    maker.stop()


def number(maker: SiteProcess) -> int:
    begun = maker._process
    assert begun is not None
    assert begun.pid is not None
    return begun.pid


def test_it_makes_the_site_survives_problems_and_another_takes_its_place(
    maker: tuple[Path, SiteProcess], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    root, making = maker
    monkeypatch.setattr(process, "_code", lambda: "as it was")
    assert making.make()
    first = number(making)
    assert (Preview.site_of(root) / "index.html").is_file()

    (root / "corpus/articles/2024-05-harbour.yml").write_text("unknown: 1\n")
    assert not making.make()
    assert "SIDECAR-KEY" in capfd.readouterr().err
    (root / "corpus/articles/2024-05-harbour.yml").unlink()
    assert making.make()
    assert number(making) == first

    monkeypatch.setattr(process, "_code", lambda: "changed")
    assert making.make()
    second = number(making)
    assert second != first

    os.kill(second, signal.SIGKILL)
    assert not making.make()
    assert "BUILD-WORKER the process that makes the site died" in capfd.readouterr().err
    assert making.make()
    assert not making.stop()
    assert not making.stop()


def test_ctrl_c_ends_it_at_once_and_without_a_trace(buildable: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
    command = [sys.executable, "-m", "broadsheet", "serve", "--root", str(buildable()), "--port", port]
    environment = {"PYTHONPATH": str(ROOT / "scripts"), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, env=environment, start_new_session=True) as serving:  # type: ignore[call-overload]
        assert serving.stdout.readline().startswith("built; showing http://")
        os.killpg(serving.pid, signal.SIGINT)  # as a terminal does, to both processes
        told = serving.communicate(timeout=60)[1]
    assert serving.returncode == 130
    assert told.strip() == "stopped; what was published stays as it was"


def test_the_lock_of_an_editor_in_the_program_is_no_reason_to_make_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/.#apa.csl").symlink_to("somebody@host.1234")
    monkeypatch.setattr(process, "folder", lambda: tmp_path)
    assert str(tmp_path / "styles/.#apa.csl") in {path for path, _ in process._code()}


def test_only_the_program_and_what_it_reads_once_is_watched_as_code() -> None:
    names = {Path(path).suffix for path, _ in process._code()}
    assert {".py", ".yml", ".csl"} <= names
    assert ".pyc" not in names
