"""Parses a page into its blocks as CommonMark does, with tables; what stands within a block is left as it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

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


def read_blocks(page: str) -> tuple[list[Token], bool]:
    """Return the block tokens of a page, and whether it defines links apart from where they stand."""
    page = _LINE_END.sub("\n", page)
    found: dict[str, Any] = {}
    rules = tuple(name for name, wanted in _LOOKS_FOR.items() if wanted.search(page))
    return _parser(rules).parse(page, found), bool(found.get("references"))


@cache
def _parser(rules: tuple[str, ...]) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True})
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.enableOnly([*_ALWAYS, *rules])
    return parser
