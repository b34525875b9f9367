"""Cleans a saved page: its paragraphs, its article's region, and what its metadata states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.clean.decisions import Decision, decide, place_decisions
from broadsheet.clean.fields import find_names
from broadsheet.clean.html.blocks import Document, split_blocks
from broadsheet.clean.html.head import Stated, pick, pick_facts, read_head
from broadsheet.clean.html.headline import find_byline, find_headline, find_lead
from broadsheet.clean.html.judge import judge_document
from broadsheet.clean.ledger import lay_out
from broadsheet.clean.units import Unit, raw_offset
from broadsheet.clean.verdicts import NOTHING_ELSE, Verdict, is_prose
from broadsheet.models import Cleaned, Fact, Raw, Span

__all__ = ["clean_page"]


def clean_page(raw: Raw, keep: Sequence[Decision], drop: Sequence[Decision]) -> Cleaned:
    """Return the article of a saved page and the ledger of its whole source."""
    places = place_decisions(raw.text, [*keep, *drop])
    document = split_blocks(raw.text, sorted({edge for place in places.values() for edge in place}))
    stated = read_head(raw.text, document)
    decided = [decide(block.unit, keep, drop, places) for block in document.blocks]
    judged = judge_document(document, stated_body(stated))
    verdicts = [own or verdict for own, verdict in zip(decided, judged, strict=True)]
    units = [block.unit for block in document.blocks]
    title = _name_fields(document, verdicts, decided, stated)
    byline = _byline(units, verdicts)
    _rescue(units, decided, verdicts)
    cleaned = lay_out(raw.text, units, verdicts, None if byline is None else byline.raw)
    return replace(cleaned, facts=_with_byline(pick_facts(stated, raw.text, document, title or 0), byline))


def _with_byline(facts: tuple[Fact, ...], byline: Fact | None) -> tuple[Fact, ...]:
    """Return facts with who wrote the article by its own words, where the metadata names nobody but the outlet."""
    named = {fact.kind: fact.value.casefold() for fact in facts}
    if byline is None or named.get("byline") not in (None, named.get("outlet")):
        return facts
    return (*(fact for fact in facts if fact.kind != "byline"), byline)


_SHORTEST_BODY = 200


def stated_body(stated: Stated) -> str:
    """Return the article as the metadata has it, its words parted by single spaces; empty where it has none."""
    fact = pick(stated, "body")
    return fact.value if fact is not None and len(fact.value) >= _SHORTEST_BODY else ""


def _name_fields(
    document: Document, verdicts: list[Verdict], decided: Sequence[Verdict | None], stated: Stated
) -> int | None:
    """Write headline, standfirst and byline into the verdicts and return which paragraph is the headline."""
    names = [document.elements[block.element].name for block in document.blocks]
    own = next((i for i, name in enumerate(names) if name == "title"), None)
    fact = pick(stated, "title")
    titles = [fact.value if fact else "", document.blocks[own].unit.text if own is not None else ""]
    title = find_headline(document, verdicts, titles)
    rule = "page-heading"
    if title is None:
        title, rule = own, "page-title"
    if title is None:
        return None
    if own is not None and decided[own] is None:
        verdicts[own] = Verdict("removed", "repeated", "page-title")
    if decided[title] is None:
        verdicts[title] = Verdict("field", "title", rule)
    described = pick(stated, "description")
    lead = find_lead(document, verdicts, title, described.value if described else "")
    if lead is not None and decided[lead] is None:
        verdicts[lead] = Verdict("field", "dek", "standfirst-named")
    byline = find_byline(document, verdicts, title)
    if byline is not None and decided[byline] is None:
        verdicts[byline] = Verdict("field", "byline", "byline")
    return title


def _byline(units: Sequence[Unit], verdicts: Sequence[Verdict]) -> Fact | None:
    """Return who wrote the article as a line of it says, without the code that may stand between the names."""
    found = find_names([unit.text for unit in units], verdicts)
    if found is None:
        return None
    unit, names = units[found[0]], found[1]
    # The first character's own place: code may stand before it.
    place = Span(raw_offset(unit, names[0] + 1) - 1, raw_offset(unit, names[1]))
    return Fact("byline", unit.text[slice(*names)].strip(" ,"), place, verdicts[found[0]].rule)


def _rescue(units: Sequence[Unit], decided: Sequence[Verdict | None], verdicts: list[Verdict]) -> None:
    """Keep all prose where nothing is kept."""
    if not any(verdict.fate == "kept" for verdict in verdicts):
        for i, unit in enumerate(units):
            if decided[i] is None and verdicts[i].fate == "removed" and is_prose(unit.text):
                verdicts[i] = NOTHING_ELSE
