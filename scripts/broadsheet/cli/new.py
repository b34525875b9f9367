"""`broadsheet new`."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import click
from pydantic import TypeAdapter, ValidationError

from broadsheet.cli.beside import beside
from broadsheet.records import Line
from broadsheet.starter import refuse_taken, start


@click.command()
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="A corpus of news articles", show_default=True, help="What the corpus is called.")
def new(target: Path, title: str) -> None:
    """Begin a corpus of one's own in DIR.

    It gets settings, workflows, schemas, an example article and a README that says how to go on.

    \b
    Example:
      broadsheet new harbour-news --title "Harbour news"
    """
    try:
        TypeAdapter(Line).validate_python(title)
    except ValidationError:
        raise click.UsageError(
            f"--title {title[:60]!r} will not do: give up to 500 characters on one line"
        ) from None
    refuse_taken(target)
    with beside(target.resolve()) as folder:
        count = start(folder, title)
    click.echo(f"wrote {count} files; next: cd {shlex.quote(str(target))} && {_program()} serve")
    click.echo("its README.md says how to go on")


def _program() -> str:
    """Return how this program is called from anywhere: its environment may not be switched on."""
    if shutil.which("broadsheet"):
        return "broadsheet"
    called = Path(sys.argv[0]).absolute()
    if called.name == "broadsheet":
        return shlex.quote(called.as_posix())
    return f"{shlex.quote(Path(sys.executable).as_posix())} -m broadsheet"
