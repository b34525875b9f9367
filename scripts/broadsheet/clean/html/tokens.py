"""Parts the source of a saved page into tags, comments, code and text; every character is in one token."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from broadsheet.models import Span
from broadsheet.words import table

_MARK = re.compile(r"<(?=[A-Za-z/!?])")
# Quotation marks hide a `>` only where they hold an attribute's value, as in browsers. The possessive repeats and
# the single scan after a tag that never ends keep the time linear; the group is atomic, since a possessive repeat
# of a group does not always match in early Python 3.11 (https://github.com/python/cpython/issues/106052).
_START = re.compile(r"<([A-Za-z][^\s/>]*+)(?>(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')|[\"'=])*)>")
_END = re.compile(r"</([A-Za-z][^\s/>]*+)[^>]*+>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++)))?")


class Token(NamedTuple):
    """A stretch of the source; `code` is what is never shown: comments, scripts, declarations."""

    kind: Literal["text", "start", "end", "code"]
    name: str
    """The element's name in small letters, for tags and for code within an element."""
    start: int
    end: int


class Attribute(NamedTuple):
    """An attribute's value, character references resolved, and where it stands in the source."""

    value: str
    raw: Span


def tokenise(source: str) -> Iterator[Token]:
    """Yield the tokens of a page in order; broken markup comes out as text or code, never as an error."""
    verbatim = frozenset(table("html")["verbatim"])
    at = 0
    while at < len(source):
        mark = _MARK.search(source, at)
        if mark is None:
            break
        if mark.start() > at:
            yield Token("text", "", at, mark.start())
        token = _read(source, mark.start())
        if token is None:  # the tag never ends: no later one can
            at = mark.start()
            break
        yield token
        at = token.end
        if token.kind == "start" and token.name in verbatim:
            end = _verbatim_end(token.name).search(source, at)
            stop = end.start() if end else len(source)
            if stop > at:
                yield Token("text" if token.name == "title" else "code", token.name, at, stop)
            at = stop
    if at < len(source):
        yield Token("text", "", at, len(source))


def _read(source: str, at: int) -> Token | None:
    """Return the tag or comment that begins at an offset, None where it never ends."""
    if source.startswith("<!--", at):
        end = source.find("-->", at + 2)
        return Token("code", "", at, end + 3 if end >= 0 else len(source))
    match = _START.match(source, at)
    if match is not None:
        return Token("start", match[1].lower(), at, match.end())
    match = _END.match(source, at)
    if match is not None:
        return Token("end", match[1].lower(), at, match.end())
    end = -1 if source[at + 1].isalpha() else source.find(">", at)
    return Token("code", "", at, end + 1) if end >= 0 else None


@cache
def _verbatim_end(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def verbatim_content(source: str, token: Token) -> Span:
    """Return where the content of a script or its like stands, whose start tag is given."""
    end = _verbatim_end(token.name).search(source, token.end)
    return Span(token.end, end.start() if end else len(source))


def read_attributes(source: str, token: Token) -> dict[str, Attribute]:
    """Return the attributes of a start tag by their names in small letters; the first of a name counts."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(source, token.start + 1 + len(token.name), token.end - 1):
        name = match[1].lower()
        if name not in found:
            group = match.lastindex or 1
            place = Span(*match.span(group)) if group > 1 else Span(match.end(), match.end())
            found[name] = Attribute(_meant(source[place.start : place.end]), place)
    return found


def _meant(text: str) -> str:
    return html.unescape(text) if "&" in text else text
