"""`broadsheet extract`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.contribute.folders import find_files
from broadsheet.corpus import Entry
from broadsheet.extract import extract as found_in
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read import read_raw, survey
from broadsheet.records import Entity, OutletRecord, Sidecar
from broadsheet.work.workers import describe_all


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--jsonl", is_flag=True, help="One line for each file; folders are searched for .txt and .html files."
)
@click.option(
    "--corpus",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Use the authority files of this project's corpus.",
)
@options.jobs
def extract(files: Sequence[Path], *, jsonl: bool, corpus: Path | None, jobs: int) -> None:
    """Say what is found in a file outside any corpus, as JSON.

    That is its text, what was removed, names and statements.

    \b
    Examples:
      broadsheet extract article.txt
      broadsheet extract --jsonl articles/ > found.jsonl
      broadsheet extract article.txt --corpus .
    """
    if not jsonl and (len(files) > 1 or files[0].is_dir()):
        raise click.UsageError("several files make several objects: use --jsonl, which prints each on a line")
    problems: list[Problem] = []
    for outcome in describe_all(_entries(find_files(files), problems), *_known(corpus), jobs=jobs):
        if isinstance(outcome, Problem):
            problems.append(outcome)
            continue
        click.echo(json.dumps(found_in(outcome), ensure_ascii=jsonl, indent=None if jsonl else 2))
    if problems:
        raise BroadsheetError(*problems)


def _entries(paths: Iterable[Path | Problem], problems: list[Problem]) -> Iterator[Entry]:
    """Yield the readable files as articles without a sidecar; what is wrong with the others goes to `problems`."""
    for path in paths:
        if isinstance(path, Problem):
            problems.append(path)
            continue
        try:
            yield Entry(read_raw(path, path.as_posix()), Sidecar(), "")
        except BroadsheetError as e:
            problems += e.problems


def _known(root: Path | None) -> tuple[tuple[Entity, ...], tuple[OutletRecord, ...]]:
    if root is None:
        return (), ()
    corpus, problems = survey(root, lambda _: False)
    if corpus is None:
        raise BroadsheetError(*problems)
    options.refuse_broken(problems)
    return corpus.entities, corpus.outlets
