"""`broadsheet reject`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.contribute.changes import changed
from broadsheet.contribute.names import rejected


@click.command()
@click.argument("records", nargs=-1, required=True)
@options.root
def reject(records: tuple[str, ...], root: Path) -> None:
    """Reject records that were proposed, by id or name.

    What is spelled so is no name from then on: it has no page and is not suggested again. The record stays as
    people's answer; `broadsheet confirm` takes it back.

    \b
    Example:
      broadsheet reject "Western District" x-ray-person
    """
    told = changed(root, lambda: rejected(root, records))
    click.echo("\n".join(told) or "nothing to do: all of them are rejected")
