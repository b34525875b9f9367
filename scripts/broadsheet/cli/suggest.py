"""`broadsheet suggest`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from broadsheet import pipeline
from broadsheet.check.naming import ENTITIES
from broadsheet.cli import options
from broadsheet.contribute.writing import append
from broadsheet.locking import changing
from broadsheet.render.phrases import count
from broadsheet.suggest import as_lines, as_records, suggestions
from broadsheet.work.examination import local_hands, store_of
from broadsheet.work.progress import Quiet


@click.command()
@click.option(
    "--least-articles", type=click.IntRange(1), default=1, show_default=True, help="How many must name it."
)
@click.option(
    "--least-sure",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="How sure the recogniser must be.",
)
@click.option("--write", is_flag=True, help=f"Add them to {ENTITIES}, marked as proposed.")
@options.root
@options.jobs
def suggest(least_articles: int, least_sure: float, *, write: bool, root: Path, jobs: int) -> None:
    """List the names in the articles that nobody has registered.

    Each is told with what it may be a spelling of. A person decides: add a spelling to a record, make a record of
    its own, or leave it.

    \b
    Examples:
      broadsheet suggest
      broadsheet suggest --least-articles 2 --write
    """
    store = store_of(root) if (root / "build").is_dir() else None
    examined = pipeline.examined(root, local_hands(jobs), store, Quiet())
    entities, themes = examined.corpus.entities, examined.corpus.themes
    found = suggestions(examined.articles, entities, least_articles=least_articles, least_sure=least_sure)
    for suggestion in found:
        for line in as_lines(suggestion):
            click.echo(line)
    if write:
        taken = {e.id for e in entities} | {t.id for t in themes}  # which share their addresses
        _add(root, as_records(found, taken))
    elif found:
        click.echo(f"{count(len(found), 'name')}; `--write` adds them to {ENTITIES} for you to go through")


def _add(root: Path, records: Sequence[str]) -> None:
    """Put records at the end of the file; what people wrote there, comments too, stays as it is."""
    if records:
        heading = "# Proposed by `broadsheet suggest`: confirm, mend or reject.\n"
        with changing(root):
            append(root, ENTITIES, "".join(["\n", heading, *records]))
    click.echo(f"{count(len(records), 'record')} added to {root / ENTITIES}")
