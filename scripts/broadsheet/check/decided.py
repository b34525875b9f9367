"""Checks what people decided about one article: unregistered names, impossible dates, decisions without object."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Literal

from broadsheet import dates
from broadsheet.check.caution import cautions
from broadsheet.check.naming import ENTITIES, OUTLETS
from broadsheet.clean import Decision
from broadsheet.clean.decisions import count_places, decisions_of, place_decisions
from broadsheet.corpus import Entry
from broadsheet.describe import Knowledge, claims_found, names_found
from broadsheet.describe.address import day_in
from broadsheet.describe.days import dates_in
from broadsheet.describe.decisions import places_of
from broadsheet.models import Article, DateRange
from broadsheet.problems import Problem
from broadsheet.records.strict_yaml import Key


def _at(entry: Entry, key: Key, code: str, message: str, hint: str, *, warning: bool = False) -> Problem:
    line, column = entry.source.place(key)
    level: Literal["error", "warning"] = "warning" if warning else "error"
    return Problem(entry.sidecar_path, line, column, code, message, hint, level)


def check_entry(entry: Entry, outlets: Collection[str]) -> Iterator[Problem]:
    """Yield the problems that a sidecar has with its article and with the ids of the registered outlets."""
    sidecar = entry.sidecar
    if sidecar.outlet is not None and sidecar.outlet not in outlets:
        hint = f"add it to {OUTLETS}, or leave the key out where nobody knows"
        yield _at(
            entry, ("outlet",), "SIDECAR-OUTLET", f"nobody has registered the outlet {sidecar.outlet!r}", hint
        )
    if sidecar.date is not None:
        try:
            dates.parse(sidecar.date)
        except ValueError as e:
            yield _at(entry, ("date",), "SIDECAR-DATE", str(e), f"write one of: {dates.ALLOWED}")
        if not sidecar.date_note:
            hint = "say in `date_note` how it is known"
            yield _at(entry, ("date",), "SIDECAR-NOTE", "a date without its ground", hint, warning=True)
    if sidecar.status == "withdrawn" and not sidecar.withdrawn_reason:
        hint = "say in `withdrawn_reason` why; readers see it in place of the article"
        yield _at(entry, ("status",), "SIDECAR-NOTE", "withdrawn without a reason", hint)
    yield from _overrides(entry)


def _overrides(entry: Entry) -> Iterator[Problem]:
    for name, overrides in (("keep", entry.sidecar.keep), ("drop", entry.sidecar.drop)):
        decisions = decisions_of(overrides)
        placed = place_decisions(entry.raw.text, decisions)
        for i, decision in enumerate(decisions):
            if (decision.line is None) == (decision.words is None):
                what = "names not one part of the raw text"
                yield _at(entry, (name, i), "SIDECAR-LINE", what, "give `line` or `words`")
            elif decision not in placed:
                yield _unplaced(entry, (name, i), decision)
            elif decision.words is not None and (times := count_places(entry.raw.text, decision.words)) > 1:
                what = f"{decision.words[:60]!r} stands {times} times in {entry.raw.path}; the first is meant"
                hint = "give the `line`, or more words"
                yield _at(entry, (name, i, "words"), "SIDECAR-SEVERAL", what, hint, warning=True)


def _unplaced(entry: Entry, key: Key, decision: Decision) -> Problem:
    """Return what to say of a decision that means no part of the raw text."""
    if decision.words is not None:
        what = f"{decision.words[:60]!r} is not in {entry.raw.path}"
        return _at(entry, (*key, "words"), "SIDECAR-WORDS", what, "copy the words exactly")
    lines = len(re.split(r"\r\n|[\r\n]", entry.raw.text))
    beyond = decision.line is not None and decision.line > lines
    what = f"line {decision.line} is {'beyond the end' if beyond else 'an empty line'} of {entry.raw.path}"
    return _at(entry, (*key, "line"), "SIDECAR-LINE", what, f"the file has {lines} lines")


def check_decisions(entry: Entry, article: Article, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield what decisions of a sidecar do not meet in its article, and where its cleaning wants a look.

    `knowledge` is what the article was described with.
    """
    yield from _other_date(entry, article)
    yield from _added_names(entry, article, knowledge)
    yield from _rejected_names(entry, article, knowledge)
    yield from _added_claims(entry, article)
    yield from _judged_claims(entry, article, knowledge)
    yield from cautions(article, entry.raw.text)


def _other_date(entry: Entry, article: Article) -> Iterator[Problem]:
    """Yield a warning where text or address state other days than the sidecar, unless its note tells of one."""
    day, note = article.date.value, entry.sidecar.date_note
    if day is None or article.date.status != "curated":
        return
    told = {found.edtf for found, _ in dates_in(note)}
    stated = {found: quote.text for quote in article.date.evidence for found, _ in dates_in(quote.text)}
    address = day_in(article.source.url)
    if stated and not any(found.edtf in told or _meet(found, day) for found in stated):
        what, words = "that the text states", next(iter(stated.values()))
    elif not stated and address is not None and not _is_about(address[0], day):
        what, words = "in its address", address[1].strip("/")
        if words in note or address[0] in told:
            return
    else:
        return
    hint = f"mend one of the two, or say in `date_note` why it is not {words!r}: with {words!r} in it, this goes"
    what = f"{day.edtf} is not the day {what}, {words!r}"
    yield _at(entry, ("date",), "SIDECAR-DIFFERS", what, hint, warning=True)


def _is_about(iso: str, day: DateRange) -> bool:
    """Return whether a range has a day or one beside it: an address may be of another time zone."""
    found = date.fromisoformat(iso)
    near = [(found + timedelta(days=n)).isoformat() for n in (-1, 1)]
    return (day.earliest or "") <= near[1] and near[0] <= (day.latest or "~")


def _meet(a: DateRange, b: DateRange) -> bool:
    """Return whether two ranges have a day in common; what is open has no end."""
    return (a.earliest or "") <= (b.latest or "~") and (b.earliest or "") <= (a.latest or "~")


def _added_names(entry: Entry, article: Article, knowledge: Knowledge) -> Iterator[Problem]:
    added = entry.sidecar.entities.add
    registered = {entity.id for entity in knowledge.entities} if added else set()
    before: set[str] = set()
    for i, item in enumerate(added):
        key = ("entities", "add", i)
        if item.entity not in registered:
            what = f"nobody has registered the entity {item.entity!r}"
            yield _at(entry, (*key, "entity"), "SIDECAR-ENTITY", what, f"add it to {ENTITIES}, or mend the id")
        if next(places_of(item.words, article.cleaned.text), None) is None:
            yield _missing(entry, key, item.words, article.cleaned.text)
        if item.words in before:
            yield _idle(entry, key, f"{item.words!r} is added twice")
        before.add(item.words)


def _rejected_names(entry: Entry, article: Article, knowledge: Knowledge) -> Iterator[Problem]:
    rejected = entry.sidecar.entities.reject
    found = names_found(article, knowledge) if rejected else frozenset()
    for i, item in enumerate(rejected):
        key = ("entities", "reject", i)
        if next(places_of(item.words, article.cleaned.text), None) is None:
            yield _missing(entry, key, item.words, article.cleaned.text)
        elif item.words not in found:
            yield _idle(entry, key, f"nobody takes {item.words!r} for a name")


def _added_claims(entry: Entry, article: Article) -> Iterator[Problem]:
    before: set[tuple[str, str]] = set()
    for i, item in enumerate(entry.sidecar.claims.add):
        key = ("claims", "add", i)
        if item.words not in article.cleaned.text:
            yield _missing(entry, key, item.words, article.cleaned.text)
        elif (item.speaker, item.words) in before:
            yield _idle(entry, key, f"the statement {item.words[:60]!r} is added twice")
        before.add((item.speaker, item.words))


def _judged_claims(entry: Entry, article: Article, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield what is wrong with the statements that are rejected, and with those whose speaker is corrected."""
    rejected, corrected = entry.sidecar.claims.reject, entry.sidecar.claims.correct
    found = claims_found(article, knowledge) if rejected or corrected else frozenset()
    left = {claim.id for claim in article.claims}
    for i, item in enumerate(rejected):
        key = ("claims", "reject", i)
        if item.claim in left:
            what = f"the statement {item.claim} is still there"
            yield _at(entry, key, "SIDECAR-CLAIM", what, "it was added in the same file")
        elif item.claim not in found:
            yield _idle(entry, key, f"there is no statement {item.claim} to reject")
    before = {item.claim for item in rejected}
    for i, right in enumerate(corrected):
        key = ("claims", "correct", i)
        if right.claim not in found:
            yield _idle(entry, key, f"there is no statement {right.claim} to correct")
        elif right.claim in before:
            yield _idle(entry, key, f"the statement {right.claim} is rejected or corrected already")
        before.add(right.claim)


def _missing(entry: Entry, key: Key, words: str, text: str) -> Problem:
    if words in text:
        what, hint = "stands only inside longer words", "name whole words"
    elif count_places(entry.raw.text, words):
        what, hint = "stands in what cleaning took out", "name its line under `keep`; `broadsheet show` tells it"
    else:
        what, hint = "is not in the cleaned text", "copy the words exactly"
    return _at(entry, key, "SIDECAR-WORDS", f"{words[:60]!r} {what}", hint)


def _idle(entry: Entry, key: Key, what: str) -> Problem:
    return _at(entry, key, "SIDECAR-IDLE", what, "remove the decision, or mend it", warning=True)
