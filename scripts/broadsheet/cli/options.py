"""Options that several commands share, and how problems are told."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from broadsheet.codes import code_of
from broadsheet.models import ARTICLES
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.render.phrases import count

root = click.option(
    "--root",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=".",
    help="The project's folder: the one with corpus/ and mkdocs.yml.",
)
jobs = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="Processes to use.",
)


def tell(problems: Iterable[Problem]) -> None:
    """Print each problem on one line, those that one remedy mends on one, and how many there are of each level."""
    problems = list(problems)
    for problem in _once(problems):
        click.echo(str(problem) if problem.level == "error" else f"{problem} (warning)", err=True)
    errors = sum(p.level == "error" for p in problems)
    if problems:
        click.echo(f"{count(errors, 'error')}, {count(len(problems) - errors, 'warning')}", err=True)


def refuse_broken(problems: Iterable[Problem]) -> None:
    """Raise BroadsheetError where something is wrong with what all articles share."""
    broken = [p for p in problems if p.level == "error" and not p.path.startswith(f"{ARTICLES}/")]
    if broken:
        raise BroadsheetError(*broken)


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first of the problems that one remedy mends, saying how many more there are, and all others."""
    alike: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        code = code_of(problem.code)
        place = () if code is not None and code.once else (problem.path, str(problem.line), str(problem.column))
        alike.setdefault((problem.code, problem.message, *place), []).append(problem)
    for first, *others in alike.values():
        more = f" (and {count(len(others), 'more place')})" if others else ""
        yield replace(first, message=first.message + more)


_LATEST = 1 << 32
"""Seconds from 1970 on, beyond which a packed file has no time."""


def refuse_odd_time() -> None:
    """Raise UsageError where SOURCE_DATE_EPOCH, by which files are stamped, is no time.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    said = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not (said.isascii() and said.isdigit() and len(said) < 11 and int(said) < _LATEST):
        raise click.UsageError(f"SOURCE_DATE_EPOCH={said[:40]!r} is no number of seconds from 1970 to 2106")
