"""`broadsheet merge`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.contribute.changes import changed, merged


@click.command()
@click.argument("record")
@click.argument("into")
@options.root
def merge(record: str, into: str, root: Path) -> None:
    """Make one record of two: the first leads to the second.

    Both are of one person, organisation or place. The first's name and spellings count as the second's from then
    on, and its page leads on.

    \b
    Example:
      broadsheet merge lindqvist ada-lindqvist
    """
    told = changed(root, lambda: merged(root, record, into))
    click.echo("\n".join(told))
