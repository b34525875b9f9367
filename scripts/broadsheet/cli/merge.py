"""`broadsheet merge`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.contribute.changes import changed
from broadsheet.contribute.names import merged, parted


@click.command()
@click.argument("record")
@click.argument("into", required=False)
@click.option("--undo", is_flag=True, help="Let the record stand for itself again.")
@options.root
def merge(record: str, into: str | None, root: Path, *, undo: bool) -> None:
    """Make one record of two: the first leads to the second.

    Both are of one person, organisation or place. The first's name and spellings count as the second's from then
    on, and its page leads on.

    \b
    Examples:
      broadsheet merge lindqvist ada-lindqvist
      broadsheet merge lindqvist --undo
    """
    if undo == (into is not None):
        raise click.UsageError("name the record that it leads to, or --undo and none")
    told = changed(root, lambda: parted(root, record) if into is None else merged(root, record, into))
    click.echo("\n".join(told))
