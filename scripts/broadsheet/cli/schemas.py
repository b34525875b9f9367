"""`broadsheet schemas`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.records.schemas import schemas as made


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="schemas")
def schemas(folder: Path) -> None:
    """Write the JSON Schemas of what people write.

    They are written into FOLDER, for editors that complete and check.

    \b
    Example:
      broadsheet schemas
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = made()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"wrote {len(files)} schemas into {folder}")
