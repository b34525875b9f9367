"""What can be wrong with a corpus, said in one line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it."""

    path: str
    """The file, relative to the project's folder, with forward slashes."""
    line: int
    """1-based line; 1 where the whole file is meant."""
    column: int
    """1-based column; 1 where the whole line is meant."""
    code: str
    """Stable name of the kind of problem, such as `SIDECAR-KEY`."""
    message: str
    """What was found."""
    hint: str = ""
    """What to do about it."""
    level: Literal["error", "warning"] = "error"
    """Errors stop publishing, warnings do not."""

    def __str__(self) -> str:
        """Return `path:line:col: CODE message, hint` on one line, safe to print."""
        said = f"{self.message}; {self.hint}" if self.hint else self.message
        return on_one_line(f"{self.path}:{self.line}:{self.column}: {self.code} {said}")


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the 1-based line and column of an offset; only line feeds end lines."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


# A message may quote contributed text: nothing in it may start a new line, move the cursor, turn around
# what follows, or fail to be printed.
_ONE_LINE = dict.fromkeys(
    [*range(32), *range(127, 160), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], " "
) | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def on_one_line(text: str) -> str:
    """Return a text that may quote contributed words as one line that is safe to print."""
    return text.translate(_ONE_LINE)


class BroadsheetError(Exception):
    """The corpus, or the way the program was called, is wrong; carries every problem found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def __reduce__(self) -> tuple[type[BroadsheetError], tuple[Problem, ...]]:
        """Return how another process makes the same."""
        return type(self), self.problems
