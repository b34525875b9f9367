"""Checks a corpus; what has not changed since the last check or build is not looked at again."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from broadsheet.models import ARTICLES
from broadsheet.problems import Problem
from broadsheet.work.examination import examine_all, local_hands, store_of
from broadsheet.work.progress import Progress


@dataclass(frozen=True)
class Checked:
    """What a check has found."""

    problems: tuple[Problem, ...]
    articles: int
    """How many of them the check was about: all, or those of the paths."""
    looked_at: int
    """How many of them were described again."""


def recheck(
    root: Path, paths: Collection[Path] = (), *, jobs: int = 1, progress: Progress | None = None
) -> Checked:
    """Return all problems of the corpus below `root`; articles that have not changed are not looked at again.

    With `paths`, only the articles among these files and folders are looked at; their problems and those of
    the authority files are told.
    """
    wanted = _wanted(root, paths) if paths else None
    store = store_of(root)
    found, problems = examine_all(root, local_hands(jobs), store=store, wanted=wanted, progress=progress)
    if found is None:
        return Checked(tuple(problems), 0, 0)
    if wanted is None:
        store.sweep(found.keys, by="check")
    return Checked(tuple(problems), len(found.outcomes), found.fresh)


def _wanted(root: Path, paths: Iterable[Path]) -> Callable[[str], bool] | None:
    """Return which articles paths mean: all, where one of them is an authority file or holds many articles."""
    names: set[str] = set()
    articles = root.resolve() / ARTICLES
    for path in map(placed, paths):
        if not path.is_relative_to(articles):
            return None
        is_folder = path.is_dir() and not path.is_symlink()
        found = [name for _, _, inside in os.walk(path) for name in inside] if is_folder else [path.name]
        if any(name.endswith(".jsonl") for name in found):
            return None
        names.update(PurePath(name).stem for name in found)
    return names.__contains__


def placed(path: Path) -> Path:
    """Return where a path lies, whatever links lead there; it may be a link itself."""
    whole = Path(os.path.abspath(path))
    return whole.parent.resolve() / whole.name
