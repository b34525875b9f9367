"""Parts `Headline - Name of the outlet`, the title of the page that an article was taken from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from broadsheet.clean.furniture import match_furniture
from broadsheet.clean.page import is_page
from broadsheet.clean.residue import find_furniture
from broadsheet.clean.units import Unit, make_unit, trim
from broadsheet.clean.verdicts import Verdict, is_headline, is_prose

T = TypeVar("T")

_SOURCE_SEPARATOR = re.compile(r"\s[-–—|]\s")
_SOURCE_NAME = re.compile(
    r"(?:The |the )?[A-Z0-9][\w.&'’!-]{0,30}(?: (?:of|the|and|&|for|in|[A-Z0-9][\w.&'’!-]{0,30})){0,5}"
)

_LONGEST = 400
"""Headline and name are no longer; long paragraphs need not be searched."""

_REST = Verdict("removed", "source-line", "source-line")
_AGAIN = Verdict("removed", "repeated", "source-line-again")


def split_source_line(text: str) -> tuple[int, int] | None:
    """Return the separator's place in `Headline - Name of the outlet`, or None."""
    if len(text) > _LONGEST:
        return None
    separators = list(_SOURCE_SEPARATOR.finditer(text))
    separator = separators[0] if len(separators) == 1 else None
    if separator is None or not is_headline(text[: separator.start()]):
        return None
    headline, name = text[: separator.start()], text[separator.end() :]
    if headline.count(" ") < 3 or len(name) > 60 or not _SOURCE_NAME.fullmatch(name):
        return None
    return separator.span()


def part_source_line(
    text: str, units: list[Unit], decided: list[Verdict | None]
) -> tuple[list[Unit], list[Verdict | None]]:
    """Return the units and decisions with such a line parted, its headline a unit of its own.

    It is looked for at the head of a page, and in the tail of a text that does not begin with a headline. In the
    tail of a text that begins with it, it says nothing new and goes.
    """
    if not units:
        return units, decided
    last_prose = next((i for i in range(len(units) - 1, -1, -1) if is_prose(units[i].text)), len(units))
    tail = range(last_prose + 1, len(units))
    if not is_headline(units[0].text):
        for i in tail:
            if (parts := _part(text, units[i], decided[i])) and match_furniture(units[i].text) is None:
                return _put(units, i, parts), _put(decided, i, [Verdict("field", "title", "source-line"), _REST])
        return units, decided
    title = _headline(units[0].text)
    begun = [i for i in tail if decided[i] is None and title.startswith(units[i].text[:1].casefold())]
    again = {i for i in begun if _headline(units[i].text) == title}
    decided = [_AGAIN if i in again else verdict for i, verdict in enumerate(decided)]
    if parts := _part(text, units[0], decided[0]):
        texts = [unit.text for unit in units]
        if is_page(texts, find_furniture(texts)):
            return _put(units, 0, parts), _put(decided, 0, [None, _REST])
    return units, decided


def _headline(text: str) -> str:
    """Return the headline, without the name of the outlet, so that it can be compared."""
    separator = split_source_line(text)
    return " ".join((text[: separator[0]] if separator else text).casefold().split())


def _part(text: str, unit: Unit, decided: Verdict | None) -> list[Unit]:
    """Return headline and name as two units, none if the line is no such line."""
    separator = split_source_line(text[unit.start : unit.end]) if decided is None else None
    if separator is None:
        return []
    cut = unit.start + separator[0]
    spans = [trim(text, unit.start, cut), trim(text, cut, unit.end)]
    return [make_unit(text, unit.line, *span) for span in spans if span is not None]


def _put(row: list[T], place: int, parts: Sequence[T]) -> list[T]:
    return [*row[:place], *parts, *row[place + 1 :]]
