"""Where sentences begin and end; a quotation and the words that attribute it stay together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from broadsheet.models import Span
from broadsheet.text.quotations import Quotation, quotations
from broadsheet.words import word_set

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")

# `he said.” Then` / `in 2020. “We` / `(all of it.) He`
# Some texts have blanks around every mark: `It rained . " He`
_END = re.compile(r"[.!?…]{1,12}[”\"’'»)\]]{0,6}(?=[\s\u00a0]{1,20}[“\"‘'«„(\[]{0,4}\s?[^\W_a-z])")
# ` Ada Moss asked.`, ` Moss said in Leck.`
_NAMED = re.compile(
    r"\s{1,3}(?:[^\W\d_a-z][\w.’'-]{0,24} ){1,4}([a-z]{4,12})"
    r"(?=[.,;:]|\s*\Z| (?:in|on|at|to|of|during|after|before|when|as|while|with|later|then)\b)"
)
_LAST_WORD = re.compile(r"([^\s“”\"‘(\[<]{1,24})\s?\Z")
# `U.N` / `H.K`
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,5}[^\W\d_]")
_NEXT_WORD = re.compile(r"[^\w]{1,24}([\w’']{1,24})")


def sentences(text: str, span: Span | None = None, known: list[Quotation] | None = None) -> list[Span]:
    """Return the sentences of a text, or of a stretch of it, line by line and in order.

    `known` are the quotations of the stretch, where they have been found already. A closed quotation is split
    only where it stands alone: `“Go. Now,” he said.` is one sentence, a paragraph that is nothing but a quotation
    has as many as it has.
    """
    bounds = span if span is not None else Span(0, len(text))
    lines = (_strip(text, Span(*found.span())) for found in _LINE.finditer(text, *bounds))
    found: list[Span] = []
    for line in lines:
        if line.start < line.end:
            marks = known if known is not None and line == bounds else quotations(text, line)
            found += _of_line(text, line, marks)
    return found


def _of_line(text: str, line: Span, found: list[Quotation]) -> list[Span]:
    cuts = [line.start, *_cuts(text, line, found), line.end]
    parts = (_strip(text, Span(*pair)) for pair in pairwise(cuts))
    return [part for part in parts if part.start < part.end]


def _cuts(text: str, line: Span, found: list[Quotation]) -> Iterator[int]:
    """Yield where one sentence ends and the next one may begin."""
    closing = {quotation.span.end for quotation in found}
    ends = [m.end() for m in _END.finditer(text, *line) if not _is_abbreviation(text, line, m)]
    ends = [end + 2 if text[end].isspace() and end + 2 in closing else end for end in ends]
    ends = [end for end in ends if end not in closing or not _is_attributed(text, line, end)]
    edges = {line.start, line.end, *ends}
    alone = _standing_alone(text, line, found, edges)
    index = 0
    for end in ends:
        while index < len(found) and found[index].span.end <= end:
            index += 1
        inside = index < len(found) and found[index].span.start < end
        if not inside or alone[index]:
            yield end


def _is_attributed(text: str, line: Span, end: int) -> bool:
    """Return whether somebody's name and what he did follow a quotation: `“Why?” [Ada Moss asked.]`."""
    named = _NAMED.match(text, end, line.end)
    return named is not None and named[1] in word_set("names_words", "says")


def _standing_alone(text: str, line: Span, found: list[Quotation], edges: set[int]) -> list[bool]:
    """Return for each quotation whether nothing else is in its sentence; open ones hold nothing together."""

    def begins(quotation: Quotation) -> bool:
        before = quotation.span.start
        while before > line.start and text[before - 1].isspace():
            before -= 1
        return before in edges

    return [not q.closed or (begins(q) and q.span.end in edges) for q in found]


def _is_abbreviation(text: str, line: Span, end: re.Match[str]) -> bool:
    if text[end.start()] != "." or end.group().count(".") > 1:
        return False
    last = _LAST_WORD.search(text, max(line.start, end.start() - 24), end.start())
    if last is None:
        return False
    word = last.group(1).lower()
    if word in _words("before_names") or (len(word) == 1 and word.isalpha() and word != "i"):
        return True
    known = word in _words("anywhere") or _INITIALS.fullmatch(word) is not None
    return known and not _starts_sentence(text, end.end())


def _starts_sentence(text: str, position: int) -> bool:
    following = _NEXT_WORD.match(text, position)
    return following is not None and following.group(1).lower().replace("’", "'") in _words("starters")


_words = partial(word_set, "abbreviations")


def _strip(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
