"""Joins the lines of a paragraph that was printed, or typed, at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from broadsheet.clean.furniture import match_furniture
from broadsheet.clean.mend import apply_edits, find_mojibake
from broadsheet.clean.verdicts import ends_sentence
from broadsheet.words import word_set

_LONGEST_WORD = 60
_FIRST_WORD = re.compile(rf"\S{{1,{_LONGEST_WORD}}}")

_NARROWEST, _WIDEST = 40, 120
"""No page is wrapped at fewer or more characters than these."""
_FULL, _MOST, _WITHIN = 0.5, 0.6, 0.4
"""Shares: of the width from which a line is full, of lines that must be, of these that end within a sentence.

A tenth more or less changes at most 2 of 780 residues, pages and press releases.
"""
_LONGEST_DAY = 60
"""Characters of a line that is nothing but a date."""
_HEADING = 2
"""Spaces in a heading at least."""
_STRAY = 20
"""One line in so many that a converter left may be longer than the page is wide: it ran two together."""
_FEWEST_SPACED = 12
"""Pairs of lines with a blank one between, from which they may be those of a page; paragraphs mostly are not."""
_LIST_MARKS, _LONGEST_MARK = tuple("•●▪■◦‣"), 8
"""What begins a part of a list, and how many characters it may be when it was decoded wrongly twice."""
_TURN = re.compile(r"[A-Z][A-Z .'’-]{2,40}(?:, [A-Z ,.'’&-]{2,80})?:\s")


class Line(NamedTuple):
    """What is seen of one line, without the blanks around it."""

    number: int
    """1-based, as an editor counts."""
    start: int
    end: int
    indent: int
    plain: str
    """Its words if there is nothing to mend; else empty."""


def join_wrapped(text: str, lines: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield first and last line of every paragraph; they are the same unless the text is hard-wrapped."""
    wrapping = _find_wrapping(text, lines)
    if wrapping is None:
        yield from zip(lines, lines, strict=True)
        return
    first = last = None
    for line in lines:
        if first is None or last is None:
            first = last = line
        elif _continues(text, last, line, wrapping) and not (line is lines[-1] and _signs_off(text, last, line)):
            last = line
        else:
            yield first, last
            first = last = line
    if first is not None and last is not None:
        yield first, last


class _Wrapping(NamedTuple):
    """How a text is hard-wrapped."""

    width: int
    """In characters."""
    step: int
    """From one line to the next: 2 where a converter of printed pages left a blank line below each."""
    indents: bool
    """Whether its paragraphs begin with an indent, as those of news wires do."""
    shouts: bool
    """Whether it is all in capitals: nothing but the width tells then which lines go on."""


def _find_wrapping(text: str, lines: list[Line]) -> _Wrapping | None:
    """Return how a text is hard-wrapped, None if it is not."""
    adjoining = {step: [(a, b) for a, b in pairwise(lines) if b.number - a.number == step] for step in (1, 2)}
    step = 2 if len(adjoining[2]) >= max(_FEWEST_SPACED, len(adjoining[1])) else 1
    return _judge(text, adjoining[step], step)


def _judge(text: str, adjoining: list[tuple[Line, Line]], step: int) -> _Wrapping | None:
    """Return how lines are hard-wrapped of which these pairs adjoin.

    In wrapped text most lines end where the next word would not have fitted, and many of them within a sentence.
    """
    pairs = [(a, b) for a, b in adjoining if not _indents(a, b)]
    lengths = [indent + end - start for (_, start, end, indent, _), _ in pairs]
    width = sorted(lengths)[-1 - (len(lengths) // _STRAY if step == 2 else 0)] if lengths else 0
    if not _NARROWEST <= width <= _WIDEST:
        return None
    indents = len(pairs) < len(adjoining)
    # The first line is often short: the place and the day before its first words were taken off.
    judged, lengths = pairs[1:] or pairs, lengths[1:] or lengths
    near = min(_FULL * width, width - 1 - _LONGEST_WORD)
    if sum(length > near for length in lengths) < _MOST * len(judged):
        return None
    full = [pair for pair in judged if _fills(text, *pair, width)]
    within = sum(text[b.start].islower() for _, b in full) >= _WITHIN * len(full)
    shouts = all(text[a.start : a.end].isupper() for a, _ in judged)
    brimming = (indents or shouts) and sum(_brims(text, *pair, width) for pair in full) >= _MOST * len(judged)
    if not full or len(full) < _MOST * len(judged) or not (within or brimming):
        return None
    return _Wrapping(width, step, indents, shouts)


def _indents(line: Line, following: Line) -> bool:
    return following.indent > line.indent + 1


def _continues(text: str, line: Line, following: Line, wrapping: _Wrapping) -> bool:
    begins = (_heads(text, line, following), _speaks(text, line, following), _lists(text, following))
    if following.number - line.number != wrapping.step or _indents(line, following) or any(begins):
        return False
    if _tells_day(line) or _tells_day(following):
        return False
    if wrapping.shouts:
        return _brims(text, line, following, wrapping.width)
    if _fills(text, line, following, wrapping.width):
        return True
    ended = line.indent > 0 or _ends(text, line)
    return not ended and (wrapping.indents or text[following.start].islower())


def _heads(text: str, line: Line, following: Line) -> bool:
    """Return whether a line is a heading in capitals above running text; none ends in "and"."""
    words, below = text[line.start : line.end], text[following.start : following.end]
    capital = words.isupper() and not below.isupper()
    return (
        capital
        and words.count(" ") >= _HEADING
        and words.split()[-1].lower() not in word_set("page-words", "grammar")
    )


def _signs_off(text: str, line: Line, following: Line) -> bool:
    """Return whether the line below a whole sentence, or an indented one, is but the agency's name: `Reuter`."""
    return (_ends(text, line) or following.indent > 0) and _goes_as(following, "credit")


def _tells_day(line: Line) -> bool:
    """Return whether a line is nothing but a date, which is no part of the headline above it."""
    is_short = line.end - line.start <= _LONGEST_DAY
    return is_short and any(map(str.isdigit, line.plain)) and _goes_as(line, "date-line")


def _goes_as(line: Line, reason: str) -> bool:
    """Return whether the furniture table has a line, for a reason."""
    entry = match_furniture(line.plain)
    return entry is not None and entry.reason == reason


def _speaks(text: str, line: Line, following: Line) -> bool:
    """Return whether a sentence ends, and below somebody else begins to speak: `JOURNALIST: When will it open?`"""
    return _ends(text, line) and _TURN.match(text, following.start) is not None


def _lists(text: str, following: Line) -> bool:
    """Return whether the line below begins with the mark of a list, decoded rightly or not."""
    head = following.start, min(following.start + _LONGEST_MARK, following.end)
    return apply_edits(text, *head, find_mojibake(text, *head))[:1] in _LIST_MARKS


def _ends(text: str, line: Line) -> bool:
    return ends_sentence(text[line.end - 5 : line.end])


def _fills(text: str, line: Line, following: Line, width: int) -> bool:
    """Return whether a line is as full as a wrapped one; not all are filled to the brim."""
    full = line.indent + line.end - line.start > _FULL * width
    return _brims(text, line, following, width) or (full and not _ends(text, line))


def _brims(text: str, line: Line, following: Line, width: int) -> bool:
    """Return whether the next line's first word would not have fitted on a line."""
    word = _FIRST_WORD.match(text, following.start)
    return line.indent + line.end - line.start + 1 + (word.end() - word.start() if word else 0) > width
