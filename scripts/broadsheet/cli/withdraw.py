"""`broadsheet withdraw`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.contribute.changes import changed, republished, withdrawn


@click.command()
@click.argument("article")
@click.option("--reason", help="Why, in a sentence that readers see in place of the article.")
@click.option("--undo", is_flag=True, help="Publish it again.")
@options.root
def withdraw(article: str, reason: str | None, root: Path, *, undo: bool) -> None:
    """Take an article down; its page stays and says why.

    Only its sidecar changes. The raw file stays in the repository; where it must go from there too, delete it and
    keep the sidecar (TAKEDOWN.md has the rest).

    \b
    Examples:
      broadsheet withdraw 2023-01-06-outlet-some-words --reason "Taken down at the request of its publisher."
      broadsheet withdraw 2023-01-06-outlet-some-words --undo
    """
    if undo and reason is not None:
        raise click.UsageError("--undo publishes the article again; it takes no --reason")
    if not undo and not (reason or "").strip():
        raise click.UsageError("--reason is missing: say why, readers see it in place of the article")
    told = changed(root, lambda: republished(root, article) if undo else withdrawn(root, article, reason or ""))
    click.echo("\n".join(told))
