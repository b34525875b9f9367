"""Makes a corpus again from its export: `articles.jsonl`, `ledger.jsonl` and `records.jsonl`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from broadsheet.export.rows import ArticleRow, LedgerRow, RecordRow, Row
from broadsheet.models import ARTICLES
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.records import ID_FORM

R = TypeVar("R", bound=Row)

# What an export may write, and nothing else: it may come from anybody.
# A name that is one on every system, and hides nothing.
_NAME = r"(?![. ])[^\x00-\x1f\x7f<>:\"/\\|?*]{1,200}(?<![. ])"
_FOLDER = rf"{ARTICLES}/(?:{_NAME}/){{0,8}}"
_ARTICLE = re.compile(rf"{_FOLDER}{ID_FORM}\.(?:txt|html|yml)")
_LINE = re.compile(rf"({_FOLDER}{_NAME}\.jsonl):[0-9]{{1,9}}")
_LONGEST = 1 << 28
"""Bytes of a row: a saved page of 10 million characters may be that many pieces."""
_AUTHORITY = re.compile(rf"corpus/(?:[a-z]+|entities/{_NAME})\.yml")


@dataclass(frozen=True)
class Restored:
    """A file of the corpus, as it was."""

    path: str
    """Relative to the project's folder, with forward slashes."""
    content: bytes
    goes_on: bool = False
    """Whether it goes on in the file of what came before, where that is the same file."""


def restore(folder: Path) -> Iterator[Restored | Problem]:
    """Yield every file of an exported corpus, and a warning for each article that was not given away whole.

    Raises BroadsheetError where the export is damaged.
    """
    given = set()
    for row in _rows(folder, "ledger", LedgerRow):
        given.add(row.article)
        content = _content(row)
        if hashlib.sha256(content).hexdigest() != row.raw_sha256:
            raise _error("ledger.jsonl", f"does not give back {row.raw_path}", "download the export again")
        if _LINE.fullmatch(row.raw_path) is None:  # a line comes with the records, its text and all
            yield Restored(_allowed(row.raw_path, _ARTICLE), content)
    for record in _rows(folder, "records", RecordRow):
        line = _LINE.fullmatch(record.path)
        if line is not None:
            yield Restored(line[1], record.text.encode(), goes_on=True)
        else:
            pattern = _AUTHORITY if record.article is None else _ARTICLE
            yield Restored(_allowed(record.path, pattern), record.text.encode())
    for article in _rows(folder, "articles", ArticleRow):
        if article.id not in given:
            hint = "ask the corpus it comes from"
            said = f"{article.id} was exported without its text"
            yield Problem("articles.jsonl", 1, 1, "IMPORT-TEXT", said, hint, "warning")


def _content(row: LedgerRow) -> bytes:
    return "".join(piece.text for piece in row.pieces).encode("utf-8-sig" if row.bom else "utf-8")


def _allowed(path: str, pattern: re.Pattern[str]) -> str:
    if pattern.fullmatch(path) is None:
        raise _error(path, "is no place in a corpus", "take the export from the site it belongs to")
    return path


def _rows(folder: Path, name: str, model: type[R]) -> Iterator[R]:
    shown = f"{name}.jsonl"
    path = folder / shown
    if not path.is_file():
        raise _error(shown, "is missing", "import needs articles.jsonl, ledger.jsonl and records.jsonl")
    with path.open("rb") as lines:
        for number, line in enumerate(iter(partial(lines.readline, _LONGEST), b""), 1):
            if len(line) == _LONGEST:
                raise _error(shown, "has a line without an end", "download it again", number)
            try:
                yield model.model_validate_json(line)
            except ValidationError as e:
                what = e.errors()[0]["msg"]
                raise _error(shown, f"holds no row of {name}: {what}", "download it again", number) from e


def _error(path: str, message: str, hint: str, line: int = 1) -> BroadsheetError:
    return BroadsheetError(Problem(path, line, 1, "IMPORT", message, hint))
