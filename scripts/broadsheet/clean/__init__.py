"""Clean: from the raw text of an article to its own words, and the account of everything that was taken out."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.clean.decisions import Decision, decide, place_decisions
from broadsheet.clean.fields import find_names, judge_fields
from broadsheet.clean.furniture import match_furniture
from broadsheet.clean.html import clean_page
from broadsheet.clean.ledger import lay_out, reading_order
from broadsheet.clean.letterhead import judge_letterhead, part_head
from broadsheet.clean.page import is_page, judge_page
from broadsheet.clean.paging import judge_page_headers
from broadsheet.clean.residue import in_company, judge_residue
from broadsheet.clean.source_line import part_source_line
from broadsheet.clean.units import Unit, split_units
from broadsheet.clean.verdicts import KEPT, NOTHING_ELSE, Verdict, is_prose
from broadsheet.models import Cleaned, Raw, Span

__all__ = ["Decision", "clean"]

_MOST_PASSES = 20
"""A text is judged anew until nothing more goes; real texts need two or three passes."""


def clean(raw: Raw, keep: Sequence[Decision] = (), drop: Sequence[Decision] = ()) -> Cleaned:
    """Return an article's own words and the ledger of what became of every character of the raw text."""
    if raw.kind == "html":
        return clean_page(raw, keep, drop)
    text = raw.text
    places = place_decisions(text, [*keep, *drop])
    units = split_units(text, sorted({edge for place in places.values() for edge in place}))
    decided = [decide(unit, keep, drop, places) if places else None for unit in units]
    units, decided = part_head(text, units, decided)
    decided = judge_letterhead(units, judge_page_headers(units, decided))
    units, decided = part_source_line(text, units, decided)
    verdicts = _settle([unit.text for unit in units], decided)
    return lay_out(text, units, verdicts, _find_byline(text, units, verdicts))


def _settle(texts: Sequence[str], decided: Sequence[Verdict | None]) -> list[Verdict]:
    """Return verdicts that would be the same if the cleaned text were cleaned again."""
    verdicts = [KEPT] * len(texts)
    order = list(range(len(texts)))
    for _ in range(_MOST_PASSES):
        judged = _judge([texts[i] for i in order], [decided[i] for i in order])
        titled = any(v.reason == "title" for v in verdicts)
        for i, verdict in zip(order, judged, strict=True):
            if verdict.fate == "removed" or verdicts[i].fate == "kept":
                verdicts[i] = KEPT if titled and verdict.reason == "title" else verdict
        before, order = order, reading_order(verdicts)
        if order == before:
            break
    return _rescue(texts, decided, verdicts)


def _judge(texts: Sequence[str], decided: Sequence[Verdict | None]) -> list[Verdict]:
    """Return what one look at the units says of each."""
    matched = [match_furniture(text) for text in texts]
    found = in_company(texts, matched)
    judged = judge_page(texts, matched, found) if is_page(texts, found) else judge_residue(texts, found)
    verdicts = [own or verdict for own, verdict in zip(decided, judged, strict=True)]
    judge_fields(texts, verdicts)
    return verdicts


def _rescue(texts: Sequence[str], decided: Sequence[Verdict | None], verdicts: list[Verdict]) -> list[Verdict]:
    """Keep all prose where none would be left."""
    if not any(v.fate != "removed" and is_prose(text) for text, v in zip(texts, verdicts, strict=True)):
        for i, text in enumerate(texts):
            if decided[i] is None and is_prose(text):
                verdicts[i] = NOTHING_ELSE
    return verdicts


def _find_byline(text: str, units: Sequence[Unit], verdicts: Sequence[Verdict]) -> Span | None:
    found = find_names([unit.text for unit in units], verdicts)
    if found is None:
        return None
    unit, names = units[found[0]], found[1]
    # Mends before the names may have changed the length; their last words are looked for from the end.
    return Span(unit.end - (len(unit.text) - names[0]), unit.end - (len(unit.text) - names[1]))
