"""Reads many articles from a table: CSV with a header line, or JSON Lines. One bad row never stops the rest.

Columns may be called as spreadsheets call them (`words/columns.yml`), or a person says what each is.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from broadsheet.contribute.columns import Reading, says_nothing, unknown_columns
from broadsheet.contribute.known import in_order
from broadsheet.contribute.submissions import Row, Submission, kind_of, pasted
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read.files import MAX_PAGE_BYTES, read_bytes
from broadsheet.read.shards import MAX_LINE_BYTES, unrepeated, what_json_says

_DAYS = ("date", "collected")
_CONTENT = ("text", "file")
_PARTING = ",;\t"
"""What may part the cells of a table: spreadsheets write the second where a comma stands within numbers."""


def read_csv(path: Path, reading: Reading | None = None) -> Iterator[Row]:
    """Yield each row of a CSV file as a submission, or the problem it has."""
    csv.field_size_limit(MAX_PAGE_BYTES)
    return _rows(path, _csv_rows, reading or Reading(), newline="")


def read_jsonl(path: Path, reading: Reading | None = None) -> Iterator[Row]:
    """Yield each line of a JSON Lines file as a submission, or the problem it has."""
    return _rows(path, _jsonl_rows, reading or Reading())


Line = tuple[int, Mapping[str, Any] | str]
"""1-based line of a row, and its values or what is wrong with it."""


class _RepeatedError(ValueError):
    """A header names a column twice, so that nobody can tell which of the two a row means."""


def _rows(
    path: Path, reader: Callable[[TextIO], Iterator[Line]], reading: Reading, newline: str | None = None
) -> Iterator[Row]:
    shown, line = path.as_posix(), 0
    try:
        with path.open(encoding="utf-8-sig", newline=newline) as file:
            for line, row in reader(file):
                if isinstance(row, str):
                    hint = "mend the row; the others are taken all the same"
                    yield Problem(shown, line, 1, "IMPORT-ROW", row, hint)
                elif (unknown := reading.unknown(row)) is None:
                    yield _row(path, shown, line, row, reading)
                elif unknown:
                    yield unknown_columns(shown, line, unknown)
        if not line:
            hint = "give one with an article in each row, a CSV file with the names of its columns above them"
            yield Problem(shown, 1, 1, "ADD-TEXT", "holds no article", hint)
    except BroadsheetError as e:
        yield from (replace(problem, path=shown) for problem in e.problems)
    except _RepeatedError as e:
        what = f"the column {str(e)[:60]!r} is there twice"
        yield Problem(shown, 1, 1, "IMPORT-COLUMN", what, "remove or rename one of the two; no row was taken")
    except UnicodeDecodeError:
        yield Problem(shown, 1, 1, "FILE-ENCODING", "is not UTF-8", "save it as UTF-8")


def _csv_rows(file: TextIO) -> Iterator[Line]:
    first = file.readline(MAX_LINE_BYTES)
    rows = csv.reader(_lines(first, file), strict=True, delimiter=max(_PARTING, key=first.count))
    before = 0
    header: list[str] | None = None
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as e:
            yield before + 1, f"cannot be read: {e}"
            before = rows.line_num
            if header is None:  # nobody knows what the columns of the others are
                return
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


def _lines(line: str, file: TextIO) -> Iterator[str]:
    """Yield the lines of a table. Raises BroadsheetError where one is longer than any article."""
    number = 1
    while line:
        if len(line) == MAX_LINE_BYTES:
            what = f"is longer than {MAX_LINE_BYTES:,} characters"
            raise BroadsheetError(
                Problem("", number, 1, "IMPORT-ROW", what, "give a table with a line for each row")
            )
        yield line
        line, number = file.readline(MAX_LINE_BYTES), number + 1


def _header(cells: Sequence[str]) -> list[str]:
    """Return the names of the columns; of those without a name there may be many, as spreadsheets write them."""
    names = [cell.strip() for cell in cells]
    times = Counter(filter(None, names))
    for name in times:
        if times[name] > 1:
            raise _RepeatedError(name)
    return names


def _jsonl_rows(file: TextIO) -> Iterator[Line]:
    number = 0
    while text := file.readline(MAX_LINE_BYTES):
        number += 1
        if len(text) == MAX_LINE_BYTES:
            yield number, f"is longer than {MAX_LINE_BYTES:,} characters"
            while text and not text.endswith("\n"):
                text = file.readline(MAX_LINE_BYTES)
            continue
        if text.strip():
            yield number, _json_object(text)


def _json_object(text: str) -> Mapping[str, Any] | str:
    try:
        row = json.loads(text, object_pairs_hook=unrepeated)
    except (ValueError, RecursionError) as e:
        return f"is no JSON: {what_json_says(e)}"
    return row if isinstance(row, dict) else "is no JSON object"


def _row(path: Path, shown: str, line: int, row: Mapping[str, Any], reading: Reading) -> Row:
    said: dict[str, str] = {}
    ground = ""
    for column, value in row.items():
        key = reading.key(column)
        if not key or value in ("", None):
            continue
        if not isinstance(value, str):
            return Problem(shown, line, 1, "IMPORT-ROW", f"{column!r} is no text", "write it in quotation marks")
        if key in said:
            what = f"{column[:60]!r} and another column are both the {key!r}"
            return Problem(
                shown, line, 1, "IMPORT-COLUMN", what, f"leave one out, `--column {column[:60] + '='!r}`"
            )
        if key not in _CONTENT and says_nothing(value):
            continue
        said[key] = in_order(value.strip(), reading.order) if key in _DAYS else value
        if key == "date":
            ground = reading.date_note or f"The column “{column[:60]}” of {path.name} says so."
    if "date" in said:
        said.setdefault("date_note", ground)
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
