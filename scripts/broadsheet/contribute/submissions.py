"""What a person brings: the text of an article and what they know about it, whichever door they come by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from broadsheet.problems import BroadsheetError, Problem

_MARKUP = re.compile(r"\s{0,20}(?:<!doctype html|<html|<\?xml|<head|<body)", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\r\n?")


@dataclass(frozen=True)
class Submission:
    """The text of one article, and what the person says about it; what they leave out is empty."""

    data: bytes
    """The text, in UTF-8, as it is to be kept."""
    where: str
    """Where it comes from, as messages call it: a file, an address, a row of a table."""
    kind: Literal["text", "html"] = "text"
    line: int | None = None
    """1-based line of `where` on which it stands; None where it is all of that."""
    id: str = ""
    source_url: str = ""
    archived_url: str = ""
    collected: str = ""
    outlet: str = ""
    """An id, a name or a spelling."""
    outlet_note: str = ""
    title: str = ""
    title_note: str = ""
    byline: str = ""
    date: str = ""
    date_note: str = ""
    language: str = ""
    rights: str = ""

    def saying(self, answers: Mapping[str, str]) -> Submission:
        """Return the same text with what a person says about it, by key; empty answers change nothing."""
        said: dict[str, Any] = {key: words for key, words in answers.items() if words and key in SAID}
        return replace(self, **said)


Row = Submission | Problem
"""One of many: what a person brings, or what is wrong with it."""

SAID = tuple(field.name for field in fields(Submission) if field.name not in ("data", "where", "kind", "line"))
"""What a person may say about an article, as columns of a table name it."""


def kind_of(data: bytes) -> Literal["text", "html"]:
    """Return whether bytes are a saved page or plain text, by how they begin."""
    head = data[:1000].decode("utf-8", "replace").lstrip("\ufeff")
    return "html" if _MARKUP.match(head) else "text"


def pasted(text: str) -> bytes:
    """Return pasted text as a file keeps it: line feeds, no empty lines around it, one at the end.

    Raises BroadsheetError where it holds half a character.
    """
    lines = trimmed(_LINE_ENDS.sub("\n", text).split("\n"))
    try:
        return "".join(f"{line}\n" for line in lines).encode()
    except UnicodeEncodeError as e:
        what, hint = "holds half a character (a lone surrogate)", "write it whole"
        raise BroadsheetError(Problem("the text", 1, 1, "FILE-ENCODING", what, hint)) from e


def trimmed(lines: Sequence[str]) -> Sequence[str]:
    """Return lines without the empty ones around them."""
    full = [number for number, line in enumerate(lines) if line.strip()]
    return lines[full[0] : full[-1] + 1] if full else ()
