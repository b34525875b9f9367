"""Checks a corpus; what has not changed since the last check or build is not looked at again."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from broadsheet.problems import Problem
from broadsheet.work.examination import examine_all, local_hands, store_of
from broadsheet.work.progress import Progress

ARTICLES = "corpus/articles"


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


def _wanted(root: Path, paths: Collection[Path]) -> Callable[[str], bool] | None:
    """Return which articles paths mean: all, where one of them is an authority file or holds many articles."""
    names: set[str] = set()
    home = root.resolve()
    for path in paths:
        inside = os.path.relpath(os.path.abspath(path), home).replace(os.sep, "/")
        if path.is_dir() and not path.is_symlink():
            found = set(_walk(home, inside))
        elif inside.startswith("corpus/") and not inside.startswith(f"{ARTICLES}/"):
            return None
        else:
            found = {inside}
        if any(shown.endswith(".jsonl") for shown in found):
            return None
        names |= set(map(_id_of, found))
    return names.__contains__


def _id_of(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _walk(root: Path, below: str) -> Iterator[str]:
    """Yield every file below a folder of the project; links are not followed."""
    with suppress(FileNotFoundError), os.scandir(root / below) as found:
        for item in found:
            shown = f"{below}/{item.name}"
            if item.is_dir(follow_symlinks=False):
                yield from _walk(root, shown)
            else:
                yield shown
