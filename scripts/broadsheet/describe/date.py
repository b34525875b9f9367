"""Finds when an article was published, as far as a person or its own text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from broadsheet import dates
from broadsheet.describe.address import day_in
from broadsheet.describe.days import Told, dates_in, in_dateline, is_revised, stated_days
from broadsheet.describe.evidence import quote_clean, quote_raw
from broadsheet.models import NOT_STATED, Cleaned, DateRange, Finding, Raw, Span
from broadsheet.records import Sidecar
from broadsheet.text.sentences import sentences
from broadsheet.words import word_set

_LONGEST_STATED = 100
_READ = ("en", None)
"""Languages in whose sentences days are looked for; in others nobody would see that one is still to come."""
_GOING_ON = re.compile(r"\b(?:is|are|am)(?: \w+)? \w+ing\b[^,;]*$")
"""`is stepping down in May` looks ahead, or may do so."""
_BACK = 100
"""Characters before a day in which something may be going on that it ends."""
_NEAR = 5
"""Words before a day in running text, one of which may say that the text was changed then."""


def find_date(raw: Raw, cleaned: Cleaned, sidecar: Sidecar, language: str | None) -> Finding[DateRange]:
    """Return the date of publication: curated, stated, inferred from an address or as a bound, or unknown.

    What is said of days in running text is read in English only, so the article's `language` matters there.
    """
    stated = stated_days(raw, cleaned)
    if sidecar.date is not None:
        evidence = tuple(told.quote for told in stated)
        return Finding(dates.parse(sidecar.date), "curated", evidence, sidecar.date_note, "sidecar")
    published = [told for told in stated if not told.revised]
    return (
        _of_page(raw, cleaned)
        or _only(published, "date-line")
        or _only(list(in_dateline(raw, cleaned)), "dateline")
        or _in_address(raw, cleaned, sidecar)
        or _not_after([] if published else stated)
        or (_not_before(raw, cleaned) if language in _READ else NOT_STATED)
    )


def _only(told: Sequence[Told], rule: str) -> Finding[DateRange] | None:
    """Return the one day of which a page speaks; None where there is none or several."""
    one = len({each.day.edtf for each in told}) == 1
    return Finding(told[0].day, "stated", (told[0].quote,), rule=rule) if one else None


def _not_after(revised: Sequence[Told]) -> Finding[DateRange] | None:
    """Return an upper bound: the first of the days on which a page says that it was changed."""
    if not revised:
        return None
    first = min(revised, key=lambda told: told.day.edtf)
    note = "the text says when it was changed; the day of publication is not stated"
    return Finding(dates.parse(f"../{first.day.edtf}"), "inferred", (first.quote,), note, "not-after")


def _of_page(raw: Raw, cleaned: Cleaned) -> Finding[DateRange] | None:
    """Return the day that a saved page's metadata states, as the page writes it: in the outlet's own time zone."""
    fact = cleaned.fact("date")
    if fact is None:
        return None
    days = [found for found, _ in dates_in(fact.value[:_LONGEST_STATED]) if found.earliest == found.latest]
    return Finding(days[0], "stated", (quote_raw(raw, fact.raw),), rule=fact.rule) if days else None


def _in_address(raw: Raw, cleaned: Cleaned, sidecar: Sidecar) -> Finding[DateRange] | None:
    """Return the day in the path of the page's own address, or of the one that a person gave."""
    fact = cleaned.fact("address")
    own = day_in(fact.value) if fact is not None else None
    found = own or day_in(sidecar.source_url or "")
    if found is None:
        return None
    evidence = (quote_raw(raw, fact.raw),) if fact is not None and own is not None else ()
    note = f"{'the page’s own address' if evidence else 'the address given for it'} has {found[1]}"
    return Finding(dates.parse(found[0]), "inferred", evidence, note, "address")


def _not_before(raw: Raw, cleaned: Cleaned) -> Finding[DateRange]:
    """Return a lower bound: the latest date that the body speaks of as past, but for those of its own changes."""
    ahead = word_set("calendar", "ahead")
    past: list[tuple[str, Span]] = []
    for sentence in sentences(cleaned.text, cleaned.body):
        words = cleaned.text[sentence.start : sentence.end]
        found = list(dates_in(words))
        if found and ahead.isdisjoint(_words_beside(words, [place for _, place in found])):
            own = ((day, place) for day, place in found if not _is_else(words[: place.start]))
            past += [(d.edtf, Span(sentence.start + p.start, sentence.start + p.end)) for d, p in own]
    if not past:
        return NOT_STATED
    latest, place = max(past, key=lambda item: dates.parse(item[0]).earliest or "")
    note = "the text speaks of it as past; the day of publication is not stated"
    return Finding(
        dates.parse(f"{latest}/.."), "inferred", (quote_clean(raw, cleaned, place),), note, "not-before"
    )


def _is_else(before: str) -> bool:
    """Return whether the words before a day make it one of a change to the text, or of what is still going on."""
    return is_revised(before, _NEAR) or _GOING_ON.search(before[-_BACK:]) is not None


def _words_beside(text: str, dates: Sequence[Span]) -> Iterator[str]:
    """Yield the words of a sentence that are no part of its dates: in `May 1945` no "may" looks ahead."""
    edges = [0, *(edge for place in sorted(dates) for edge in place), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield from re.findall(r"[a-z]+", text[start:end].lower())
