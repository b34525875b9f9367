"""A clock that runs backwards, or leaps ahead, takes nothing away and leaves nothing old on the site."""

import os
import shutil
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from broadsheet import store
from broadsheet.pipeline import build
from tests.conftest import ARTICLE, Project

YEARS = 40 * 365 * 86_400


def below(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def shift(folder: Path, seconds: float) -> None:
    for path in folder.rglob("*"):
        found = path.stat()
        os.utime(path, (found.st_atime + seconds, found.st_mtime + seconds))


def used(root: Path) -> list[Path]:
    """Return the files of the store that the last build used."""
    cache = root / "build/cache"
    names = max(cache.glob("used-*")).read_text(encoding="ascii").split()
    assert names
    return [cache / name[:2] / name[2:] for name in names]


def test_builds_in_the_past_and_in_the_future_of_the_last_one_are_right(
    buildable: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = buildable({"articles/other.txt": ARTICLE.replace("Monday", "Friday")})
    build(root)
    for turn, (files, clock) in enumerate(((YEARS, 0), (0, -YEARS), (-2 * YEARS, YEARS))):
        known = used(root)
        shift(root, files)
        now = time.time() + clock
        monkeypatch.setattr(store, "time", SimpleNamespace(time=lambda now=now: now))
        # As long as it was: what is old must not be told by size and time alone.
        text = ARTICLE.replace("six weeks", f"{turn + 3} years")
        (root / "corpus/articles/other.txt").write_text(text, encoding="utf-8")
        build(root)
        fresh = buildable(name=f"fresh{turn}")
        shutil.copytree(root / "corpus", fresh / "corpus", dirs_exist_ok=True)
        build(fresh)
        for made in ("docs", "site"):
            assert below(root / "build" / made) == below(fresh / "build" / made)
        assert [path for path in (*known, *used(root)) if not path.exists()] == []
