"""`broadsheet report`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.report import report as written


@click.command()
@click.argument("span", metavar="BASE..HEAD")
@options.root
def report(span: str, root: Path) -> None:
    """Say in Markdown what a change does to the site.

    That is to articles, cleaning, names, statements, and what is not stated. The change is what HEAD has that it
    had not when it left BASE; both are revisions of the repository.

    \b
    Examples:
      broadsheet report main..HEAD
      broadsheet report HEAD~1..
    """
    click.echo(written(root, span), nl=False)
