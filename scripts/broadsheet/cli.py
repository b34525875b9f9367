"""The command line: arguments in, exit codes out. 0 fine, 1 problems in the corpus, 2 wrong usage, 3 our fault."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from broadsheet import __version__
from broadsheet.corpus import Entry
from broadsheet.extract import extract as extracted
from broadsheet.pipeline import build as build_site
from broadsheet.pipeline import describe_all, examine
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read import read, read_raw
from broadsheet.records import Entity, OutletRecord, Sidecar

PROBLEMS, USAGE, FAULT, STOPPED = 1, 2, 3, 130


def _tell(problems: Iterable[Problem]) -> None:
    """Print every problem on one line, and how many there are of each level."""
    problems = list(problems)
    for problem in problems:
        click.echo(str(problem) if problem.level == "error" else f"{problem} (warning)", err=True)
    errors = sum(p.level == "error" for p in problems)
    if problems:
        click.echo(f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}", err=True)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


_root = click.option(
    "--root",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=".",
    help="The project's folder: the one with corpus/ and mkdocs.yml.",
)
_jobs = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="Processes to use.",
)


@click.group(epilog="Exit codes: 0 fine, 1 problems in the corpus, 2 wrong usage, 3 a fault of Broadsheet.")
@click.version_option(__version__)
def cli() -> None:
    """Turn a folder of raw news articles into a static site that shows its evidence.

    \b
    Examples:
      broadsheet build                    corpus/ -> build/site/
      broadsheet check                    what is wrong with the corpus
      broadsheet extract article.txt      what is found in one file, as JSON
      broadsheet serve                    the site on this machine, rebuilt on change
    """


@cli.command()
@_root
@_jobs
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def build(root: Path, jobs: int, *, quiet: bool) -> None:
    """Build the site: corpus/ -> build/docs (Markdown) -> build/site (HTML).

    \b
    Examples:
      broadsheet build
      broadsheet build --root ../my-corpus --quiet
    """
    built = build_site(root, jobs=jobs, say=(lambda line: None) if quiet else click.echo)
    _tell(built.problems)


@cli.command()
@_root
@_jobs
def check(root: Path, jobs: int) -> None:
    """Check the corpus: every file, every decision, and every piece of evidence against its raw file.

    \b
    Example:
      broadsheet check
    """
    corpus, _, problems = examine(root, jobs=jobs)
    _tell(problems)
    click.echo(f"{_count(len(corpus.entries), 'article')}: nothing that would stop publishing")


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--jsonl", is_flag=True, help="One line for each file; folders are searched for .txt and .html files."
)
@click.option("--json", "one", is_flag=True, help="One JSON object (the default for a single file).")
@click.option(
    "--corpus",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Use the authority files of this project's corpus.",
)
@_jobs
def extract(files: Sequence[Path], *, jsonl: bool, one: bool, corpus: Path | None, jobs: int) -> None:
    """Say what is found in a file outside any corpus: text, removals, names, statements, as JSON.

    \b
    Examples:
      broadsheet extract article.txt
      broadsheet extract --jsonl articles/ > found.jsonl
      broadsheet extract article.txt --corpus .
    """
    paths = sorted(_articles_in(files)) if jsonl else list(files)
    if not jsonl and (one or len(paths) > 1) and len(paths) > 1:
        raise click.UsageError("--json takes one file; use --jsonl for more")
    entries, problems = _entries(paths)
    known = _known(corpus)
    described = describe_all(entries, *known, jobs=jobs)
    for entry, article in zip(entries, described, strict=True):
        found = extracted(article, entry.raw.path)
        click.echo(json.dumps(found, ensure_ascii=False, indent=None if jsonl else 2))
    if problems:
        raise BroadsheetError(*problems)


def _articles_in(files: Iterable[Path]) -> Iterator[Path]:
    for path in files:
        if path.is_dir():
            yield from (p for p in path.rglob("*") if p.suffix in (".txt", ".html") and p.is_file())
        else:
            yield path


def _entries(paths: Iterable[Path]) -> tuple[list[Entry], list[Problem]]:
    """Return the readable files as articles without a sidecar, and what is wrong with the others."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            raw = read_raw(path, path.as_posix())
        except BroadsheetError as e:
            problems += e.problems
            continue
        entries.append(Entry(raw, Sidecar(), ""))
    return entries, problems


def _known(root: Path | None) -> tuple[tuple[Entity, ...], tuple[OutletRecord, ...]]:
    if root is None:
        return (), ()
    corpus, problems = read(root)
    if corpus is None:
        raise BroadsheetError(*problems)
    return corpus.entities, corpus.outlets


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line: the one place where problems become lines and exit codes."""
    args = None if arguments is None else list(arguments)
    try:
        sys.exit(cli.main(args, prog_name="broadsheet", standalone_mode=False) or 0)
    except click.ClickException as e:
        e.show()
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; what was published stays as it was", err=True)
        sys.exit(STOPPED)
    except BroadsheetError as e:
        _tell(e.problems)
        sys.exit(PROBLEMS)
    except OSError as e:
        where = str(e.filename or "build")
        _tell(
            [
                Problem(
                    where, 1, 1, "FILE", e.strerror or str(e), "check that there is space and that you may write"
                )
            ]
        )
        sys.exit(PROBLEMS)
    except Exception:
        _blame_us(traceback.format_exc())
        sys.exit(FAULT)


def _blame_us(trace: str) -> None:
    """Say that it is not the corpus's fault, and keep the trace where a report can take it from."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="broadsheet-", suffix=".txt", delete=False, encoding="utf-8"
    ) as log:
        log.write(trace)
    click.echo(f"This is a fault of Broadsheet, not of your corpus. Please report it with {log.name}.", err=True)
