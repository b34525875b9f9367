"""`broadsheet build`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet import pipeline
from broadsheet.cli import options
from broadsheet.progress import spoken


@click.command()
@options.root
@options.jobs
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def build(root: Path, jobs: int, *, quiet: bool) -> None:
    """Build the site: corpus/ -> build/docs (Markdown) -> build/site (HTML).

    \b
    Examples:
      broadsheet build
      broadsheet build --root ../my-corpus --quiet
    """
    built = pipeline.build(root, jobs=jobs, progress=spoken(quiet=quiet))
    options.tell(built.problems)
