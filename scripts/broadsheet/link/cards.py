"""Cards of many articles as columns, in which equal findings stand once: read in half the time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import islice, repeat
from typing import Any

from pydantic_core import from_json, to_json

from broadsheet.models import Card, Claim, Correction, DateRange, Finding, Source

_FINDINGS = ("title", "byline", "outlet", "date", "language")
# What cards leave to the articles (`models.card_of`).
_LEFT: Mapping[str, Any] = {
    **dict.fromkeys(("evidence", "spans", "raw_spans"), ()),
    **dict.fromkeys(("speaker_clean", "cue_clean")),
}


def packed_cards(cards: Sequence[Card]) -> bytes:
    """Return cards as JSON: columns of them, of their sources, of their distinct findings, of all their claims."""
    findings: dict[Finding[Any], int] = {}
    columns = _columns(Card, cards)
    sources = _columns(Source, columns.pop("source"))
    for name in _FINDINGS:
        columns[name] = [findings.setdefault(finding, len(findings)) for finding in columns[name]]
    claims = [claim for said in columns["claims"] for claim in said]
    columns["claims"] = list(map(len, columns["claims"]))
    return to_json([columns, sources, _columns(Finding, list(findings)), _columns(Claim, claims)])


def unpacked_cards(data: bytes) -> list[Card]:
    """Return the cards that were packed."""
    columns, sources, findings, claims = from_json(data)
    number = len(columns["id"])
    findings["value"] = [DateRange(**v) if isinstance(v, dict) else v for v in findings["value"]]
    found = made(Finding, len(findings["value"]), findings)
    said = iter(made(Claim, len(claims["id"]), claims))
    for name in _FINDINGS:
        columns[name] = map(found.__getitem__, columns[name])
    columns["source"] = made(Source, number, sources)
    columns["claims"] = (tuple(islice(said, number)) for number in columns["claims"])
    columns["corrections"] = (tuple(Correction(**each) for each in made) for made in columns["corrections"])
    columns["removed"] = (tuple(map(tuple, counted)) for counted in columns["removed"])
    return made(Card, number, columns)


def _columns(kind: type, items: Sequence[Any]) -> dict[str, list[Any]]:
    names = (field.name for field in fields(kind) if field.name not in _LEFT)
    return {name: [getattr(item, name) for item in items] for name in names}


def made(kind: type, number: int, columns: Mapping[str, Iterable[Any]]) -> list[Any]:
    """Return so many values of a kind; columns that cards leave out may be missing.

    Their fields are filled one after the other: `__init__` of a frozen type would take twice as long.
    """
    values: list[Any] = list(map(object.__new__, repeat(kind, number)))
    for field in fields(kind):
        column = columns[field.name] if field.name in columns else repeat(_LEFT[field.name])
        deque(map(getattr(kind, field.name).__set__, values, column), maxlen=0)
    return values
