"""Parses a page into its blocks as CommonMark does, with tables; what stands within a block is left as it is.

Markdown as our templates write it is parted at its blank lines and each piece read by one regular expression; a
page with any other piece is read by markdown-it-py. Both give the same (a property test holds them against each
other).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt

from broadsheet.gate.tags import TAG


class Block(NamedTuple):
    """A block, or the cell of a table."""

    kind: Literal["html", "inline"]
    content: str


def read_blocks(page: str) -> tuple[list[Block], bool]:
    """Return the blocks of a page, and whether it defines links apart from where they stand."""
    plain = read_plain(page)
    return (plain, False) if plain is not None else read_any(page)


# ------------------------------------------------------------------ as our templates write it

# What CommonMark reads otherwise than it looks, or ends blocks by: https://spec.commonmark.org/0.31.2/#blank-lines
_ODD = ("\r", "\x00", "]:")
_BLANK = re.compile(r"\n[ \t]+(?:\n|\Z)")
# A line that begins no block and ends none: https://spec.commonmark.org/0.31.2/#paragraphs . Behind a tag that
# stands at its beginning there is something, or it would be a block of HTML.
_BEGINNING = (
    r"(?![0-9]{1,9}[.)])[^\s#>*+=_|:<`~-]",
    r"\*(?=[A-Za-z])",
    rf"(?=<(?:a|bdi|em|mark|q|span|strong) ){TAG}(?=\S)",
)
_WORDS = rf"(?:{'|'.join(_BEGINNING)})[^\n]*+"
_ITEM = rf"(?:-|[0-9]{{1,9}}\.) {_WORDS}"
_PIECES = (
    r"(?P<html><(?:div|dl|table|details|figure|form|nav|section|aside|ul|ol|p)(?=[ >])(?s:.*+))",
    r"#{1,6} ++(?P<heading>[^\s#](?:[^\n]*[^\s#])?)",
    rf"(?P<paragraph>{_WORDS}(?>(?:\n{_WORDS})*))",
    rf"(?P<list>{_ITEM}(?>(?:\n{_ITEM})*))",
    r"(?P<table>\|[^\n\\]*+\n\|(?>(?: ?-++ ?\|)+)(?>(?:\n\|[^\n\\]*+)*))",
)
_PIECE = re.compile("|".join(_PIECES))


def read_plain(page: str) -> list[Block] | None:
    """Return the blocks of Markdown as our templates write it; None where it is not written so."""
    if any(odd in page for odd in _ODD) or _BLANK.search(page):
        return None
    found: list[Block] = []
    for piece in filter(None, (piece.strip("\n") for piece in page.split("\n\n"))):
        read = _PIECE.fullmatch(piece)
        blocks = None if read is None else _blocks(str(read.lastgroup), read[read.lastgroup or 0])
        if blocks is None:
            return None
        found += blocks
    return found


def _blocks(kind: str, content: str) -> list[Block] | None:
    """Return the blocks of a piece of some kind; None for a table whose rows are not of one length."""
    if kind == "html":
        return [Block("html", content)]
    if kind == "list":
        return [Block("inline", line.partition(" ")[2].strip()) for line in content.split("\n")]
    if kind == "table":
        return _cells(content.split("\n"))
    return [Block("inline", content.strip())]


def _cells(lines: list[str]) -> list[Block] | None:
    rows = [line.strip()[1:-1].split("|") for line in lines]
    if any(
        len(row) != len(rows[0]) or not line.rstrip().endswith("|") for row, line in zip(rows, lines, strict=True)
    ):
        return None
    return [Block("inline", cell.strip()) for row in (rows[0], *rows[2:]) for cell in row]


# ------------------------------------------------------------------ as anybody may write it

# Without what it looks for a rule cannot apply to any line, and most pages give most rules nothing to look for:
# trying them at every line takes half of the time.
_LOOKS_FOR = {
    "table": re.compile(r"\|"),
    "code": re.compile(r" {4}|\t"),
    "fence": re.compile(r"```|~~~"),
    "blockquote": re.compile(r"(?:^|[ \t])>", re.MULTILINE),
    "hr": re.compile(r"[-*_][ \t]*$", re.MULTILINE),
    "lheading": re.compile(r"[-=][ \t]*$", re.MULTILINE),
    "reference": re.compile(r"\]:"),
}
_LINE_END = re.compile(r"\r\n?")
_ALWAYS = ("list", "heading", "html_block", "paragraph")


def read_any(page: str) -> tuple[list[Block], bool]:
    """Return the same of any page."""
    page = _LINE_END.sub("\n", page)
    found: dict[str, Any] = {}
    rules = tuple(name for name, wanted in _LOOKS_FOR.items() if wanted.search(page))
    tokens = _parser(rules).parse(page, found)
    return list(_taken((token.type, token.content) for token in tokens)), bool(found.get("references"))


def _taken(tokens: Iterator[tuple[str, str]]) -> Iterator[Block]:
    for kind, content in tokens:
        if kind == "html_block":
            yield Block("html", content)
        elif kind == "inline":
            yield Block("inline", content)


@cache
def _parser(rules: tuple[str, ...]) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True})
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.enableOnly([*_ALWAYS, *rules])
    return parser
