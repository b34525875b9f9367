"""Says values in words: numbers, dates, kinds, lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from broadsheet import dates
from broadsheet.models import shortened
from broadsheet.words import table

OUTLET_UNKNOWN = "Outlet unknown"
DATE_UNKNOWN = "date unknown"


def number(value: int) -> str:
    """Return a number with its thousands parted."""
    return f"{value:,}"


def count(value: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 article`, `2,000 articles`."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """Return a share between 0 and 1 in whole per cent; never 100 of what is not all, nor 0 of what is some."""
    whole = round(share * 100)
    if share > 0 and whole == 0:
        return "under 1%"
    return f"{min(whole, 99) if share < 1 else whole}%"


def listed(words: Iterable[str]) -> str:
    """Return words as an enumeration: `a, b and c`."""
    *head, last = list(words) or [""]
    return f"{', '.join(head)} and {last}" if head else last


def date_in_words(edtf: str) -> str:
    """Return an EDTF date in words; empty stays empty."""
    return dates.in_words(edtf) if edtf else ""


def upfirst(text: str) -> str:
    """Return text with a capital first letter."""
    return text[:1].upper() + text[1:]


def worded(key: str, group: str) -> str:
    """Return what readers are told for a key of `words/pages.yml`; the key itself where it has no words."""
    return str(table("pages")[group].get(key, key.replace("-", " ").replace("_", " ")))


FILTERS: dict[str, Callable[..., Any]] = {
    "number": number,
    "count": count,
    "percent": percent,
    "shorten": shortened,
    "date_in_words": date_in_words,
    "sure": dates.sure,
    "upfirst": upfirst,
    "worded": worded,
}
"""What the templates may use."""
