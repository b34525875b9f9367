"""Parts a text into the units that are judged: lines, paragraphs of hard-wrapped lines, pieces of glued lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from broadsheet.clean.mend import BLANK, Edit, apply_edits, find_edits, is_plain
from broadsheet.clean.wrapped import Line, join_wrapped

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")
_FIRST_SEEN = re.compile(rf"(?!{BLANK})[\s\S]")

# "... makes all the difference.Ruritania is set to ...": two paragraphs whose break was lost. A capital, small
# letters, a space and a small letter make a sentence's beginning; `.Com` and its like are names.
_GLUED = re.compile(
    r"[.!?](?:(?<=[a-z]{3}.)|(?<=[a-z].)[\"”])(?=[“\"]?(?!(?:Com|Net|Org|Co|Js)\b)[A-Z][a-z]{1,30} [a-z])"
)
_GLUED_WORDS = 4
"""So many words at least must stand on either side, so that no name is parted."""


class Unit(NamedTuple):
    """The smallest stretch that is kept or removed as a whole."""

    line: int
    """1-based number of the line it begins on."""
    start: int
    end: int
    text: str
    """Its words as they would stand in the cleaned text."""
    edits: tuple[Edit, ...] = ()


_line, _unit = partial(tuple.__new__, Line), partial(tuple.__new__, Unit)
"""What makes a named tuple of its values twice as fast as its own name."""


def split_lines(text: str) -> list[Line]:
    """Return the lines that hold anything to be seen."""
    lines = []
    offset = 0
    parts, parted = (_LINE.findall(text), 0) if "\r" in text else (text.split("\n"), 1)
    plain = is_plain("".join(parts))
    for number, line in enumerate(parts, start=1):
        words = line.strip()
        if words and (plain or is_plain(words)):
            indent = 0 if words is line else line.index(words)
            start = offset + indent
            lines.append(_line((number, start, start + len(words), indent, words)))
        elif words and (span := trim(text, offset, offset + len(line))) is not None:
            lines.append(Line(number, *span, span[0] - offset, ""))
        offset += len(line) + parted
    return lines


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return `start, end` without the blanks at both ends; None where nothing else is there."""
    first = _FIRST_SEEN.search(text, start, end)
    if first is None:
        return None
    last = end
    while _BLANK_CHAR.match(text, last - 1):
        last -= 1
    # The last two characters of a wrongly decoded quotation mark are control characters.
    if text[last - 1] in "âÃÂ":
        while last < end and "\x80" <= text[last] <= "\xbf":
            last += 1
    return first.start(), last


_BLANK_CHAR = re.compile(BLANK)


def split_units(text: str, cuts: Sequence[int] = ()) -> list[Unit]:
    """Return the units of a text in order; `cuts` are offsets at which a unit must end."""
    units = []
    lines = split_lines(text)
    starts = [line.start for line in lines]
    whole = _GLUED.search(text) is None
    for first, last in join_wrapped(text, lines):
        if first is last and first.plain and not cuts and (whole or not any(_glued(first.plain))):
            units.append(_unit((first.number, first.start, first.end, first.plain, ())))
            continue
        for start, end in _between(text, cuts, first.start, last.end):
            for unit in _part_glued(text, start, end):
                units.append(unit._replace(line=lines[bisect_right(starts, unit.start) - 1].number))
    return units


def make_unit(text: str, line: int, start: int, end: int) -> Unit:
    """Return the unit of `text[start:end]`."""
    edits = find_edits(text, start, end)
    return Unit(line, start, end, apply_edits(text, start, end, edits), tuple(edits))


def _between(text: str, cuts: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between the cuts, without the blanks around them."""
    borders = [start, *(cut for cut in cuts[bisect_right(cuts, start) :] if cut < end), end]
    for left, right in pairwise(borders):
        span = trim(text, left, right)
        if span is not None:
            yield span


def _part_glued(text: str, start: int, end: int) -> Iterator[Unit]:
    """Yield one unit, or the paragraphs whose break was lost; it is looked for in the mended words."""
    unit = make_unit(text, 0, start, end)
    borders = [start, *(raw_offset(unit, at) for at in _glued(unit.text)), end]
    if len(borders) == 2:
        yield unit
        return
    for left, right in pairwise(borders):
        span = trim(text, left, right)
        if span is not None:
            yield make_unit(text, 0, *span)


def raw_offset(unit: Unit, offset: int) -> int:
    """Return where in the raw text stands what the mended words have at an offset."""
    moved = unit.start + offset
    for edit in unit.edits:
        if edit.start >= moved:
            break
        moved += edit.end - edit.start - len(edit.became)
    return moved


def _glued(words: str) -> Iterator[int]:
    if words.count(" ") < 2 * (_GLUED_WORDS - 1):
        return
    for match in _GLUED.finditer(words):
        at = match.end()
        if min(_count_words(words[max(0, at - 200) : at]), _count_words(words[at : at + 200])) >= _GLUED_WORDS:
            yield at


def _count_words(text: str) -> int:
    return len(text.split())
