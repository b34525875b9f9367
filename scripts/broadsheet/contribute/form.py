"""Reads the issue form `article.yml`, which a person fills in and anybody may edit afterwards."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from broadsheet.contribute.submissions import Submission, pasted, trimmed
from broadsheet.problems import BroadsheetError, Problem

HEADINGS = {
    "source_url": "Address of the article",
    "outlet": "Outlet",
    "outlet_note": "How is the outlet known?",
    "title": "Headline",
    "date": "Date of publication",
    "date_note": "How is the date known?",
    "rights": "Rights",
}
"""The one-line questions of the form, by the key they answer, in their order."""
TEXT = "Text of the article"
"""The last question: everything below its heading is the article, whatever it looks like."""

_EMPTY = "_No response_"
_FENCE = re.compile(r"(`{3,100})[a-z]{0,20}")
_LINE_ENDS = re.compile(r"\r\n?")
_MAX_EVENT_BYTES = 5_000_000


def read_event(path: Path) -> Submission:
    """Return what the issue of a GitHub event file says. Raises BroadsheetError where it is no such file."""
    try:
        with path.open("rb") as file:
            data: Any = json.loads(file.read(_MAX_EVENT_BYTES))
        issue = data["issue"]
        number, body = int(issue["number"]), str(issue["body"] or "")
    except (ValueError, KeyError, TypeError, RecursionError):
        hint = "give the file that GitHub names in GITHUB_EVENT_PATH"
        raise BroadsheetError(Problem(path.name, 1, 1, "FORM-HEADING", "is no event of an issue", hint)) from None
    return read_form(body, f"issue {number}")


def read_form(body: str, where: str) -> Submission:
    """Return what the body of an issue made with the form says.

    An answer ends where the next question of the form begins. The text is the last, so nothing that is pasted into
    it is taken for an answer. Raises BroadsheetError where a heading is missing.
    """
    lines = _LINE_ENDS.sub("\n", body).split("\n")
    places = _places(lines, where)
    answers = {
        key: _one_line(lines[start + 1 : end])
        for key, start, end in zip(HEADINGS, places, places[1:], strict=False)
    }
    text = pasted("\n".join(_unfenced(lines[places[-1] + 1 :])))
    return Submission(text, where).saying(answers)


def _places(lines: list[str], where: str) -> list[int]:
    """Return the line of each heading of the form, each the first one after the one before."""
    places: list[int] = []
    missing: list[Problem] = []
    at = 0
    for heading in (*HEADINGS.values(), TEXT):
        wanted = f"### {heading}"
        found = next((i for i in range(at, len(lines)) if lines[i].rstrip() == wanted), None)
        if found is None:
            what = f"the heading {wanted!r} is missing, or not in its place"
            hint = "open a new issue with the form and leave its headings as they are"
            missing.append(Problem(where, 1, 1, "FORM-HEADING", what, hint))
        else:
            places.append(found)
            at = found + 1
    if missing:
        raise BroadsheetError(*missing)
    return places


def _one_line(lines: list[str]) -> str:
    words = " ".join(" ".join(lines).split())
    return "" if words == _EMPTY else words


def _unfenced(lines: Sequence[str]) -> Sequence[str]:
    """Return the text without the fence that the form puts around it, whatever fences are inside."""
    lines = trimmed(lines)
    opening = _FENCE.fullmatch(lines[0].strip()) if lines else None
    if opening is not None and len(lines) > 1 and lines[-1].strip() == opening[1]:
        return lines[1:-1]
    return () if lines == [_EMPTY] else lines
