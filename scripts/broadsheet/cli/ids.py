"""`broadsheet ids`."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.contribute.writing import replace_text
from broadsheet.locking import changing
from broadsheet.problems import BroadsheetError
from broadsheet.read import read
from broadsheet.render.phrases import count

HEAD = """# yaml-language-server: $schema=../schemas/published.schema.json
# Ids that were published and never vanish; written by `broadsheet ids --write`.
"""


@click.command()
@click.option("--write", is_flag=True, help="Note all ids in corpus/published.yml, those already there included.")
@options.root
def ids(root: Path, *, write: bool) -> None:
    """List the permanent ids of the corpus.

    They are those of its articles and of what was published before.

    \b
    Examples:
      broadsheet ids
      broadsheet ids --write
    """
    with changing(root) if write else nullcontext():
        corpus, problems = read(root, lambda name: False)
        broken = [p for p in problems if p.path == "corpus/published.yml"]
        if corpus is None or broken:
            raise BroadsheetError(*problems)
        known = sorted(corpus.ids | {published.id for published in corpus.published})
        if not write:
            click.echo("\n".join(known))
            return
        text = HEAD + "".join(f"- id: {name}\n" for name in known)
        replace_text(root / "corpus/published.yml", text)
        click.echo(f"noted {count(len(known), 'id')} in corpus/published.yml")
