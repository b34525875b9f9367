"""Makes quotes: exact words of the raw file, with their places."""

from __future__ import annotations

from broadsheet.models import Cleaned, Quote, Raw, Span


def quote_clean(raw: Raw, cleaned: Cleaned, clean: Span) -> Quote:
    """Return the raw words behind a stretch of the cleaned text."""
    place = cleaned.raw_span(clean)
    return Quote(raw.text[place.start : place.end], place, clean)


def quote_raw(raw: Raw, place: Span) -> Quote:
    """Return words of the raw text that are no part of the cleaned text."""
    return Quote(raw.text[place.start : place.end], place)
