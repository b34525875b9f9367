"""Holds the raw HTML of a page against the closed list of what our templates make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from broadsheet.render.html import ANYWHERE, TAGS
from broadsheet.text.html_reader import HtmlReader
from broadsheet.words import word_set

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LEADING = ("href", "action", "cite")

# A tag as our templates write them; in text that holds no other `<`, every reader of HTML sees just these.
TAG = r'(?:<[a-z][a-z0-9]*+(?>(?: [a-z][a-zA-Z-]*+(?:="[^"<>\n]*+")?)*)/?>|</[a-z][a-z0-9]*+>)'
_TAG = re.compile(TAG)
_NAME = re.compile(r"</?([a-z0-9]+)")
_ATTRIBUTE = re.compile(r' ([a-zA-Z-]+)(?:="([^"]*)")?')


def harmless(address: str) -> bool:
    """Return whether an address is relative or of a scheme that only shows something."""
    bare = "".join(c for c in address if c > " " and c != "\x7f")
    scheme = _SCHEME.match(bare)
    return scheme is None or scheme[1].lower() in word_set("site", "schemes")


def faults_of_html(text: str) -> Iterator[str]:
    """Yield what is in a piece of HTML that our templates would not have made."""
    tags = _TAG.findall(text)
    if len(tags) == text.count("<"):
        yield from (fault for tag in tags for fault in faults_of_tag(tag))
        return
    reader = _TagReader()
    reader.feed(text)
    yield from reader.faults
    if reader.rawdata.strip():
        yield "it holds a tag without an end"


@lru_cache(4096)
def faults_of_tag(tag: str) -> tuple[str, ...]:
    """Return what is wrong with one tag, given as `TAG` finds it."""
    if tag.startswith("</"):
        return ()
    pairs = [(name.lower(), unescape(value)) for name, value in _ATTRIBUTE.findall(tag)]
    return tuple(_faults(_NAME.match(tag)[1], pairs))  # type: ignore[index]


def _faults(tag: str, attributes: list[tuple[str, str]]) -> Iterator[str]:
    if tag not in TAGS:
        yield f"it holds the tag <{tag}>"
        return
    for name, value in attributes:
        if name not in TAGS[tag] and name not in ANYWHERE and not name.startswith("data-"):
            yield f"it holds the attribute {name} in <{tag}>"
        if name in _LEADING and not harmless(value):
            yield f"it leads to {value!r}"


class _TagReader(HtmlReader):
    """Reads HTML that is not written as our templates write it."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults += _faults(tag, [(name, value or "") for name, value in attrs])

    handle_startendtag = handle_starttag

    def handle_comment(self, data: str) -> None:
        self.faults.append("it holds a comment")

    def handle_decl(self, decl: str) -> None:
        self.faults.append("it holds a declaration")

    def handle_pi(self, data: str) -> None:
        self.faults.append("it holds an instruction")
