"""What the exports have of one article: made once, and kept while nothing changes that it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic_core import from_json, to_json

from broadsheet.export.output import File, ready


@dataclass(frozen=True)
class Sheet:
    """An article's own files, and its rows in the tables."""

    files: tuple[File, ...]
    """None of them is named in lists."""
    rows: Mapping[str, bytes]
    """By table, as JSON Lines."""


def packed(files: Iterable[File], rows: Mapping[str, bytes]) -> bytes:
    """Return a sheet as bytes: a line that says what follows and how long it is, then one after the other."""
    made = [(file.path, file.media_type, b"".join(file.chunks())) for file in files]
    head = {
        "files": [(path, media_type, len(content)) for path, media_type, content in made],
        "rows": [(table, len(lines)) for table, lines in rows.items()],
    }
    return b"".join((to_json(head), b"\n", *(content for _, _, content in made), *rows.values()))


def unpacked(data: bytes) -> Sheet:
    """Return the sheet that was packed."""
    at = data.index(b"\n") + 1
    head = from_json(data[:at])
    files, rows = [], {}
    for path, media_type, size in head["files"]:
        files.append(File(path, media_type, ready(data[at : at + size])))
        at += size
    for table, size in head["rows"]:
        rows[table] = data[at : at + size]
        at += size
    return Sheet(tuple(files), rows)
