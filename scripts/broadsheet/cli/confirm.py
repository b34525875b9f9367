"""`broadsheet confirm`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.contribute.changes import confirmed, make


@click.command()
@click.argument("records", nargs=-1, required=True)
@options.root
def confirm(records: tuple[str, ...], root: Path) -> None:
    """Confirm records that were proposed, by id or name.

    They are those of people, organisations and places that `broadsheet suggest --write` wrote.

    \b
    Example:
      broadsheet confirm "Ada Lindqvist" northport-place
    """
    told = make(root, confirmed(root, records))
    click.echo("\n".join(told) or "nothing to do: none of them is proposed")
