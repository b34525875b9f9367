"""`broadsheet confirm`."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from broadsheet.cli import options
from broadsheet.contribute.changes import changed
from broadsheet.contribute.names import confirmed
from broadsheet.models import EntityType
from broadsheet.records import Entity

_TYPES = get_args(Entity.model_fields["type"].annotation)


@click.command()
@click.argument("records", nargs=-1, required=True)
@click.option("--type", "kind", type=click.Choice(_TYPES), help="What they are, if not what was proposed.")
@options.root
def confirm(records: tuple[str, ...], kind: EntityType | None, root: Path) -> None:
    """Confirm records that were proposed, by id or name.

    They are those of people, organisations and places that `broadsheet suggest --write` wrote. What is no name at
    all is rejected with `broadsheet reject`.

    \b
    Examples:
      broadsheet confirm "Ada Lindqvist" northport-place
      broadsheet confirm --type organisation northport-united
    """
    told = changed(root, lambda: confirmed(root, records, kind))
    click.echo("\n".join(told) or "nothing to do: none of them is proposed")
