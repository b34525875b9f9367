"""Whether a name is written as a name where it stands: capitals, beginnings of sentences, headlines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Literal

from broadsheet.describe.names.folding import Folded
from broadsheet.describe.names.gazetteer import ordinary
from broadsheet.words import word_set

Style = Literal["plain", "headline", "capitals", "small"]
"""How a line is written: as prose, Nearly Every Word Capitalised, IN CAPITALS, or without any."""

_WORD = re.compile(r"[^\W\d_]+")
_LARGE = re.compile(r"[^\W\d_]{4,}")
_OPENING = re.compile(r"(?:^|[.!?:;\n]|[.!?] ?[\"')\]]|- )[ \"'(\[*]{0,4}$")
"""What stands before the first word of a sentence or quotation, within eight characters."""


class Page:
    """A folded text and how each of its lines is written."""

    def __init__(self, text: Folded) -> None:
        self.cased, self.small = text.cased, text.small
        self._styles: dict[int, Style] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.cased))]

    def style(self, offset: int) -> Style:
        """Return how the line around an offset is written."""
        line = bisect_right(self._starts, offset) - 1
        if line not in self._styles:
            end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.cased)
            self._styles[line] = _style(self.cased[self._starts[line] : end])
        return self._styles[line]

    def unusual(self) -> Iterator[tuple[int, int, Style]]:
        """Yield (start, end, style) of the lines that are not written as prose."""
        for start, end in pairwise([*self._starts, len(self.cased)]):
            style = self.style(start)
            if style != "plain":
                yield start, end, style

    def opens(self, offset: int) -> bool:
        """Return whether a sentence, a quotation or a line begins here."""
        before = self.cased[max(0, offset - 8) : offset]
        if before[-1:] == " " and (before[-2:-1].isalnum() or before[-2:-1] == ","):
            return False
        return offset == 0 or _OPENING.search(before) is not None or before.endswith('"')

    def word_before(self, offset: int) -> str:
        """Return the word directly before in the same sentence, with its capitals; empty where there is none."""
        found = re.search(r"([^\W_][\w'.-]{0,30})[ ]$", self.cased[max(0, offset - 32) : offset])
        word = found[1] if found else ""
        short = len(word) < 3 or word[:-1].lower() in word_set("names_roles", "titles")
        return word if short or not word.endswith(".") else ""

    def word_after(self, offset: int) -> str:
        """Return the word that follows directly, with its capitals; empty where there is none."""
        found = re.match(r"[ ]([^\W_][\w-]{0,30})", self.cased[offset : offset + 32])
        return found[1] if found else ""

    def hyphened(self, start: int, end: int) -> tuple[str, str]:
        """Return the words that a hyphen joins to a name before and behind it, with their capitals."""
        before = re.search(r"([^\W_]{1,30})-$", self.cased[max(0, start - 31) : start])
        after = re.match(r"-([^\W_]{1,30})", self.cased[end : end + 31])
        return before[1] if before else "", after[1] if after else ""


def _style(line: str) -> Style:
    if line.islower() or not any(word[0].isupper() for word in map(re.Match.group, _WORD.finditer(line))):
        return "small"
    large = _LARGE.findall(line) or _WORD.findall(line)
    if len(large) > 1 and sum(map(str.isupper, large)) > 0.7 * len(large):
        return "capitals"
    if len(large) < 4 or line.rstrip().endswith("."):
        return "plain"
    return "headline" if sum(w[0].isupper() for w in large) > 0.7 * len(large) else "plain"


def is_ordinary(word: str) -> bool:
    """Return whether a single word is one that any text may hold: "May", "Reading", "Nice"."""
    small = word.lower()
    return small in ordinary() or small in word_set("names_roles", "calendar")


def fits(page: Page, start: int, end: int, spelling: str) -> bool:
    """Return whether the capitals are those of the spelling, or as good in such a line."""
    written, style = page.cased[start:end], page.style(start)
    single = " " not in spelling
    if style == "capitals" and written.isupper():
        return not single or not is_ordinary(spelling)
    if single and not spelling.isupper() and is_ordinary(spelling):
        return written == spelling and style == "plain" and not page.opens(start)
    return all(map(_word_fits, written.split(" "), spelling.split(" ")))


def _word_fits(written: str, spelled: str) -> bool:
    if written == spelled or written == spelled[:1].upper() + spelled[1:]:
        return True
    if spelled.isupper() and len(spelled) > 3:  # "Nato" is how some write NATO
        return written == spelled.capitalize() and not is_ordinary(spelled)
    return spelled.lower() in word_set("names_roles", "particles") | {"the"} and written == spelled.lower()
