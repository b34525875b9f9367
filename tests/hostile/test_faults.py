"""Builds that are killed, stopped, starved or crowded leave the published site as it was."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from broadsheet.locking import alone
from tests.conftest import ARTICLE, ROOT, Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
MANY = {f"articles/a{i:03}.txt": ARTICLE for i in range(40)}

# Exchanges two folders again and again, as publishing does, until it is killed.
SWAPPING = """
import sys
from pathlib import Path
from broadsheet.publish.swap import put_in_place, recover
site, new = Path(sys.argv[1]), Path(sys.argv[2])
recover(site)
print("ready", flush=True)
while True:
    new.mkdir(exist_ok=True)
    (new / "page").write_text("whole")
    (new / "other").write_text("whole")
    put_in_place((new, site))
"""


def started(root: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "broadsheet", "build", "--quiet", "--root", str(root), *more]
    return subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, start_new_session=True)


def run(root: Path) -> tuple[int, str]:
    process = started(root)
    said = process.communicate(timeout=120)[1]
    return process.returncode, said


@pytest.fixture
def published(buildable: Project) -> Path:
    """A project whose site is built."""
    root = buildable()
    assert run(root) == (0, "")
    return root


def site_of(root: Path) -> dict[str, bytes]:
    site = root / "build/site"
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def test_killed_at_any_moment_a_whole_folder_stands_in_its_place(tmp_path: Path) -> None:
    site, new = tmp_path / "site", tmp_path / "site.new"
    site.mkdir()
    for name in ("page", "other"):
        (site / name).write_text("whole")
    chance = random.Random(1)  # noqa: S311 - moments, no secrets
    for _ in range(10):
        command = [sys.executable, "-c", SWAPPING, str(site), str(new)]
        with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0, 0.05))
            process.kill()
        assert {p.name: p.read_text() for p in site.iterdir()} == {"page": "whole", "other": "whole"}


@pytest.mark.parametrize("moment", [0.6, 1.2, 1.8])
def test_a_killed_build_leaves_the_site_and_nothing_that_stops_the_next(published: Path, moment: float) -> None:
    before = site_of(published)
    process = started(published)
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert site_of(published) == before
    assert run(published) == (0, "")
    assert site_of(published) == before
    assert sorted(p.name for p in (published / "build").iterdir()) == [
        ".lock",
        "cache",
        "docs",
        "docs.next",
        "site",
        "site.next",
    ]


@pytest.mark.parametrize(("jobs", "times", "moment"), [("1", 1, 1), ("2", 1, 1), ("2", 2, 1.8)])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_a_build_is_told_in_one_line_that_nothing_has_changed(
    buildable: Project, jobs: str, times: int, moment: float, number: signal.Signals
) -> None:
    root = buildable(MANY)
    process = started(root, "--jobs", jobs)
    time.sleep(moment)
    for _ in range(times):  # the second comes while processes are sent home
        os.killpg(process.pid, number)
        time.sleep(0.02)
    said = process.communicate(timeout=60)[1]
    if process.returncode == -number:
        pytest.skip("stopped before the program had begun")
    if process.returncode == 0:
        pytest.skip("ended before it was stopped")
    assert process.returncode == 128 + number
    assert said.strip() == "stopped; what was published stays as it was"
    assert not (root / "build/site").exists()


def test_two_builds_at_once_give_one_site_and_one_clear_line(published: Path) -> None:
    before = site_of(published)
    with alone(published / "build"):
        code, said = run(published)
    assert code == 1
    assert said.splitlines()[0] == "build:1:1: BUILD-LOCKED another build is running; wait until it has ended"
    assert site_of(published) == before


def test_a_disk_that_takes_no_more_leaves_the_site(published: Path) -> None:
    before = site_of(published)

    def starve() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    command = [sys.executable, "-m", "broadsheet", "build", "--quiet", "--root", str(published)]
    # In the parent it would be this program that is starved.
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False, preexec_fn=starve)
    assert done.returncode == 1
    assert "; check that there is space and that you may write" in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert site_of(published) == before


@contextmanager
def disk(folder: Path, size: str) -> Iterator[None]:
    """Put a disk of its own at a folder; only root may, and not everywhere."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Fill a disk to its last block."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    return path


def test_a_full_disk_leaves_the_site_and_the_next_build_goes_through(buildable: Project) -> None:
    root = buildable()
    with disk(root / "build", "60m"):
        assert run(root) == (0, "")
        before = site_of(root)
        (root / "corpus/articles/other.txt").write_text(ARTICLE.replace("Monday", "Friday"))
        filler = fill(root / "build")
        code, said = run(root)
        assert code == 1
        assert " No space left on device; check that there is space and that you may write" in said
        assert len(said.splitlines()) == 2
        assert site_of(root) == before
        filler.unlink()
        assert run(root) == (0, "")
        assert "articles/other/index.html" in site_of(root)


def test_a_disk_that_may_only_be_read_leaves_the_site(buildable: Project) -> None:
    root = buildable()
    with disk(root / "build", "60m"):
        assert run(root) == (0, "")
        before = site_of(root)
        subprocess.run(["mount", "-o", "remount,ro", str(root / "build")], check=True)
        code, said = run(root)
        assert code == 1
        assert " Read-only file system; check that there is space and that you may write" in said
        assert site_of(root) == before


@pytest.mark.skipif(sys.platform != "linux", reason="children are found in /proc")
def test_a_worker_that_is_killed_costs_one_article_at_most(buildable: Project) -> None:
    root = buildable(MANY)
    process = started(root, "--jobs", "2")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not (found := children.read_text().split()):
        time.sleep(0.005)
    os.kill(int(found[0]), signal.SIGKILL)
    said = process.communicate(timeout=120)[1]
    assert process.returncode == 0
    told = [line for line in said.splitlines() if " ARTICLE-FAILS " in line]
    pages = [path for path in site_of(root) if path.startswith("articles/a0")]
    assert len(told) <= 1
    assert len(pages) + len(told) >= len(MANY)


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_nobody_may_write_to_is_named(published: Path) -> None:
    (published / "build").chmod(0o500)
    try:
        code, said = run(published)
    finally:
        (published / "build").chmod(0o700)
    assert code == 1
    assert " FILE Permission denied; check that there is space and that you may write" in said
