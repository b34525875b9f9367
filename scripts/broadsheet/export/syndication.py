"""Writes one feed, as Atom and as JSON Feed.

https://www.rfc-editor.org/rfc/rfc4287 (Atom), https://www.jsonfeed.org/version/1.1/.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pydantic_core import to_json

UNKNOWN = "1970-01-01"
"""Atom wants a time for every entry: where nothing in the data gives one, this stands for "unknown"."""

_NO_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")
"""Characters that XML 1.0 does not have."""

_KEPT = 1_000
"""Entries that are kept as they were written: the newest are in the feeds of all their topics."""


@dataclass(frozen=True)
class Feed:
    """What is said of a feed as a whole."""

    id: str
    path: str
    """Below the site's root, without its ending."""
    page: str
    """Path of the page that it follows."""
    title: str
    description: str
    author: str
    language: str
    updated: str
    """Its day where no entry has one; empty where nothing has."""
    base: str
    """The site's address; empty where it has none."""

    def link(self, path: str) -> str:
        """Return the address of a page; relative to the feed where the site has no address."""
        return f"{self.base or '../' * self.path.count('/')}{path}"


@dataclass(frozen=True)
class Entry:
    """An entry, ready for both kinds of feed."""

    id: str
    title: str
    day: str
    """The day it is of; empty where no one day is sure."""
    updated: str
    """The last day its record speaks of; empty where it names none."""
    page: str
    """Path of its page below the site's root."""
    author: str
    summary: str
    url: str = ""
    """Of the original."""
    language: str = ""
    rights: str = ""


def atom(feed: Feed, entries: Sequence[Entry]) -> str:
    """Return the feed as Atom."""
    updated = max((e.updated for e in entries), default="") or feed.updated or UNKNOWN
    own = f"{feed.base}{feed.path}.atom" if feed.base else ""
    lines = [
        _element("id", feed.id),
        _element("title", feed.title),
        _element("subtitle", feed.description),
        _element("updated", _instant(updated)),
        _link("alternate", feed.link(feed.page), "text/html"),
        _link("self", own, "application/atom+xml"),
        f"<author>{_element('name', feed.author)}</author>",
        "<generator>Broadsheet</generator>",
        *(_atom_entry(feed.link(""), entry) for entry in entries),
    ]
    language = quoteattr(feed.language)
    head = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={language}>\n'
    )
    return head + "".join(f"  {line}\n" for line in lines if line) + "</feed>\n"


@lru_cache(_KEPT)
def _atom_entry(site: str, entry: Entry) -> str:
    """Return an entry; `site` is where the site's root is, seen from the feed."""
    lines = [
        _element("id", entry.id),
        _element("title", entry.title),
        _element("updated", _instant(entry.updated or UNKNOWN)),
        _element("published", _instant(entry.day)),
        _link("alternate", f"{site}{entry.page}", "text/html"),
        _link("via", entry.url),
        f"<author>{_element('name', entry.author)}</author>",
        _element("summary", entry.summary),
        _element("rights", entry.rights),
    ]
    language = f" xml:lang={quoteattr(entry.language)}" if entry.language else ""
    return f"<entry{language}>\n" + "".join(f"    {line}\n" for line in lines if line) + "  </entry>"


def json_feed(feed: Feed, entries: Sequence[Entry]) -> str:
    """Return the feed as JSON Feed."""
    addresses = {"home_page_url": feed.link(feed.page), "feed_url": f"{feed.base}{feed.path}.feed.json"}
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        **(addresses if feed.base else {}),
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_json_item(feed, entry) for entry in entries],
    }
    return to_json(made, indent=1).decode() + "\n"


def _json_item(feed: Feed, entry: Entry) -> dict[str, Any]:
    found = {
        "id": entry.id,
        "url": feed.link(entry.page) if feed.base else "",
        "external_url": entry.url,
        "title": entry.title,
        "content_text": entry.summary,
        "date_published": _instant(entry.day),
        "date_modified": _instant(entry.updated),
        "authors": [{"name": entry.author}],
        "language": entry.language,
    }
    return {key: value for key, value in found.items() if value}


def _instant(day: str) -> str:
    """Return the beginning of a day as RFC 3339 wants it."""
    return f"{day}T00:00:00Z" if day else ""


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text.translate(_NO_XML))}</{name}>" if text else ""


def _link(relation: str, address: str, media_type: str = "") -> str:
    kind = f" type={quoteattr(media_type)}" if media_type else ""
    return f'<link rel="{relation}"{kind} href={quoteattr(address.translate(_NO_XML))}/>' if address else ""
