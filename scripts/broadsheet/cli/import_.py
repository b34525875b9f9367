"""`broadsheet import`."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

import click

from broadsheet.cli import options
from broadsheet.cli.beside import beside
from broadsheet.export import restore
from broadsheet.problems import Problem
from broadsheet.publish.generator import CONFIG
from broadsheet.render.phrases import count
from broadsheet.render.templates import folder as folder_of_templates


@click.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The new project's folder; it may not have a corpus yet.",
)
def import_(folder: Path, out: Path) -> None:
    """Make a corpus again from an export, byte for byte.

    With the settings of a new project, if it has none. Nothing is written where the export is damaged. FOLDER
    holds articles.jsonl, ledger.jsonl and records.jsonl, as `broadsheet export` writes them below data/. Tables of
    articles from elsewhere are added with `broadsheet add`.

    \b
    Example:
      broadsheet import export/data --out ../copy
    """
    if (out / "corpus").exists():
        raise click.UsageError(f"{out / 'corpus'} exists; name a folder without a corpus")
    warnings, paths = [], set[str]()
    with beside(out / "corpus") as corpus:
        for found in restore(folder):
            if isinstance(found, Problem):
                warnings.append(found)
                continue
            path = corpus / PurePosixPath(found.path).relative_to("corpus")
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab" if found.goes_on else "wb") as file:
                file.write(found.content)
            paths.add(found.path)
    if not (out / CONFIG).exists():
        shutil.copyfile(folder_of_templates() / "starter" / CONFIG, out / CONFIG)
    options.tell(warnings)
    click.echo(f"{out}: {count(len(paths), 'file')}")
