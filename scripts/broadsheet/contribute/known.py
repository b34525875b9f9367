"""Puts what a person says about an article into the form of a sidecar: a date in EDTF, an outlet by its id."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args
from urllib.parse import urlsplit

from broadsheet import dates
from broadsheet.contribute.ids import slug
from broadsheet.contribute.submissions import Submission
from broadsheet.dates import DayOrder
from broadsheet.describe.address import host_of, is_on
from broadsheet.describe.days import dates_in
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.records import MAX_ID, RESERVED, URL_PATTERN, OutletRecord
from broadsheet.words import table


def wrong(given: Submission, code: str, message: str, hint: str) -> BroadsheetError:
    """Return what is wrong with a submission, at the place it comes from."""
    return BroadsheetError(Problem(given.where, given.line or 1, 1, code, message, hint))


_NUMBERS = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?:[ T,].{0,40})?")


def in_order(words: str, order: DayOrder | None = None) -> str:
    """Return a date in numbers such as 25/4/2019 as 2019-04-25; all else as it is."""
    match = _NUMBERS.fullmatch(words)
    if match is None:
        return words
    return dates.of_numbers(int(match[1]), int(match[3]), int(match[4]), order) or words


def with_date(known: Submission) -> Submission:
    """Return what is known with the days in EDTF; `6 January 2023` or 25/4/2023 is understood too."""
    collected = in_order(known.collected)
    days = [day.edtf for day, _ in dates_in(collected)]
    known = replace(known, collected=days[0] if len(days) == 1 else collected, date=in_order(known.date))
    if not known.date:
        return known
    try:
        return replace(known, date=dates.parse(known.date).edtf)
    except ValueError:
        found = [day.edtf for day, _ in dates_in(known.date)]
        if len(found) != 1:
            what = f"{known.date[:200]!r} is no date that can mean one day only"
            hint = "write it as 2023-01-06"
            if match := _NUMBERS.fullmatch(known.date):
                numbers = int(match[1]), int(match[3]), int(match[4])
                if not any(dates.of_numbers(*numbers, order) for order in get_args(DayOrder)):
                    raise wrong(known, "SIDECAR-DATE", f"{known.date!r} is no day of the calendar", hint) from None
                hint += "; for a table, `--dates day-first` or `--dates month-first` says how all are meant"
            raise wrong(known, "SIDECAR-DATE", what, hint) from None
        return replace(known, date=found[0])


def with_outlet(known: Submission, outlets: Sequence[OutletRecord]) -> tuple[Submission, OutletRecord | None]:
    """Return what is known with the outlet's id, and a record for an outlet nobody has registered."""
    said = " ".join(known.outlet.split())
    if not said:
        return known, None
    if re.match(URL_PATTERN, said):
        hint = "give its name as `outlet`, and the address as `source_url`"
        raise wrong(known, "SIDECAR-OUTLET", f"{said[:60]!r} is an address, no outlet's name", hint)
    for outlet in outlets:
        if said.casefold() in {name.casefold() for name in (outlet.id, outlet.name, *outlet.spellings)}:
            return replace(known, outlet=outlet.id), None
    name = slug(said)[:MAX_ID].strip("-")
    name = f"outlet-{name}" if name in RESERVED else name
    if not name:
        hint = "write its name with at least one letter or digit"
        raise wrong(known, "SIDECAR-OUTLET", f"{said[:60]!r} can be no outlet's name", hint)
    if name in {outlet.id for outlet in outlets}:
        return replace(known, outlet=name), None
    return replace(known, outlet=name), OutletRecord(id=name, name=said[:500])


def may_be_at(outlet: OutletRecord, url: str) -> bool:
    """Return whether an address is called like an outlet: by a word of its name, or its first letters.

    A page that another outlet wrote first states that one's address as its own.
    """
    host, words = host_of(url), slug(outlet.name).split("-")
    initials = "".join(word[0] for word in words if word)
    return any(len(word) >= _TELLING and word in host for word in (*words, "".join(words))) or (
        len(initials) > 1 and any(label.startswith(initials) for label in host.split("."))
    )


_TELLING = 3
"""Letters of a word that an address is called by."""


def on_site(outlet: OutletRecord, url: str) -> OutletRecord:
    """Return an outlet's record with the site on which an article of it stands, unless that shows others' too."""
    host = host_of(url)
    home = f"{urlsplit(url).scheme}://{urlsplit(url).hostname}/" if host else ""
    if not re.fullmatch(URL_PATTERN, home) or any(is_on(host, carrier) for carrier in table("carriers")):
        return outlet
    return OutletRecord(id=outlet.id, name=outlet.name, url=home)
