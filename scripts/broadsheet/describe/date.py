"""Finds when an article was published, as far as a person or its own text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from broadsheet import dates
from broadsheet.describe.address import day_in
from broadsheet.describe.evidence import quote_clean, quote_raw
from broadsheet.models import Cleaned, DateRange, Finding, Quote, Raw, Span
from broadsheet.records import Sidecar
from broadsheet.sentences import sentences
from broadsheet.words import table

UNKNOWN: Finding[DateRange] = Finding(None, "unknown", note="not stated in the text")

# Reasons of removed lines that state the article's own date; a date in any other furniture dates the capture.
_DATE_LINES = frozenset(("date-line", "byline"))
_ISO = re.compile(r"\b((?:19|20)[0-9]{2})-([01][0-9])-([0-3][0-9])(?=T[0-9]|\b)")
_LONGEST_STATED = 100


@cache
def _grammar() -> re.Pattern[str]:
    """Return a pattern for `6 January 2023`, `January 6, 2023` and `January 2023`."""
    month = "|".join(sorted(table("calendar")["months"], key=len, reverse=True))
    day, year = r"([0-3]?[0-9])(?:st|nd|rd|th)?", r"((?:19|20)[0-9]{2})"
    return re.compile(
        rf"\b(?:{day} ({month})\.?,? {year}|({month})\.? {day},? {year}|({month})\.?,? (?:of )?{year})\b",
        re.IGNORECASE,
    )


def find_date(raw: Raw, cleaned: Cleaned, sidecar: Sidecar) -> Finding[DateRange]:
    """Return the date of publication: curated, stated, inferred from an address or as a bound, or unknown."""
    stated = list(_stated(raw, cleaned))
    if sidecar.date is not None:
        evidence = tuple(quote for _, quote in stated)
        return Finding(dates.parse(sidecar.date), "curated", evidence, sidecar.date_note, "sidecar")
    told = _of_page(raw, cleaned)
    if told is not None:
        return told
    if len({found.edtf for found, _ in stated}) == 1:
        return Finding(stated[0][0], "stated", (stated[0][1],), rule="date-line")
    return _in_address(raw, cleaned, sidecar) or _not_before(raw, cleaned)


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


def dates_in(text: str) -> Iterator[tuple[DateRange, Span]]:
    """Yield every full date, or month with a year, that a text names, with its place."""
    for match in _grammar().finditer(text):
        day, month, year, month2, day2, year2, month3, year3 = match.groups()
        number = table("calendar")["months"][(month or month2 or month3).lower()]
        parts = [year or year2 or year3, f"{number:02}"]
        parts += [f"{int(day or day2):02}"] if day or day2 else []
        yield from _day("-".join(parts), match)
    for match in _ISO.finditer(text):
        yield from _day(match[0], match)


def _day(edtf: str, match: re.Match[str]) -> Iterator[tuple[DateRange, Span]]:
    try:
        yield dates.parse(edtf), Span(match.start(), match.end())
    except ValueError:  # the 31st of June: the text's mistake, and no date
        return


def _stated(raw: Raw, cleaned: Cleaned) -> Iterator[tuple[DateRange, Quote]]:
    for piece in cleaned.ledger:
        if piece.reason in _DATE_LINES and piece.fate != "kept":
            for found, place in dates_in(piece.text):
                if found.earliest == found.latest:
                    start = piece.raw.start
                    yield found, quote_raw(raw, Span(start + place.start, start + place.end))


def _not_before(raw: Raw, cleaned: Cleaned) -> Finding[DateRange]:
    """Return a lower bound: the latest date that the body speaks of as past."""
    ahead = frozenset(table("calendar")["ahead"])
    past: list[tuple[str, Span]] = []
    for sentence in sentences(cleaned.text, cleaned.body):
        words = cleaned.text[sentence.start : sentence.end]
        found = list(dates_in(words))
        if found and ahead.isdisjoint(_words_beside(words, [place for _, place in found])):
            past += [(d.edtf, Span(sentence.start + p.start, sentence.start + p.end)) for d, p in found]
    if not past:
        return UNKNOWN
    latest, place = max(past, key=lambda item: dates.parse(item[0]).earliest or "")
    note = "the text speaks of it as past; the day of publication is not stated"
    return Finding(
        dates.parse(f"{latest}/.."), "inferred", (quote_clean(raw, cleaned, place),), note, "not-before"
    )


def _words_beside(text: str, dates: Sequence[Span]) -> Iterator[str]:
    """Yield the words of a sentence that are no part of its dates: in `May 1945` no "may" looks ahead."""
    edges = [0, *(edge for place in sorted(dates) for edge in place), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield from re.findall(r"[a-z]+", text[start:end].lower())
