"""`broadsheet withdraw`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.contribute.changes import changed, withdrawn


@click.command()
@click.argument("article")
@click.option("--reason", required=True, help="Why, in a sentence that readers see in place of the article.")
@options.root
def withdraw(article: str, reason: str, root: Path) -> None:
    """Take an article down; its page stays and says why.

    Only its sidecar changes. The raw file stays in the repository; where it must go from there too, delete it and
    keep the sidecar (TAKEDOWN.md has the rest).

    \b
    Example:
      broadsheet withdraw 2023-01-06-outlet-some-words --reason "Taken down at the request of its publisher."
    """
    if not reason.strip():
        raise click.UsageError("--reason is empty: say why, readers see it in place of the article")
    told = changed(root, lambda: withdrawn(root, article, reason))
    click.echo("\n".join(told))
