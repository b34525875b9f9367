"""`broadsheet new`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from broadsheet.starter import start


@click.command()
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="A corpus of news articles", show_default=True, help="What the corpus is called.")
def new(target: Path, title: str) -> None:
    """Begin a corpus of one's own in DIR: configuration, workflows, schemas and an example article.

    \b
    Example:
      broadsheet new harbour-news --title "Harbour news"
    """
    count = start(target, title)
    # It may have been called from an environment that is not switched on.
    called = Path(sys.argv[0]).absolute()
    program = called.as_posix() if called.name == "broadsheet" and not shutil.which("broadsheet") else "broadsheet"
    click.echo(f"wrote {count} files; next: cd {target} && {program} serve")
