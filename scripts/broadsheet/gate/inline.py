"""Reads the inline content of a block as CommonMark does: what a reader sees, and what should not be there.

Markdown as our templates write it is read by one regular expression, anything else by markdown-it-py. Both give
the same (a property test holds them against each other); the first takes a tenth of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from html import unescape
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from broadsheet.gate.tags import TAG, faults_of_html, faults_of_tag, harmless


class Inline(NamedTuple):
    """What inline content comes to."""

    said: str
    """The words a reader sees: text, the text of links, no tags."""
    faults: tuple[str, ...] = ()


# What may begin markup within a block; all else is text. https://spec.commonmark.org/0.31.2/#inlines
_MARKUP = re.compile(r"[\\`*_\[\]<&!]")
# As `escape` writes characters that could be markup: printable ASCII by number, or one of four names.
_ENTITY = r"&(?:#(?:3[3-9]|[4-9][0-9]|1[01][0-9]|12[0-6])|amp|lt|gt|quot);"
_TEXT = rf"[^\\`*_\[\]<&!]++|{_ENTITY}|!(?!\[)"
_ADDRESS = r"(?:https?://)?[A-Za-z0-9_./#%?=,+~@-]++"
_PLAIN = re.compile(rf"(?>(?:{_TEXT}|{TAG}|\[(?>(?:{_TEXT})*)\]\({_ADDRESS}\))*)", re.ASCII)
# What of it no reader sees: no text holds a bracket, no tag a second one, no address a parenthesis.
_UNSEEN = re.compile(r"<[^>]*+>|\[|\]\([^)]*+\)")
_TAGS = re.compile(r"<[^>]*+>")
# Longer content stands on one page only and is not worth remembering.
_SHORT = 400


def read_inline(content: str) -> Inline:
    """Return what the inline content of a block comes to."""
    if not _MARKUP.search(content):
        return Inline(content)
    return _remembered(content) if len(content) < _SHORT else _read(content)


def _read(content: str) -> Inline:
    found = read_plain(content)
    return found if found is not None else read_any(content)


_remembered = lru_cache(8192)(_read)


def read_plain(content: str) -> Inline | None:
    """Return what Markdown as our templates write it comes to; None where it is not written so."""
    if not _PLAIN.fullmatch(content):
        return None
    faults = [fault for tag in _TAGS.findall(content) for fault in faults_of_tag(tag)]
    return Inline(unescape(_UNSEEN.sub("", content)), tuple(faults))


def read_any(content: str) -> Inline:
    """Return what any inline content comes to."""
    tokens = _parser().parseInline(content)[0].children or []
    return Inline("".join(map(_words, tokens)), tuple(_faults(tokens)))


def _words(token: Token) -> str:
    if token.type in ("text", "code_inline"):
        return token.content
    return " " if "break" in token.type else ""


def _faults(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "html_inline":
            yield from faults_of_html(token.content)
        elif token.type == "image":
            yield "it holds a picture"
        address = str(token.attrGet("href") or "")
        if address and not harmless(address):
            yield f"it leads to {address!r}"


@cache
def _parser() -> MarkdownIt:
    """Return a parser that lets every link through: other parsers do, so the links are ours to judge."""
    parser = MarkdownIt("commonmark", {"html": True})
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser
