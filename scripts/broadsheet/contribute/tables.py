"""Reads many articles from a table: CSV with a header line, or JSON Lines. One bad row never stops the rest."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TextIO

from broadsheet.contribute.submissions import SAID, Row, Submission, kind_of, pasted
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read.files import MAX_PAGE_BYTES, read_bytes
from broadsheet.read.shards import MAX_LINE_BYTES, unrepeated

COLUMNS = ("text", "file", *SAID)
"""`text` holds the article itself, `file` names one beside the table; a row has one of them."""


def read_csv(path: Path) -> Iterator[Row]:
    """Yield each row of a CSV file as a submission, or the problem it has."""
    csv.field_size_limit(MAX_PAGE_BYTES)
    return _rows(path, _csv_rows, newline="")


def read_jsonl(path: Path) -> Iterator[Row]:
    """Yield each line of a JSON Lines file as a submission, or the problem it has."""
    return _rows(path, _jsonl_rows)


Line = tuple[int, Mapping[str, Any] | str]
"""1-based line of a row, and its values or what is wrong with it."""


class _RepeatedError(ValueError):
    """A header names a column twice, so that nobody can tell which of the two a row means."""


def _rows(path: Path, reader: Callable[[TextIO], Iterator[Line]], newline: str | None = None) -> Iterator[Row]:
    shown = path.as_posix()
    try:
        with path.open(encoding="utf-8-sig", newline=newline) as file:
            for line, row in reader(file):
                yield _row(path, shown, line, row)
    except _RepeatedError as e:
        what = f"the column {str(e)[:60]!r} is there twice"
        yield Problem(shown, 1, 1, "IMPORT-COLUMN", what, "remove or rename one of the two; no row was taken")
    except UnicodeDecodeError:
        yield Problem(shown, 1, 1, "FILE-ENCODING", "is not UTF-8", "save it as UTF-8")


def _csv_rows(file: TextIO) -> Iterator[Line]:
    rows = csv.reader(file, strict=True)
    before = 0
    header: list[str] | None = None
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as e:
            yield before + 1, f"cannot be read: {e}"
            before = rows.line_num
            continue
        line, before = before + 1, rows.line_num
        if cells is None:
            return
        if header is None:
            header = _header(cells)
        elif any(cells):
            same = len(cells) == len(header)
            said = f"has {len(cells)} cells, and the header names {len(header)}"
            yield line, dict(zip(header, cells, strict=True)) if same else said


def _header(cells: Sequence[str]) -> list[str]:
    """Return the names of the columns; of those without a name there may be many, as spreadsheets write them."""
    names = [cell.strip() for cell in cells]
    for number, name in enumerate(names):
        if name and name in names[:number]:
            raise _RepeatedError(name)
    return names


def _jsonl_rows(file: TextIO) -> Iterator[Line]:
    number = 0
    while text := file.readline(MAX_LINE_BYTES):
        number += 1
        if len(text) == MAX_LINE_BYTES:
            yield number, f"is longer than {MAX_LINE_BYTES:,} characters"
            return
        if text.strip():
            yield number, _json_object(text)


def _json_object(text: str) -> Mapping[str, Any] | str:
    try:
        row = json.loads(text, object_pairs_hook=unrepeated)
    except (ValueError, RecursionError) as e:
        return f"is no JSON: {e}"
    return row if isinstance(row, dict) else "is no JSON object"


def _row(path: Path, shown: str, line: int, row: Mapping[str, Any] | str) -> Row:
    if isinstance(row, str):
        return Problem(shown, line, 1, "IMPORT-ROW", row, "mend the row; the others are taken all the same")
    wrong = [key for key, value in row.items() if key not in COLUMNS and value not in ("", None)]
    if wrong:
        close = get_close_matches(str(wrong[0]), COLUMNS, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"columns are {', '.join(COLUMNS)}"
        return Problem(shown, line, 1, "IMPORT-COLUMN", f"unknown column {str(wrong[0])[:60]!r}", hint)
    said = {key: "" if value is None else value for key, value in row.items() if key in COLUMNS}
    not_text = [key for key, value in said.items() if not isinstance(value, str)]
    if not_text:
        return Problem(shown, line, 1, "IMPORT-ROW", f"{not_text[0]!r} is no text", "write it in quotation marks")
    return _submission(path, shown, line, said)


def _submission(path: Path, shown: str, line: int, said: dict[str, str]) -> Row:
    text, name = said.pop("text", ""), said.pop("file", "").strip()
    if bool(text.strip()) == bool(name):
        return Problem(shown, line, 1, "ADD-TEXT", "has no one text", "give `text`, or `file` beside the table")
    try:
        data = _beside(path, name) if name else pasted(text)
    except BroadsheetError as e:
        return replace(e.problems[0], path=shown, line=line, column=1)
    answers = {key: value.strip() for key, value in said.items()}
    return Submission(data, shown, kind_of(data), line).saying(answers)


def _beside(table: Path, name: str) -> bytes:
    """Return a file of the table's folder; a table from somebody else reads nothing outside it."""
    folder = table.parent.resolve()
    path = folder / name
    if "\0" in name or not path.resolve().is_relative_to(folder):
        hint = "name a file in the folder of the table"
        raise BroadsheetError(Problem(name[:100], 1, 1, "FILE-READ", f"{name[:100]!r} is outside", hint))
    return read_bytes(path, name[:100], MAX_PAGE_BYTES)
