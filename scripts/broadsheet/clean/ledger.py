"""Lay kept and removed units out as the cleaned text and the ledger that accounts for every character."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.clean.units import Unit
from broadsheet.clean.verdicts import Verdict
from broadsheet.models import Cleaned, Paragraph, Piece, Role, Span

BREAK = "\n\n"
"""What parts the paragraphs of a cleaned text."""

_ORDER: dict[str, int] = {"title": 0, "dek": 1}


def reading_order(verdicts: Sequence[Verdict]) -> list[int]:
    """Return the units of the cleaned text: headline, standfirst, body."""
    kept = [i for i, v in enumerate(verdicts) if v.fate == "kept" or v.reason in _ORDER]
    return sorted(kept, key=lambda i: (_ORDER.get(verdicts[i].reason, 2), i))


def lay_out(text: str, units: Sequence[Unit], verdicts: Sequence[Verdict], byline: Span | None) -> Cleaned:
    """Return the cleaned article; `byline` is where the writer's name stands in the raw text."""
    places: dict[int, Span] = {}
    offset = 0
    for i in reading_order(verdicts):
        start = offset + len(BREAK) if places else 0
        offset = start + len(units[i].text)
        places[i] = Span(start, offset)
    paragraphs = tuple(
        Paragraph(_role(verdicts[i]), place, Span(units[i].start, units[i].end)) for i, place in places.items()
    )
    body = [p.clean for p in paragraphs if p.role == "body"]
    return Cleaned(
        text=BREAK.join(units[i].text for i in places),
        body=Span(body[0].start, body[-1].end) if body else Span(offset, offset),
        paragraphs=paragraphs,
        ledger=tuple(_pieces(text, units, verdicts, places)),
        title=next((p.clean for p in paragraphs if p.role == "title"), None),
        dek=next((p.clean for p in paragraphs if p.role == "dek"), None),
        byline=byline,
    )


def _role(verdict: Verdict) -> Role:
    return "title" if verdict.reason == "title" else "dek" if verdict.reason == "dek" else "body"


def _pieces(text: str, units: Sequence[Unit], verdicts: Sequence[Verdict], places: dict[int, Span]) -> list[Piece]:
    pieces: list[Piece] = []
    offset = 0
    for i, (unit, verdict) in enumerate(zip(units, verdicts, strict=True)):
        place = places.get(i)
        gap = _gap(text, offset, unit.start, place)
        pieces += [gap] if gap is not None else []
        pieces += [_whole(text, unit, verdict)] if place is None else _parts(text, unit, verdict, place)
        offset = unit.end
    tail = _gap(text, offset, len(text), None)
    return pieces + ([tail] if tail is not None else [])


def _gap(text: str, start: int, end: int, place: Span | None) -> Piece | None:
    """Return the white space before a unit; it stands for the break before a paragraph."""
    if place is not None and place.start > 0:
        clean = Span(place.start - len(BREAK), place.start)
        return Piece(Span(start, end), text[start:end], BREAK, clean, "space", rule="paragraph-break")
    if start == end:
        return None
    return Piece(Span(start, end), text[start:end], "", None, "space", rule="blank")


def _whole(text: str, unit: Unit, verdict: Verdict) -> Piece:
    return Piece(Span(unit.start, unit.end), text[unit.start : unit.end], "", None, *verdict)


def _parts(text: str, unit: Unit, verdict: Verdict, place: Span) -> list[Piece]:
    """Return a kept unit's pieces: its words, and each mend on its own."""
    pieces: list[Piece] = []
    raw, clean = unit.start, place.start

    def add(end: int, became: str, rule: str) -> None:
        nonlocal raw, clean
        if end > raw:
            span = Span(clean, clean + len(became)) if became else None
            fate = verdict.fate if became.strip() else "space"
            reason = verdict.reason if fate != "space" else ""
            pieces.append(Piece(Span(raw, end), text[raw:end], became, span, fate, reason, rule, verdict.doubt))
            raw, clean = end, clean + len(became)

    for edit in unit.edits:
        add(edit.start, text[raw : edit.start], verdict.rule)
        add(edit.end, edit.became, edit.rule)
    add(unit.end, text[raw : unit.end], verdict.rule)
    return pieces
