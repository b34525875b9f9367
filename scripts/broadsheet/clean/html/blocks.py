"""Parts a page into paragraphs, each with its words as a reader sees them and where they stand in the source."""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from broadsheet.clean.html.tokens import Token, read_attributes, tokenise
from broadsheet.clean.html.tree import Element, Tree, names
from broadsheet.clean.mend import BLANK, MARKUP, Edit, apply_edits, find_mojibake
from broadsheet.clean.units import Unit

# A single space between two words is as it should be, and by far the most there is to look at.
_PLAIN_SPACE = rf"(?<!{BLANK})(?<![>;]) (?!{BLANK}|[<&]|\Z)"
_REFERENCE = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
_ODD = re.compile(rf"(?!{_PLAIN_SPACE}){BLANK}+|{_REFERENCE}")
_ALL_BLANK = re.compile(rf"{BLANK}+")
_SEEN_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class Block:
    """One paragraph of a page."""

    unit: Unit
    element: int
    """Place in `Document.elements` of the innermost element around the whole of it."""
    linked: int
    """How many of its characters are links."""


@dataclass(frozen=True)
class Document:
    """A page: its paragraphs in order, and the elements they stand in."""

    blocks: tuple[Block, ...]
    elements: tuple[Element, ...]
    tags: tuple[tuple[Token, int], ...]
    """The start tags of the metadata, each with the number of blocks before it."""


def split_blocks(source: str, cuts: Sequence[int] = ()) -> Document:
    """Return a page's paragraphs; `cuts` are offsets at which a paragraph must end."""
    tree, line = Tree(), _Line(source)
    blocks: list[Block] = []
    tags: list[tuple[Token, int]] = []

    def finish() -> None:
        nonlocal line
        if line.begun:
            blocks.append(line.close())
            line = _Line(source)

    for token in tokenise(source):
        if token.kind == "text" and (not tree.top.unseen or tree.in_page_title):
            for start, end in _between(token, cuts):
                if start != token.start:
                    finish()
                line.add_text(start, end, tree)
            continue
        if token.kind in ("start", "end") and _parts(token.name):
            finish()
        line.add_code(token)
        if token.kind == "start":
            long = token.end - token.start > len(token.name) + 2
            tree.begin(token.name, read_attributes(source, token) if long else {})
            if token.name in _TOLD:
                tags.append((token, len(blocks)))
        elif token.kind == "end":
            tree.end(token.name)
        if line.breaks >= _PARAGRAPH_BREAKS:
            finish()
    finish()
    return Document(tuple(_number(source, blocks)), tuple(tree.elements), tuple(tags))


_TOLD = frozenset(["html", "meta", "link", "time", "script"])
_PARAGRAPH_BREAKS = 2


def _parts(name: str) -> bool:
    known = names()
    return name not in known.inline and name not in known.cells and name not in known.unseen and name != "br"


def _between(token: Token, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    inner = cuts[bisect_right(cuts, token.start) : bisect_left(cuts, token.end)]
    return pairwise([token.start, *inner, token.end])


def _number(source: str, blocks: Sequence[Block]) -> Iterator[Block]:
    line, at = 1, 0
    for block in blocks:
        start = block.unit.start
        # A block begins with something to be seen, so never between the two characters of one line end.
        line += sum(source.count(end, at, start) for end in "\r\n") - source.count("\r\n", at, start)
        at = start
        yield replace(block, unit=block.unit._replace(line=line))


@dataclass
class _Line:
    """The paragraph that is being read."""

    source: str
    edits: list[Edit] = field(default_factory=list)
    start: int = 0
    end: int = 0
    element: int = 0
    linked: int = 0
    breaks: int = 0
    begun: bool = False
    spaced: bool = True
    """Whether the words so far end with a space; leading spaces are none."""

    def add_text(self, start: int, end: int, tree: Tree) -> None:
        """Take a stretch of text in: white space as a browser shows it, character references as what they mean."""
        for match in _ODD.finditer(self.source, start, end):
            self._see(start, match.start(), tree)
            start = match.end()
            words = match.group()
            meant = html.unescape(words) if words[0] == "&" else words
            if _ALL_BLANK.fullmatch(meant):
                self._space(match, meant)
            elif meant != words:
                self._see(*match.span(), tree)
                self.edits.append(Edit(*match.span(), meant, "reference"))
            else:
                self._see(*match.span(), tree)
        self._see(start, end, tree)

    def add_code(self, token: Token) -> None:
        """Take in what is not shown; within a line only a line break or another cell leaves a space."""
        if not self.begun:
            return
        space = token.kind == "start" and (token.name == "br" or token.name in names().cells) and not self.spaced
        self.breaks += token.name == "br"
        last = self.edits[-1] if self.edits else None
        if not space and last is not None and last.end == token.start and last[2:] == ("", MARKUP):
            self.edits[-1] = last._replace(end=token.end)
        else:
            self.edits.append(Edit(token.start, token.end, " " if space else "", MARKUP))
        self.spaced = self.spaced or space

    def close(self) -> Block:
        """Return the paragraph."""
        edits = [edit for edit in self.edits if edit.start < self.end]
        ends = [edit.end for edit in edits]
        for mend in find_mojibake(self.source, self.start, self.end):
            following = bisect_right(ends, mend.start)
            if following == len(ends) or edits[following].start >= mend.end:
                edits.append(mend)
        edits.sort()
        text = apply_edits(self.source, self.start, self.end, edits)
        return Block(Unit(0, self.start, self.end, text, tuple(edits)), self.element, self.linked)

    def _see(self, start: int, end: int, tree: Tree) -> None:
        if start == end:
            return
        if not self.begun:
            self.begun, self.start, self.element = True, start, tree.block
        self.end, self.spaced, self.breaks = end, False, 0
        self.linked += (end - start) * tree.top.linked

    def _space(self, match: re.Match[str], meant: str) -> None:
        if not self.begun:
            return
        became = " " if not self.spaced and _SEEN_SPACE.search(meant) else ""
        if became != match.group():
            self.edits.append(Edit(*match.span(), became, "odd-space" if match.group()[0] != "&" else "reference"))
        self.spaced = self.spaced or bool(became)
