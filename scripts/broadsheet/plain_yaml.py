"""Reads lists of plainly written records, such as registers of names, many times faster than a whole YAML parser.

What is written plainly, one `key: words`, `key: [words, words]` or `- words` to a line, says the same to every
reader of YAML (https://yaml.org/spec/1.2.2/) and is read by a regular expression. The rest is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

NULLS = frozenset(("", "~", "null"))
"""What stands for nothing, where it is not quoted."""

# Signs that can begin neither a comment nor a key, nor end a line; in a list also none that could end the words.
_SIGNS = r"!\"$-9;-~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff"
_LISTED = r"!$%&(-+\--9;->@-Z\\^-z|~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff"
_WORDS = rf"[^\W_](?:[ {_SIGNS}]*[{_SIGNS}])?"
_ITEM = rf"[^\W_](?:[ {_LISTED}]*[{_LISTED}])?"
_QUOTED = rf"'[ #:{_SIGNS.replace('$-9', '$-&(-9')}]+'"
_LINE = re.compile(
    rf"^(?:(- |  )([a-z_]+):(?: ({_WORDS}|{_QUOTED}|\[{_ITEM}(?:, {_ITEM})*\]))?"
    rf"|(  |    )- ({_WORDS}|{_QUOTED})"
    rf"| {{0,8}}\#[ #:{_SIGNS}]*|)\n",
    re.M,
)
"""One line: how it begins, its key and what that is; or an item of the key before; or a comment, or nothing."""

_BEGINS = re.compile(r"^(?=- )", re.M)
_MARKER = re.compile(r"^(?:---|\.\.\.|%)", re.M)
_COMMENTS = re.compile(rf"(?:\#[ #:{_SIGNS}]*\n|\n)*")
_ODD = 0.5
"""Share of records that are not plain, from which it is faster to parse the whole."""


def plain_list(text: str, parse: Callable[[str], Any]) -> list[Any] | None:
    """Return what a list says, records that are not plain by way of `parse`; None where all must be parsed.

    A record that parses on its own as a list of one ends where the next one begins: nothing but a quotation or
    brackets could go on over a line that begins with `- `, and these would not have been closed.
    """
    comments, *written = _BEGINS.split(text if text.endswith("\n") else text + "\n")
    if not written or not _COMMENTS.fullmatch(comments) or _MARKER.search(text):
        return None
    records: list[Any] = list(map(_record, written))
    odd = [i for i, record in enumerate(records) if record is None]
    if len(odd) > _ODD * len(records):
        return None
    for i in odd:
        alone = parse(written[i])
        if not isinstance(alone, list) or len(alone) != 1:
            return None
        records[i] = alone[0]
    return records


def _record(text: str) -> dict[str, Any] | None:
    """Return what one record says; None where it is not plain, or repeats a key."""
    lines = _LINE.findall(text)
    if len(lines) != text.count("\n"):
        return None
    record: dict[str, Any] = {}
    listing = indent = ""
    for lead, key, said, margin, item in lines:
        if lead:
            if key in record or (lead == "- ") != (not record):
                return None
            record[key] = _value(said)
            listing, indent = "" if said else key, ""
        elif item:
            if not listing or margin != (indent or margin):
                return None  # it may go on with the words before
            indent = margin
            record[listing] = [*(record[listing] or ()), _value(item)]
    return record


def _value(said: str) -> Any:
    if said[:1] == "'":
        return said[1:-1]
    if said[:1] == "[":
        return [None if item in NULLS else item for item in said[1:-1].split(", ")]
    return None if said in NULLS else said
