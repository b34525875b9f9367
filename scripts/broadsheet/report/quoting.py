"""Puts contributed words into a report as code, so that they can be neither markup nor a call to anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from broadsheet.render.phrases import count
from broadsheet.text.hidden import HIDDEN

MOST = 160
"""Characters of one quotation."""
MAX_REPORT = 60_000
"""Characters of a report; GitHub takes 65,536 in the body of a pull request."""

_RUNS = re.compile(r"`+")
_HIDDEN = re.compile(f"[{HIDDEN}]")


def quoted(words: str, most: int = MOST) -> str:
    """Return words as a code span on one line, shortened where they are long."""
    line = " ".join(_HIDDEN.sub(" ", words[: most * 4]).split())
    if len(line) > most:
        line = f"{line[: most - 1].rstrip()}…"
    if not line:
        return "(empty)"
    # CommonMark 6.1: a span ends at a run of as many backticks as it began with.
    fence = "`" * (max((len(run) for run in _RUNS.findall(line)), default=0) + 1)
    return f"{fence} {line} {fence}" if "`" in line else f"{fence}{line}{fence}"


def listed(names: Iterable[str], most: int = 20) -> str:
    """Return names as code spans, parted by commas, the first of many."""
    found = list(names)
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(quoted(name) for name in found[:most]) + more


def within_limit(blocks: Iterable[str]) -> str:
    """Return as many blocks as a report may hold, and how many were left out."""
    kept: list[str] = []
    room = MAX_REPORT - 200
    rest = 0
    for block in blocks:
        if rest or len(block) + 2 > room:
            rest += 1
        else:
            kept.append(block)
            room -= len(block) + 2
    if rest:
        kept.append(f"{count(rest, 'more part')} left out: the report would be too long.")
    return "\n\n".join(kept) + "\n"


def items(lines: Iterable[str], most: int = 12, *, indent: str = "  ") -> Iterator[str]:
    """Yield lines as items, by default below another item, and how many there are beyond the first."""
    found = list(lines)
    for line in found[:most]:
        yield f"{indent}- {line}"
    if len(found) > most:
        yield f"{indent}- and {len(found) - most} more"
