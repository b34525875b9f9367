"""What an address says of the article that stands at it: whose it is, and the day in its path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from broadsheet import dates
from broadsheet.records import OutletRecord

_DAY = re.compile(r"/((?:19|20)[0-9]{2})[/-]([01]?[0-9])[/-]([0-3]?[0-9])(?=[/._-]|$)")


def host_of(url: str) -> str:
    """Return the host of an address without `www.`; empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def outlet_at(url: str, outlets: Sequence[OutletRecord]) -> str | None:
    """Return the id of the registered outlet on whose site an address is; None where that is none or several."""
    host = host_of(url)
    found = {outlet.id for outlet in outlets if is_on(host, host_of(outlet.url or ""))}
    return found.pop() if len(found) == 1 else None


def is_on(host: str, home: str) -> bool:
    """Return whether a host is that of a site or lies below it."""
    return bool(home) and (host == home or host.endswith(f".{home}"))


def day_in(url: str) -> tuple[str, str] | None:
    """Return the day that the path of an address names, in ISO form, and the words that name it."""
    try:
        match = _DAY.search(urlsplit(url).path)
    except ValueError:
        return None
    if match is None:
        return None
    year, month, day = match.groups()
    iso = f"{year}-{int(month):02}-{int(day):02}"
    try:
        dates.parse(iso)
    except ValueError:
        return None
    return iso, match[0]
