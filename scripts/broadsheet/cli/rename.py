"""`broadsheet rename`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.contribute.changes import changed, renamed


@click.command()
@click.argument("article")
@click.argument("new_id")
@click.option("--why", default="", help="The ground, for those who read it later.")
@click.option("--unpublished", is_flag=True, help="Leave no page that leads on: nobody has seen the old id.")
@options.root
def rename(article: str, new_id: str, why: str, root: Path, *, unpublished: bool) -> None:
    """Give an article another id.

    Its files and the statements that decisions and themes name change with it, and the old id leads on.

    \b
    Example:
      broadsheet rename 2023-01-06-outlet-some-words 2023-01-05-outlet-some-words --why "The date was wrong."
    """
    told = changed(root, lambda: renamed(root, article, new_id, why, redirect=not unpublished))
    click.echo("\n".join(told))
