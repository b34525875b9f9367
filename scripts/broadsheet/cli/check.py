"""`broadsheet check`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet import pipeline
from broadsheet.cli import options


@click.command()
@options.root
@options.jobs
def check(root: Path, jobs: int) -> None:
    """Check the corpus: every file, every decision, and every piece of evidence against its raw file.

    \b
    Example:
      broadsheet check
    """
    corpus, _, problems = pipeline.examine(root, jobs=jobs)
    options.tell(problems)
    click.echo(f"{options.count(len(corpus.entries), 'article')}: nothing that would stop publishing")
