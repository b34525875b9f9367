"""Tells what the columns of a table are: by their own names, by usual ones, or as a person says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import Any

from broadsheet.contribute.submissions import SAID
from broadsheet.dates import DayOrder
from broadsheet.problems import Problem
from broadsheet.words import table, word_set

COLUMNS = ("text", "file", *SAID)
"""`text` holds the article itself, `file` names one beside the table; a row has one of them."""

_MOST_TOLD = 10


@dataclass
class Reading:
    """How a table is to be read, and what has been told of its columns."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """What a person says of columns: the key of each, empty for one that is left out."""
    order: DayOrder | None = None
    """How dates such as 3/4/2019 are meant."""
    date_note: str = ""
    """How the dates are known, where a row does not say it; else its column is named."""
    told: set[str] = field(default_factory=set)
    """Columns that nobody knows, each told once."""

    def key(self, column: str) -> str | None:
        """Return what a column is: a key of `COLUMNS`, empty for one that is left out, None where nobody knows."""
        if column in self.columns:
            return self.columns[column]
        return column if column in COLUMNS else _names().get(_folded(column))

    def unknown(self, row: Mapping[str, Any]) -> list[str] | None:
        """Return the columns of a row that nobody knows, without those told before; None where all are known."""
        unknown = [c for c, value in row.items() if value not in ("", None) and self.key(c) is None]
        new = [column for column in unknown if column not in self.told]
        self.told.update(new)
        return new if unknown else None


@cache
def _names() -> dict[str, str]:
    return {name: key for key in COLUMNS for name in table("columns").get(key, ())}


def says_nothing(cell: str) -> bool:
    """Return whether a cell says that nobody knows: `n/a`."""
    return cell.strip().lower() in word_set("columns", "nothing")


def _folded(column: str) -> str:
    return re.sub(r"[\W_]+", " ", column.lower()).strip()


def unknown_columns(shown: str, line: int, unknown: Sequence[str]) -> Problem:
    """Return what is to be done about columns that nobody knows."""
    names, first = ", ".join(repr(column[:60]) for column in unknown[:_MOST_TOLD]), unknown[0][:60]
    close = get_close_matches(_folded(first), _names(), n=1)
    meant = f"--column '{first}={_names()[close[0]] if close else 'KEY'}'"
    what = f"nobody knows what {names} {'is' if len(unknown) == 1 else 'are'}; no row that has it is taken"
    hint = f"say what it is, as in {meant}, or leave it out, --column '{first}='; known are {', '.join(COLUMNS)}"
    return Problem(shown, line, 1, "IMPORT-COLUMN", what, hint)
