"""`broadsheet export`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import click

from broadsheet import pipeline
from broadsheet.cli import options
from broadsheet.examination import local_hands, store_of
from broadsheet.export import NAMES, files, holdings_of, packages
from broadsheet.export.output import Written, save
from broadsheet.export.parquet import is_available
from broadsheet.link import link
from broadsheet.progress import spoken


@click.command()
@click.option(
    "--format",
    "formats",
    type=click.Choice(NAMES),
    multiple=True,
    help="What to write; give it again for more. Left out: everything.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="export",
    show_default=True,
    help="The folder to write into.",
)
@options.root
@options.jobs
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def export(formats: Sequence[str], out: Path, root: Path, jobs: int, *, quiet: bool) -> None:
    """Write the corpus as data, without building the site.

    \b
    Examples:
      broadsheet export --out ../data
      broadsheet export --format sqlite --format citations
    """
    if "parquet" in formats and not is_available():
        raise click.UsageError("Parquet needs pyarrow: pip install 'broadsheet[parquet]'")
    progress = spoken(quiet=quiet)
    found = pipeline.examined(root, local_hands(jobs), store_of(root), progress)
    options.tell(found.problems)
    holdings = holdings_of(link(found.articles, found.corpus, found.gists), found.corpus)
    listed: list[Written] = []
    number = size = 0
    for file in chain(files(holdings, formats or NAMES), packages(holdings, listed)):
        written = save(file, out)
        number, size = number + 1, size + written.size
        progress.at("files", number, None)
        if file.entry:
            listed.append(written)
            progress.say(f"{file.path}: {written.size:,} bytes")
    progress.say(f"{out}: {options.count(number, 'file')}, {size:,} bytes")
