"""Reads lists of plainly written records, such as registers of names, many times faster than a whole YAML parser.

What is written plainly, one `key: words`, `key: [words, words]` or `- words` to a line, says the same to every
reader of YAML (https://yaml.org/spec/1.2.2/) and is read by a regular expression. The rest is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from sys import intern
from typing import Any

NULLS = frozenset(("", "~", "null"))
"""What stands for nothing, where it is not quoted."""

# Signs that can begin neither a comment nor a key, nor end a line; in a list also none that could end the words.
_SIGNS = r"!\"$-9;-~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff"
_LISTED = r"!$%&(-+\--9;->@-Z\\^-z|~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff"
_WORDS = rf"[^\W_][ {_SIGNS}]*+(?<! )"
_ITEM = rf"[^\W_][ {_LISTED}]*+(?<! )"
_QUOTED = rf"'[ #:{_SIGNS.replace('$-9', '$-&(-9')}]++'"
_LISTED_QUOTED = _QUOTED.replace("#:", "#")  # ": " tells a key
_PAIR = rf"[a-z_]+:(?: (?:{_WORDS}|{_QUOTED}|\[{_ITEM}(?:, {_ITEM})*+\]))?+"
_ENTRY = rf"(?:  |    )- (?:{_WORDS}|{_LISTED_QUOTED})"
_COMMENT = rf" {{0,8}}\#[ #:{_SIGNS}]*+"
_RECORD = re.compile(rf"{_PAIR}(?:\n(?:  {_PAIR}|{_ENTRY}|{_COMMENT})?+(?=\n|\Z))*+")
"""A record behind its `- `. A line is a key and what that is, an item of the key before, a comment, or nothing."""

_COMMENTS = re.compile(rf"(?:\#[ #:{_SIGNS}]*\n|\n)*")
_BEGINS = re.compile(r"^- ", re.M)
_MARKERS = ("\n---", "\n...", "\n%")
_ODD = 0.5
"""Share of records that are not plain, from which it is faster to parse the whole."""


def plain_list(text: str, parse: Callable[[str], Any]) -> list[Any] | None:
    """Return what a list says, records that are not plain by way of `parse`; None where all must be parsed.

    A record that parses on its own as a list of one ends where the next one begins: nothing but a quotation or
    brackets could go on over a line that begins with `- `, and these would not have been closed.
    """
    lines = f"\n{text}"
    comments, begins, rest = lines.partition("\n- ")
    if not begins or not _COMMENTS.fullmatch(f"{comments}\n") or any(marker in lines for marker in _MARKERS):
        return None
    written = rest.split("\n- ")
    records: list[Any] = list(map(_record, written))
    odd = [i for i, record in enumerate(records) if record is None]
    if len(odd) > _ODD * len(records):
        return None
    for i in odd:
        alone = parse(_alone(written, i))
        if not isinstance(alone, list) or len(alone) != 1:
            return None
        records[i] = alone[0]
    return records


def plain_begins(text: str) -> list[int]:
    """Return where the records begin of a list that `plain_list` has read: offsets of their `- `, in order."""
    return [found.start() for found in _BEGINS.finditer(text)]


def _alone(written: Sequence[str], at: int) -> str:
    """Return the text of one record; the last ends as the whole does."""
    return f"- {written[at]}" + "\n" * (at + 1 < len(written))


def _record(text: str) -> dict[str, Any] | None:
    """Return what one record says; None where it is not plain, or repeats a key."""
    if not _RECORD.fullmatch(text):
        return None
    record: dict[str, Any] = {}
    items: list[Any] | None = None
    above, margin, listed = "", "", 0
    lines = _told(text).split("\n  ")
    for line in lines:
        key, _, said = line.partition(": ")
        if said:  # keys are kept once, not once for each record
            record[intern(key)] = _value(said) if said[0] in "'[n~" else said
            items = None
        elif line[0] not in " -":  # a key alone: it is nothing, or the items below
            above, items, margin = intern(line[:-1]), [], ""
            record[above] = None
        elif items is None or line[0] != (margin or line[0]):
            return None  # it may go on with the words before
        else:
            margin, listed = line[0], listed + 1
            items.append(_value(line.lstrip(" ")[2:]))
            record[above] = items
    return record if len(record) == len(lines) - listed else None


def _told(text: str) -> str:
    """Return a plain record without its comments and empty lines."""
    if "#" not in text and "\n\n" not in text and text[-1] != "\n":
        return text
    return "\n".join(line for line in text.split("\n") if line.lstrip(" ")[:1] not in {"", "#"})


def _value(said: str) -> Any:
    """Return what stands behind a key or as an item: words, quoted or not, a list of words, or None."""
    if said[:1] == "'":
        return said[1:-1].strip()
    if said[:1] == "[":
        return [None if item in NULLS else item for item in said[1:-1].split(", ")]
    return None if said in NULLS else said
