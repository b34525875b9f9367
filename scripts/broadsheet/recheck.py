"""Checks only what changed since the last check, and what the change touches."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from broadsheet.check import check, check_addresses, check_decisions, statements_of
from broadsheet.corpus import Corpus, Entry
from broadsheet.problems import Problem
from broadsheet.read import read
from broadsheet.verify import verify
from broadsheet.workers import describe_all

ARTICLES = "corpus/articles"
CACHE = "build/cache/check.json"

# What the description of an article depends on besides its own two files.
_SHARED = ("entities.yml", "outlets.yml")


@dataclass(frozen=True)
class Checked:
    """What a check has found."""

    problems: tuple[Problem, ...]
    articles: int
    """How many there are."""
    looked_at: int
    """How many of them were read and described again."""


@dataclass
class _Known:
    """What the last check said of the articles, by id."""

    stamps: dict[str, str] = field(default_factory=dict)
    statements: dict[str, list[str]] = field(default_factory=dict)
    problems: dict[str, list[list[Any]]] = field(default_factory=dict)


def recheck(root: Path, paths: Collection[Path] = (), *, jobs: int = 1) -> Checked:
    """Return all problems of the corpus below `root`; articles that have not changed are not looked at again.

    With `paths`, only the articles among these files and folders are looked at; their problems and those of
    the authority files are told.
    """
    key, stamps = _key(root), _stamps(root)
    known = _load(root / CACHE, key)
    chosen = _chosen(root, paths, stamps)
    fresh = {name for name in chosen if known.stamps.get(name) != stamps[name]}
    corpus, problems = read(root, fresh.__contains__)
    if corpus is None:
        return Checked(tuple(problems), len(stamps), 0)
    problems += check(corpus)
    entries = _sound(corpus, problems)
    outcomes = describe_all(entries, corpus.entities, corpus.outlets, jobs=jobs)
    described = set()
    for outcome, entry in zip(outcomes, entries, strict=True):
        if isinstance(outcome, Problem):
            problems.append(outcome)
            continue
        problems += [*verify(outcome, entry.raw), *check_decisions(entry, outcome)]
        known.statements[outcome.id] = statements_of(outcome)
        described.add(outcome.id)
    _note(known, fresh, stamps, problems, described)
    told = {*problems, *check_addresses(corpus, known.statements)}
    told |= {Problem(*row) for name in chosen - fresh for row in known.problems.get(name, ())}
    _save(root / CACHE, key, known)
    return Checked(tuple(sorted(told)), len(corpus.ids), len(fresh))


def _sound(corpus: Corpus, problems: Collection[Problem]) -> list[Entry]:
    """Return the articles that can be described: those without an error in their own files."""
    broken = {_id_of(p.path) for p in problems if p.level == "error" and p.path.startswith(ARTICLES)}
    return [entry for entry in corpus.entries if entry.raw.id not in broken]


def _note(
    known: _Known, fresh: set[str], stamps: dict[str, str], problems: list[Problem], described: set[str]
) -> None:
    """Write down what was found; an article that could not be described is looked at again next time."""
    for name in fresh | (known.stamps.keys() - stamps.keys()):
        known.problems.pop(name, None)
        known.stamps.pop(name, None)
    for name in known.statements.keys() - known.stamps.keys() - described:
        known.statements.pop(name)
    known.stamps |= {name: stamps[name] for name in described}
    for problem in problems:
        name = _id_of(problem.path)
        if problem.path.startswith(ARTICLES) and name in described:
            known.problems.setdefault(name, []).append(list(astuple(problem)))


# ------------------------------------------------------------------ files


def _id_of(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _chosen(root: Path, paths: Collection[Path], stamps: Mapping[str, str]) -> set[str]:
    """Return the ids of the articles that paths mean: all, where one of them is an authority file."""
    if not paths:
        return set(stamps)
    names: set[str] = set()
    home = root.resolve()
    for path in paths:
        inside = os.path.relpath(os.path.abspath(path), home).replace(os.sep, "/")
        if path.is_dir() and not path.is_symlink():
            names |= {_id_of(shown) for shown, _ in _walk(home, inside)}
        elif inside.startswith("corpus/") and not inside.startswith(f"{ARTICLES}/"):
            return set(stamps)
        else:
            names.add(_id_of(inside))
    return names & stamps.keys()


def _walk(root: Path, below: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every file below a folder of the project with what the system says of it; links are not followed."""
    with suppress(FileNotFoundError), os.scandir(root / below) as found:
        for item in found:
            shown = f"{below}/{item.name}"
            if item.is_dir(follow_symlinks=False):
                yield from _walk(root, shown)
            else:
                yield shown, item.stat(follow_symlinks=False)


def _stamps(root: Path) -> dict[str, str]:
    """Return for each article id what changes whenever one of its files does."""
    found: dict[str, list[str]] = {}
    for shown, stat in _walk(root, ARTICLES):
        stamp = f"{shown} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"
        found.setdefault(_id_of(shown), []).append(stamp)
    return {name: "\n".join(sorted(stamps)) for name, stamps in found.items()}


def _key(root: Path) -> str:
    """Return what changes whenever the program, or what all articles are described by, does."""
    digest = hashlib.sha256()
    package = Path(str(files("broadsheet")))
    shared = [root / "corpus" / name for name in _SHARED]
    for path in [*sorted(p for p in package.rglob("*") if p.suffix in (".py", ".yml", ".gz")), *shared]:
        if path.is_file() and not path.is_symlink():
            digest.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _load(path: Path, key: str) -> _Known:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["key"] == key:
            return _Known(data["stamps"], data["statements"], data["problems"])
    except (OSError, ValueError, KeyError, TypeError):  # none yet, or not ours: everything is looked at
        pass
    return _Known()


def _save(path: Path, key: str, known: _Known) -> None:
    data = {"key": key, "stamps": known.stamps, "statements": known.statements, "problems": known.problems}
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.write_text(json.dumps(data, separators=(",", ":")), encoding="utf-8")
    new.replace(path)
