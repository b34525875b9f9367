"""Completes what a person says about an article by what its address and page state; the person always wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from broadsheet import dates
from broadsheet.contribute.clues import PageClues, date_in_address, outlet_at
from broadsheet.contribute.ids import slug
from broadsheet.contribute.submissions import Submission
from broadsheet.describe.date import dates_in
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.records import OutletRecord


def wrong(given: Submission, code: str, message: str, hint: str) -> BroadsheetError:
    """Return what is wrong with a submission, at the place it comes from."""
    return BroadsheetError(Problem(given.where, given.line, 1, code, message, hint))


def with_clues(given: Submission, clues: PageClues, outlets: Sequence[OutletRecord]) -> Submission:
    """Return what the person says, completed by what address and code of the page state."""
    known = given
    if not known.source_url and clues.url is not None:
        known = replace(known, source_url=clues.url.value)
    if not known.outlet:
        at = outlet_at(known.source_url, outlets)
        if at is not None:
            known = replace(known, outlet=at.value, outlet_note=f"The address is at {at.words}.")
        elif clues.site is not None:
            note = "The page's code names its site so."
            known = replace(known, outlet=clues.site.value, outlet_note=note)
    if not known.date:
        in_address = date_in_address(known.source_url)
        if clues.date is not None:
            note = f"The page's code says it was published {clues.date.words}."
            known = replace(known, date=clues.date.value, date_note=note)
        elif in_address is not None:
            note = f"The address has it: {in_address.words}"
            known = replace(known, date=in_address.value, date_note=note)
    return known


def with_date(known: Submission) -> Submission:
    """Return what is known with the date in EDTF; `6 January 2023` is understood too."""
    if not known.date:
        return known
    try:
        return replace(known, date=dates.parse(known.date).edtf)
    except ValueError:
        found = [day.edtf for day, _ in dates_in(known.date)]
        if len(found) != 1:
            what = f"{known.date[:200]!r} is no date that can mean one day only"
            raise wrong(known, "SIDECAR-DATE", what, "write it as 2023-01-06") from None
        return replace(known, date=found[0])


def with_outlet(known: Submission, outlets: Sequence[OutletRecord]) -> tuple[Submission, OutletRecord | None]:
    """Return what is known with the outlet's id, and a record for an outlet nobody has registered."""
    said = " ".join(known.outlet.split())
    if not said:
        return known, None
    for outlet in outlets:
        if said.casefold() in {name.casefold() for name in (outlet.id, outlet.name, *outlet.spellings)}:
            return replace(known, outlet=outlet.id), None
    name = slug(said)[:80].strip("-")
    if not name:
        hint = "write its name with at least one letter or digit"
        raise wrong(known, "SIDECAR-OUTLET", f"{said[:60]!r} can be no outlet's name", hint)
    if name in {outlet.id for outlet in outlets}:
        return replace(known, outlet=name), None
    return replace(known, outlet=name), OutletRecord(id=name, name=said[:500])
