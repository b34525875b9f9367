"""Finds the headline, the standfirst and the byline of a saved page, with what its metadata states in hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.clean.fields import find_writer
from broadsheet.clean.html.blocks import Document
from broadsheet.clean.html.tree import Element
from broadsheet.clean.verdicts import Verdict, count_words

_WORD = re.compile(r"\w+")
_ALIKE = 0.6
"""Share of the shorter title's words that both have; from .5 to .7 only 1 of 46 pages comes out otherwise."""
_HEADINGS = ("h1", "h2", "h3")
_LONGEST_TITLE = 300
_LEAD_WORDS = 5
_LEAD_REACH = 6
"""A standfirst stands at most so many paragraphs below the headline."""
_BYLINE_REACH = 6
"""A byline stands at most so many paragraphs below the article's first."""


def find_headline(document: Document, verdicts: Sequence[Verdict], titles: Sequence[str]) -> int | None:
    """Return which paragraph is the headline: a heading that the page's titles repeat, or the only `h1`."""
    kept = [i for i, verdict in enumerate(verdicts) if verdict.fate == "kept"]
    limit = kept[min(2, len(kept) - 1)] + 1 if kept else len(verdicts)
    names = [document.elements[block.element].name for block in document.blocks[:limit]]
    words = [_words(title) for title in titles if title]
    for heading in _HEADINGS:
        places = [i for i, name in enumerate(names) if name == heading and _is_whole(document, i)]
        alike = [i for i in places if any(_alike(_words(document.blocks[i].unit.text), w) for w in words)]
        if alike:
            return alike[-1]
        if heading == "h1" and len(places) == 1 and not words:
            return places[0]
    return None


def _is_whole(document: Document, place: int) -> bool:
    text = document.blocks[place].unit.text
    return len(text) <= _LONGEST_TITLE and not document.elements[document.blocks[place].element].hidden


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two titles are one, but for the outlet's name behind one of them."""
    return len(one & other) >= _ALIKE * max(1, min(len(one), len(other))) and len(one & other) >= min(
        3, len(other)
    )


def find_lead(document: Document, verdicts: Sequence[Verdict], title: int, description: str) -> int | None:
    """Return which paragraph is the standfirst: right below the headline, and called or described as such."""
    for i in range(title + 1, min(title + 1 + _LEAD_REACH, len(verdicts))):
        block = document.blocks[i]
        element = document.elements[block.element]
        if count_words(block.unit.text) < _LEAD_WORDS or block.linked > 0:
            continue
        if _is_lead(element) or (element.name != "p" and description and block.unit.text == description):
            return i
        if verdicts[i].fate == "kept":
            return None
    return None


def _is_lead(element: Element) -> bool:
    return "lead" in element.kinds and not element.kinds & {"body", "caption", "related", "promo"}


def find_byline(document: Document, verdicts: Sequence[Verdict], title: int | None) -> int | None:
    """Return which paragraph says who wrote the article."""
    kept = next((i for i, verdict in enumerate(verdicts) if verdict.fate == "kept"), 0)
    texts = [block.unit.text for block in document.blocks[: kept + _BYLINE_REACH]]
    return find_writer(texts, title or 0, kept, len(texts))
