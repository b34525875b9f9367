"""What several tests need: a small project of one's own to try things on."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from broadsheet.work import crew, press

ROOT = Path(__file__).resolve().parents[1]

# The same examples on every machine, and no failure because a machine is slow.
# How fast examples are made is how busy the machine is.
settings.register_profile(
    "broadsheet",
    derandomize=True,
    deadline=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("broadsheet")

Project = Callable[..., Path]

CONFIG = "title: Harbour news\ndescription: What was written about a harbour.\n"
ARTICLE = """Harbour bridge to close for repairs

The harbour bridge in Northport will close on Monday for repairs, the city council said.

"The bridge is safe, but old," said Ada Lindqvist, the council's engineer. "We want it to last another fifty years."

Traders on the quay fear for their business. The work is expected to take six weeks.
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the expected files anew instead of comparing")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a function that writes a project: file names below corpus/ and what they hold (None: left out)."""

    def write(files: dict[str, str | bytes | None] | None = None, *, name: str = "project") -> Path:
        root = tmp_path / name
        wanted: dict[str, str | bytes | None] = {"corpus.yml": CONFIG, "articles/2024-05-harbour.txt": ARTICLE}
        wanted |= files or {}
        (root / "corpus" / "articles").mkdir(parents=True)
        for path, content in wanted.items():
            if content is not None:
                target = root / "corpus" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return write


@pytest.fixture
def buildable(project: Project) -> Project:
    """Return a function like `project` whose result also has what building a site needs."""

    def write(files: dict[str, str | bytes | None] | None = None, *, name: str = "project") -> Path:
        root = project(files, name=name)
        shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
        shutil.copytree(ROOT / "templates", root / "templates")
        return root

    return write


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Return a function that lets nobody read a folder, whoever runs the tests."""
    scan = os.scandir

    def shut_one(folder: Path) -> None:
        def scandir(path: str | Path) -> Any:
            if Path(path) == folder:
                raise PermissionError(13, "Permission denied", str(path))
            return scan(path)

        monkeypatch.setattr(os, "scandir", scandir)

    return shut_one


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes be copies of this one, in which what a test has put in the place of something is there too."""
    if "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("processes of this system know nothing of what a test has changed")
    context = multiprocessing.get_context("fork")
    for module in (crew, press):
        monkeypatch.setattr(module, "start_context", lambda: context)
