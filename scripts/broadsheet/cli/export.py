"""`broadsheet export`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import click

from broadsheet import pipeline
from broadsheet.cli import options
from broadsheet.cli.beside import beside
from broadsheet.export import NAMES, Holdings, Written, files, packages, save
from broadsheet.export.parquet import is_available
from broadsheet.render.phrases import count
from broadsheet.work.examination import local_hands, store_of
from broadsheet.work.progress import spoken

_FOLDERS = {"articles", "data"}
"""Where the files of an export lie."""
_MARK = "data/ro-crate-metadata.json"
"""A file that every export has."""


@click.command()
@click.option(
    "--format",
    "formats",
    type=click.Choice(NAMES),
    multiple=True,
    help="What to write; give it again for more. Left out: everything.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    show_default="export/ in the project's folder",
    help="The folder to write; the last export in it is replaced.",
)
@options.root
@options.jobs
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def export(formats: Sequence[str], out: Path | None, root: Path, jobs: int, *, quiet: bool) -> None:
    """Write the corpus as data, without building the site.

    What an earlier export wrote into the folder is gone when the new one stands there: an article that was taken
    down is taken down here too. A folder with anything else in it is left alone.

    \b
    Examples:
      broadsheet export --out ../data
      broadsheet export --format sqlite --format citations
    """
    if "parquet" in formats and not is_available():
        raise click.UsageError("Parquet needs pyarrow: pip install 'broadsheet[parquet]'")
    target = (root / "export" if out is None else out).resolve()
    if target.is_relative_to((root / "corpus").resolve()):
        raise click.UsageError(f"{target} is in the corpus; name a folder outside it")
    _refuse_foreign(target)
    progress = spoken(quiet=quiet)
    store = store_of(root)
    found = pipeline.examined(root, local_hands(jobs), store, progress)
    options.tell(found.problems)
    holdings = Holdings(pipeline.linked(found), found.corpus)
    listed: list[Written] = []
    number = size = 0
    with beside(target) as new:
        for file in chain(files(holdings, formats or NAMES), packages(holdings, listed)):
            written = save(file, new)
            number, size = number + 1, size + written.size
            progress.at("files", number, None)
            if file.entry:
                listed.append(written)
                progress.say(f"{file.path}: {written.size:,} bytes")
    store.sweep(found.keys, by="export")
    progress.say(f"{target}: {count(number, 'file')}, {size:,} bytes")


def _refuse_foreign(folder: Path) -> None:
    """Raise UsageError where a folder holds what no export wrote."""
    there = {path.name for path in folder.iterdir()} if folder.exists() else set()
    foreign = sorted(there - _FOLDERS) or sorted(there if not (folder / _MARK).is_file() else ())
    if foreign:
        raise click.UsageError(f"{folder} holds what no export wrote ({foreign[0]}); name another folder")
