"""Tells the letterhead of a press release or transcript: whose paper it is, and of what kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from broadsheet.clean.furniture import match_furniture
from broadsheet.clean.units import Unit, make_unit
from broadsheet.clean.verdicts import Verdict, is_headline, is_prose
from broadsheet.words import table, word_set

_REACH = 25
"""Units that a letterhead may have, with those of several offices."""
_TAIL = 12
"""Among so many last units stands whom to ask, or that the release ends."""
_LATEST = 3
"""Of the first units one names an office; in an article such a line stands anywhere."""
_LETTERS = re.compile("[a-z&]{1,40}")
_SPACED_OUT = re.compile(r"(?:\S ){6,120}\S\Z")
"""A line printed like `M E D I A`: no headline is."""
_LONGEST_DAY = 60
_PRINTED = re.compile(r"\S{1,200}(?:\s\S{1,200}){0,200}")
"""What stands without two spaces within it was one line."""
_REACHED = re.compile(r"\w@\w|\d{3}[ -]\d{3}|\d{4} \d{4}")
_COUNT = re.compile(r"\d{1,3}(?:/\d{1,3})?")

_HEAD = Verdict("removed", "letterhead", "letterhead")
_LABEL = Verdict("removed", "letterhead", "release-label")
_CONTACT = Verdict("removed", "contact", "release-contact")
_NUMBER = Verdict("removed", "page-header", "page-number")


class _Head(NamedTuple):
    """The lines above the running text, by place."""

    labels: list[int]
    """What say what kind of paper it is: above stands the letterhead, below the headline."""
    marks: list[int]
    """What else is printed on such papers."""
    holders: list[int]
    """What name somebody by an honour or letters after the name, or are printed with a space after each letter."""
    offices: list[int]
    """What begin as the name of an office does; a headline in capitals may, too."""
    titles: list[int]
    """What may be the headline."""


def part_head(
    text: str, units: list[Unit], decided: list[Verdict | None]
) -> tuple[list[Unit], list[Verdict | None]]:
    """Return the units and decisions with lines above the text parted where printed ones ended.

    `MEDIA RELEASE  Quay to open in spring  4 May 2023`: a converter left two spaces.
    """
    above = next((i + 1 for i, unit in enumerate(units[:_REACH]) if is_prose(unit.text)), 0)
    parts = [_part(text, unit) if not own else [unit] for unit, own in zip(units[:above], decided, strict=False)]
    owns = [own for row, own in zip(parts, decided, strict=False) for _ in row]
    return [*(unit for row in parts for unit in row), *units[above:]], [*owns, *decided[above:]]


def _part(text: str, unit: Unit) -> list[Unit]:
    lines = [m.span() for m in _PRINTED.finditer(text, unit.start, unit.end)]
    last = next((i for i in range(1, len(lines)) if _is_day(text, lines[i][0], unit.end)), len(lines))
    told = next((i for i in range(1, last) if _issuer().subject.match(text, lines[i][0])), last)
    first = 1 if lines and _words(text[slice(*lines[0])]) in word_set("letterhead", "labels") else 0
    if first and (first == told or not is_headline(" ".join(text[lines[first][0] : lines[told - 1][1]].split()))):
        first = 0
    cuts = sorted({first, told, last} - {0, len(lines)})
    edges = [0, *cuts, len(lines)]
    if not cuts:
        return [unit]
    return [make_unit(text, unit.line, lines[a][0], lines[b - 1][1]) for a, b in pairwise(edges)]


def _is_day(text: str, start: int, end: int) -> bool:
    entry = match_furniture(" ".join(text[start:end].split())) if end - start <= _LONGEST_DAY else None
    return entry is not None and entry.reason == "date-line"


def _words(text: str) -> str:
    return " ".join(_LETTERS.findall(text.lower()))


def judge_letterhead(units: Sequence[Unit], decided: Sequence[Verdict | None]) -> list[Verdict | None]:
    """Return the verdicts on units with those on a release's letterhead, and on whom to ask, among them."""
    verdicts = list(decided)
    texts = [unit.text for unit in units[:_REACH]]
    above = texts[: next((i for i, text in enumerate(texts) if is_prose(text) and not match_furniture(text)), 0)]
    head, end = _read(above), _find_end(units)
    if head.labels or ((head.holders or head.offices) and end is not None):
        for place, verdict in _judge(above, head):
            verdicts[place] = verdicts[place] or verdict
    for place in range(len(units) if end is None else end + 1, len(units)):
        if _reaches(units[place].text) and not is_prose(units[place].text):
            verdicts[place] = verdicts[place] or _CONTACT
    return verdicts


def _find_end(units: Sequence[Unit]) -> int | None:
    """Return which of the last units says whom the press may ask, or that the text ends; None if none does."""
    ends = word_set("letterhead", "ends")
    tail = range(max(0, len(units) - _TAIL), len(units))
    return next((i for i in tail if (entry := match_furniture(units[i].text)) and entry.id in ends), None)


def _read(above: Sequence[str]) -> _Head:
    kinds = [_kind(text) for text in above]
    return _Head(*([i for i, kind in enumerate(kinds) if kind == field] for field in _Head._fields))


def _kind(text: str) -> str:
    """Return which field of the head a line belongs to; empty where none."""
    words = _words(text)
    if words in word_set("letterhead", "labels"):
        return "labels"
    if words in word_set("letterhead", "marks"):
        return "marks"
    if _issuer().honoured.match(text) or _issuer().lettered.match(text) or _SPACED_OUT.match(text):
        return "holders"
    if _issuer().office.match(text):
        return "offices"
    stated = match_furniture(text) or _issuer().subject.match(text) or _reaches(text)
    return "titles" if is_headline(text) and not stated else ""


def _judge(above: Sequence[str], head: _Head) -> Iterator[tuple[int, Verdict]]:
    """Yield the places of a letterhead with the verdict on each; a headline below it is never one of them."""
    last = max(head.labels, default=-1)
    titles = [i for i in head.titles if i > last]
    # What only begins as an office does may be the headline: below a label, or where nothing else may be.
    offices = [i for i in head.offices if i < last or not head.labels]
    named = sorted(head.holders + (offices if titles or last >= 0 < len(head.holders) else []))
    named = [i for i in named if not titles or i < titles[-1]]
    first = min(named, default=_LATEST)
    told = (titles and (head.labels or len(named) > 1)) or (head.holders and (titles or head.labels))
    whole = range(first, max(last, named[-1]) + 1) if told and first < _LATEST else ()
    for i, text in enumerate(above):
        if i in head.labels or i in head.marks:
            yield i, _LABEL
        elif i in whole or (i in head.holders and i in named):
            yield i, _HEAD
        elif titles and i < titles[0] and _reaches(text):
            yield i, _CONTACT
        elif titles and i < titles[0] and _COUNT.fullmatch(text):
            yield i, _NUMBER


def _reaches(text: str) -> bool:
    return _REACHED.search(text) is not None


class _Issuer(NamedTuple):
    """How a line begins that names an office, its holder, or what an interview is about."""

    honoured: re.Pattern[str]
    lettered: re.Pattern[str]
    office: re.Pattern[str]
    subject: re.Pattern[str]


@cache
def _issuer() -> _Issuer:
    words = {key: "|".join(map(re.escape, word_set("letterhead", key))) for key in table("letterhead")}
    name = r"[A-Z][\w.'’-]{0,20}"
    office = rf"(?:(?:{words['before']}) ){{0,3}}(?:{words['offices']})(?:\Z| (?:{words['links']})\b)"
    return _Issuer(
        honoured=re.compile(rf"(?i:{words['honours']})\.? {name} {name}"),
        lettered=re.compile(rf"(?:{name} ){{2,4}}(?:{words['letters']})\b"),
        office=re.compile(rf"(?i:{office})|(?i:{words['titles']})\.? {name} {name}\Z"),
        subject=re.compile(rf"(?i:{words['subjects']})\s?:"),
    )
