"""What the address and the code of a page say about the article: each with the words that say it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from broadsheet import dates
from broadsheet.html_reader import HtmlReader
from broadsheet.records import OutletRecord

_PATH_DATE = re.compile(r"/((?:19|20)[0-9]{2})[/-]([01]?[0-9])[/-]([0-3]?[0-9])(?=[/._-]|$)")
_DAY = re.compile(r"((?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])(?:[T ].{0,40})?")

# Meta elements in which pages state these; Open Graph (ogp.me), schema.org and Dublin Core names.
_DATE_NAMES = ("article:published_time", "datepublished", "dc.date", "dc.date.issued", "date", "pubdate")
_SITE_NAMES = ("og:site_name", "application-name", "dc.publisher")
_ADDRESS_NAMES = ("og:url",)
_TITLE_NAMES = ("og:title", "dc.title")
_MOST_CODE = 200_000
"""Characters of one JSON-LD block that are looked at."""


@dataclass(frozen=True)
class Clue:
    """A value and the words that say it."""

    value: str
    words: str


def outlet_at(url: str, outlets: Sequence[OutletRecord]) -> Clue | None:
    """Return the id of the registered outlet whose own address this is; None where it is none's or several's."""
    host = _host(url)
    found = [o for o in outlets if o.url is not None and host and _is_at(host, _host(o.url))]
    return Clue(found[0].id, host) if len(found) == 1 else None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_at(host: str, home: str) -> bool:
    return bool(home) and (host == home or host.endswith(f".{home}"))


def date_in_address(url: str) -> Clue | None:
    """Return the day that the path of an address names, in ISO form."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    match = _PATH_DATE.search(path)
    if match is None:
        return None
    year, month, day = match.groups()
    return _day(f"{year}-{int(month):02}-{int(day):02}", match[0])


def _day(iso: str, words: str) -> Clue | None:
    try:
        dates.parse(iso)
    except ValueError:
        return None
    return Clue(iso, words)


@dataclass(frozen=True)
class PageClues:
    """What a page's code states about its article."""

    date: Clue | None = None
    site: Clue | None = None
    """The name of the site."""
    url: Clue | None = None
    """The address the page calls its own."""
    title: Clue | None = None
    """The headline."""


def clues_in(page: str) -> PageClues:
    """Return what the code of a saved page states; nothing where two answers remain."""
    reader = _Reader()
    reader.feed(page)
    days = [found for words in reader.dates if (found := _stated_day(words)) is not None]
    return PageClues(
        date=days[0] if len({day.value for day in days}) == 1 else None,
        site=_only(reader.sites),
        url=_only([url for url in reader.addresses if url.startswith(("http://", "https://"))]),
        title=_only(reader.titles),
    )


def _stated_day(words: str) -> Clue | None:
    match = _DAY.fullmatch(words.strip())
    return None if match is None else _day(match[1], words.strip())


def _only(found: list[str]) -> Clue | None:
    values = {" ".join(value.split()) for value in found if value.strip()}
    return Clue(*[values.pop()] * 2) if len(values) == 1 else None


class _Reader(HtmlReader):
    """Collects what the head of a page and its JSON-LD blocks state."""

    def __init__(self) -> None:
        super().__init__()
        self.dates: list[str] = []
        self.sites: list[str] = []
        self.addresses: list[str] = []
        self.titles: list[str] = []
        self._code: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "script":
            self._code = [] if said.get("type", "").lower() == "application/ld+json" else None
        elif tag == "link" and said.get("rel", "").lower() == "canonical":
            self.addresses.append(said.get("href", ""))
        elif tag == "meta":
            self._meta((said.get("property") or said.get("name") or said.get("itemprop", "")).lower(), said)

    def _meta(self, name: str, said: dict[str, str]) -> None:
        for names, found in (
            (_DATE_NAMES, self.dates),
            (_SITE_NAMES, self.sites),
            (_ADDRESS_NAMES, self.addresses),
            (_TITLE_NAMES, self.titles),
        ):
            if name in names:
                found.append(said.get("content", ""))

    def handle_data(self, data: str) -> None:
        if self._code is not None:
            self._code.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._code is not None:
            self.dates += list(_published("".join(self._code)[:_MOST_CODE]))
            self._code = None


def _published(code: str) -> Iterator[str]:
    """Yield the `datePublished` of the objects of a JSON-LD block."""
    try:
        data = json.loads(code)
    except (ValueError, RecursionError):
        return
    rows: list[Any] = data if isinstance(data, list) else [data]
    rows = [*rows, *(row for r in rows if isinstance(r, dict) for row in _list(r.get("@graph")))]
    for row in rows:
        if isinstance(row, dict) and isinstance(row.get("datePublished"), str):
            yield row["datePublished"]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
