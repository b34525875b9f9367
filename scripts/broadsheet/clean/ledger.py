"""Lays kept and removed units out as the cleaned text and the ledger that accounts for every character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from broadsheet.clean.mend import MARKUP
from broadsheet.clean.units import Unit, trim
from broadsheet.clean.verdicts import Verdict, ends_sentence
from broadsheet.models import Cleaned, Fate, Paragraph, Piece, Role, Span

BREAK = "\n\n"
"""What parts the paragraphs of a cleaned text."""

_SPACE: tuple[Fate, str] = ("space", "")
_CODE: tuple[Fate, str] = ("removed", MARKUP)
_REMOVED_CODE = Verdict(*_CODE, rule=MARKUP)

_PAGE_BREAK = " "
_BROKEN = 50
"""So long at least is a line that fills its page; shorter ones may be parts of a list."""
_ITEM = re.compile(r"\w{1,3}[.)]")

_ORDER: dict[str, int] = {"title": 0, "dek": 1}


def reading_order(verdicts: Sequence[Verdict]) -> list[int]:
    """Return the units of the cleaned text: headline, standfirst, body."""
    kept = [i for i, v in enumerate(verdicts) if v.fate == "kept" or v.reason in _ORDER]
    return sorted(kept, key=lambda i: (_ORDER.get(verdicts[i].reason, 2), i))


def lay_out(text: str, units: Sequence[Unit], verdicts: Sequence[Verdict], byline: Span | None) -> Cleaned:
    """Return the cleaned article; `byline` is where the writer's name stands in the raw text."""
    places: dict[int, Span] = {}
    gaps: dict[int, str] = {}
    paragraphs: list[Paragraph] = []
    offset, above = 0, ""
    for i in reading_order(verdicts):
        role, words, raw = _role(verdicts[i]), units[i].text, Span(units[i].start, units[i].end)
        broken = role == "body" and _goes_on(above, words)
        gaps[i] = "" if not places else _PAGE_BREAK if broken else BREAK
        places[i] = Span(offset + len(gaps[i]), offset + len(gaps[i]) + len(words))
        offset, above = places[i].end, words if role == "body" else ""
        first = paragraphs.pop() if broken else Paragraph(role, places[i], raw)
        paragraphs.append(Paragraph(role, Span(first.clean.start, offset), Span(first.raw.start, raw.end)))
    body = [p.clean for p in paragraphs if p.role == "body"]
    return Cleaned(
        text="".join(gap + units[i].text for i, gap in gaps.items()),
        body=Span(body[0].start, body[-1].end) if body else Span(offset, offset),
        paragraphs=tuple(paragraphs),
        ledger=tuple(_pieces(text, units, verdicts, places, gaps)),
        title=next((p.clean for p in paragraphs if p.role == "title"), None),
        dek=next((p.clean for p in paragraphs if p.role == "dek"), None),
        byline=byline,
    )


def _goes_on(above: str, text: str) -> bool:
    """Return whether a paragraph stops within a sentence that the text below ends: a page ended there."""
    if len(above) < _BROKEN or above[0].islower() or not (above[-1].islower() or above[-1] == ","):
        return False
    return text[:1].islower() and ends_sentence(text) and _ITEM.match(text) is None


def _role(verdict: Verdict) -> Role:
    return "title" if verdict.reason == "title" else "dek" if verdict.reason == "dek" else "body"


_span, _piece = partial(tuple.__new__, Span), partial(tuple.__new__, Piece)
"""What makes a named tuple of its values in less than half the time that its own name takes."""


def _pieces(
    text: str,
    units: Sequence[Unit],
    verdicts: Sequence[Verdict],
    places: dict[int, Span],
    gaps: dict[int, str],
) -> list[Piece]:
    pieces: list[Piece] = []
    offset = 0
    for i, (unit, verdict) in enumerate(zip(units, verdicts, strict=True)):
        _, start, end, words, edits = unit
        place = places.get(i)
        if place is None and not edits and (between := text[offset:start]).isspace():
            # So are nearly all lines of a page.
            blank = (_span((offset, start)), between, "", None, "space", "", "blank", "")
            pieces += _piece(blank), _piece((_span((start, end)), words, "", None, *verdict))
        else:
            pieces += _gap(text, offset, start, place, gaps.get(i, ""))
            pieces += _taken_out(text, unit, verdict) if place is None else _parts(text, unit, verdict, place)
        offset = end
    return [*pieces, *_gap(text, offset, len(text), None, "")]


def _gap(text: str, start: int, end: int, place: Span | None, gap: str) -> list[Piece]:
    """Return what stands before a unit: white space, which stands for the break before a paragraph, or code."""
    pieces = []
    between = text[start:end]
    if between and not between.isspace() and trim(text, start, end) is not None:
        pieces.append(Piece(Span(start, end), between, "", None, "removed", MARKUP, MARKUP))
        start, between = end, ""
    if place is not None and gap:
        rule = "paragraph-break" if gap == BREAK else "page-break"
        clean = Span(place.start - len(gap), place.start)
        pieces.append(Piece(Span(start, end), between, gap, clean, "space", "", rule))
    elif between:
        pieces.append(Piece(Span(start, end), between, "", None, "space", "", "blank"))
    return pieces


def _taken_out(text: str, unit: Unit, verdict: Verdict) -> list[Piece]:
    """Return the pieces of a unit that does not stand in the cleaned text: its words, and the code within them."""
    if not unit.edits:
        return [Piece(Span(unit.start, unit.end), unit.text, "", None, *verdict)]
    pieces = []
    start = unit.start
    codes = [(edit.start, edit.end) for edit in unit.edits if edit.rule == MARKUP]
    for code in [*codes, (unit.end, unit.end)]:
        for place, what in ((Span(start, code[0]), verdict), (Span(*code), _REMOVED_CODE)):
            if place.start < place.end:
                pieces.append(Piece(place, text[place.start : place.end], "", None, *what))
        start = code[1]
    return pieces


def _parts(text: str, unit: Unit, verdict: Verdict, place: Span) -> list[Piece]:
    """Return a kept unit's pieces: its words, and each mend on its own."""
    if not unit.edits:
        return [Piece(Span(unit.start, unit.end), unit.text, unit.text, place, *verdict)]
    pieces: list[Piece] = []
    raw, clean = unit.start, place.start

    def add(end: int, became: str, rule: str) -> None:
        nonlocal raw, clean
        if end > raw:
            span = Span(clean, clean + len(became)) if became else None
            own = (verdict.fate, verdict.reason) if became.strip() else _SPACE
            fate, reason = _CODE if rule == MARKUP and not became else own
            pieces.append(Piece(Span(raw, end), text[raw:end], became, span, fate, reason, rule, verdict.doubt))
            raw, clean = end, clean + len(became)

    for edit in unit.edits:
        add(edit.start, text[raw : edit.start], verdict.rule)
        add(edit.end, edit.became, edit.rule)
    add(unit.end, text[raw : unit.end], verdict.rule)
    return pieces
