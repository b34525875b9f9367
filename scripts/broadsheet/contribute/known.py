"""Puts what a person says about an article into the form of a sidecar: a date in EDTF, an outlet by its id."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from broadsheet import dates
from broadsheet.contribute.ids import slug
from broadsheet.contribute.submissions import Submission
from broadsheet.describe.address import host_of, is_on
from broadsheet.describe.date import dates_in
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.records import URL_PATTERN, OutletRecord
from broadsheet.words import table


def wrong(given: Submission, code: str, message: str, hint: str) -> BroadsheetError:
    """Return what is wrong with a submission, at the place it comes from."""
    return BroadsheetError(Problem(given.where, given.line or 1, 1, code, message, hint))


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


def on_site(outlet: OutletRecord, url: str) -> OutletRecord:
    """Return an outlet's record with the site on which an article of it stands, unless that shows others' too."""
    host = host_of(url)
    home = f"{urlsplit(url).scheme}://{urlsplit(url).hostname}/" if host else ""
    if not re.fullmatch(URL_PATTERN, home) or any(is_on(host, carrier) for carrier in table("carriers")):
        return outlet
    return OutletRecord(id=outlet.id, name=outlet.name, url=home)
