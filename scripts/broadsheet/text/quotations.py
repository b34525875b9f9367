"""Where quotations stand: paired quotation marks of a paragraph, American, British, straight or curly."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from broadsheet.models import Span

Turn = Literal["open", "close", "either", "none"]


class Quotation(NamedTuple):
    """An outermost quotation; what is quoted inside it is part of it."""

    span: Span
    """With its marks."""
    inner: Span
    """Without its marks."""
    closed: bool
    """False where the paragraph ends before the quotation does, or its next sentence opens one again."""


class _Mark(NamedTuple):
    start: int
    end: int
    family: str
    turn: Turn


_MARK = re.compile(r"''|``|[“”„«»\"‘’']")

# Straight and curly double marks are one family: what a curly mark opens, a straight one may close.
_FAMILY = {"«": "angle", "»": "angle", "‘": "single", "’": "single", "'": "plain"}

_TURN: dict[str, Turn] = {"„": "open", "«": "open", "‘": "open", "``": "open", "”": "close", "»": "close"}

_BEFORE_OPENING = frozenset(" \t\u00a0([{—–-/:‘“'\"…")
_SENTENCE_MARKS = frozenset(".,!?…;:—")


def quotations(text: str, span: Span) -> list[Quotation]:
    """Return the outermost quotations of one paragraph, in order; single marks count where no double ones are."""
    marks = [_mark(text, span, found) for found in _MARK.finditer(text, *span)]
    double = _pair(text, [mark for mark in marks if mark.family not in ("single", "plain")], span)
    single = [mark for mark in marks if mark.family in ("single", "plain")]
    return _outermost([*double, *_pair_single(text, span, single)]) if single else double


def _mark(text: str, span: Span, found: re.Match[str]) -> _Mark:
    form = found[0]
    start, end = found.span()
    turn = _TURN.get(form)
    if turn is None:
        before = text[start - 1] if start > span.start else " "
        after = text[end] if end < span.end else " "
        turn = _turn(form, before, after)
    return _Mark(start, end, _FAMILY.get(form, "double"), turn)


@lru_cache(maxsize=4096)
def _turn(form: str, before: str, after: str) -> Turn:
    """Return which way a mark points that looks the same at both ends, judged by its neighbours."""
    can_open = before in _BEFORE_OPENING and not after.isspace()
    can_close = not before.isspace() and not after.isalnum() and before != ":"
    if can_close and not can_open:
        return "close"  # also where an opening mark was typed by mistake: “like this“
    if form == "“" or (can_open and not can_close and form != "’"):
        return "open"
    return "either" if form in ("''", '"') else "none"


def _pair(text: str, marks: list[_Mark], span: Span) -> list[Quotation]:
    """Return what double marks enclose; one that is never closed runs to the paragraph's end."""
    turns = Counter((mark.family, mark.turn) for mark in marks)
    found: list[Quotation] = []
    opening: _Mark | None = None
    depth = 0
    for mark in marks:
        if opening is None:
            if mark.turn in ("open", "either"):
                opening, depth = mark, 1
        elif mark.family != opening.family:
            continue
        elif mark.turn == "open":
            # Marks of one family inside one another are believed only where every one of them is closed.
            if turns[mark.family, "open"] <= turns[mark.family, "close"]:
                depth += 1
            else:
                if turns[mark.family, "open"] > turns[mark.family, "close"] + 1:  # one more may be a slip
                    found.extend(_left_open(text, opening, mark))
                opening = mark
        else:
            depth -= 1
            if depth == 0:
                found.append(_quotation(opening, mark))
                opening = None
    if opening is not None:
        found.append(Quotation(Span(opening.start, span.end), Span(opening.end, span.end), closed=False))
    return found


def _left_open(text: str, opening: _Mark, following: _Mark) -> Iterator[Quotation]:
    """Yield the quotation that goes on behind the following mark: `"We won. "We shall win."`."""
    end = following.start
    while end > opening.end and text[end - 1].isspace():
        end -= 1
    if end < following.start and end - 1 > opening.end and text[end - 1] in ".?!":
        yield Quotation(Span(opening.start, end), Span(opening.end, end), closed=False)


def _pair_single(text: str, span: Span, marks: list[_Mark]) -> list[Quotation]:
    """Return what single marks enclose; an apostrophe closes a quotation only for want of anything better."""
    openings = [m for m in marks if m.turn == "open" and not text[m.end : m.end + 2].isdigit()]
    closings = [m for m in marks if m.turn == "close"]
    starts = [m.start for m in closings]
    found: list[Quotation] = []
    limit = Span(span.end, span.end)
    for opening, following in pairwise([*openings, _Mark(*limit, "", "open")]):
        if found and opening.start < found[-1].span.end:
            continue
        within = closings[bisect_left(starts, opening.end) : bisect_left(starts, following.start)]
        closing = _closing(text, [m for m in within if m.family == opening.family])
        if closing is not None:
            found.append(_quotation(opening, closing))
    return found


def _closing(text: str, marks: list[_Mark]) -> _Mark | None:
    """Return the mark that ends a quotation: after a sentence mark, else no plural's apostrophe, else the last."""
    sure = (m for m in marks if text[m.start - 1] in _SENTENCE_MARKS)
    likely = (m for m in marks if text[m.start - 1] not in "sS")
    return next(sure, None) or next(likely, None) or (marks[-1] if marks else None)


def _quotation(opening: _Mark, closing: _Mark) -> Quotation:
    return Quotation(Span(opening.start, closing.end), Span(opening.end, closing.start), closed=True)


def _outermost(found: list[Quotation]) -> list[Quotation]:
    """Return the quotations that lie in no other; of two that cross, the first."""
    kept: list[Quotation] = []
    for quotation in sorted(found, key=lambda q: (q.span.start, -q.span.end)):
        if not kept or quotation.span.start >= kept[-1].span.end:
            kept.append(quotation)
    return kept
