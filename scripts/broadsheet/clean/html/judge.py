"""Judges the paragraphs of a saved page: the article's region by the trees, what is around it by its classes."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.clean.furniture import Furniture, match_furniture
from broadsheet.clean.html import features
from broadsheet.clean.html.blocks import Block, Document
from broadsheet.clean.html.tree import Element
from broadsheet.clean.model import load_forest
from broadsheet.clean.page import ask, judge_region
from broadsheet.clean.residue import find_furniture
from broadsheet.clean.verdicts import Verdict
from broadsheet.words import table

_RULE = "html-trees"

_LEAN = 0.7
"""Less than in a page without its elements: these trees are surer, and were chosen with it."""


def judge_document(document: Document, stated_body: str) -> list[Verdict]:
    """Return a verdict on every paragraph; `stated_body` is the article as the metadata has it."""
    texts = [block.unit.text for block in document.blocks]
    found = find_outside(document)
    rows = features.measure(document, [match_furniture(text) for text in texts], stated_body)
    forest = load_forest("html-trees", features.names())
    chances = ask(forest, rows, found)
    verdicts, _ = judge_region(texts, found, chances, _LEAN)
    return [
        verdict if verdict.reason != "page" else Verdict("removed", _reason(document.elements, block), _RULE)
        for block, verdict in zip(document.blocks, verdicts, strict=True)
    ]


def find_outside(document: Document) -> list[Furniture | None]:
    """Return for every paragraph what says at once that it is none of the article's: its element, or its words."""
    found = find_furniture([block.unit.text for block in document.blocks])
    return [_told(document.elements[block.element]) or e for block, e in zip(document.blocks, found, strict=True)]


def _told(element: Element) -> Furniture | None:
    """Return the entry that an element's own name amounts to."""
    outside = table("html")["outside"]
    return next((Furniture(f"within-{name}", outside[name]) for name in outside if name in element.within), None)


def _reason(elements: Sequence[Element], block: Block) -> str:
    """Return why a paragraph is no part of the article, as the classes of the innermost elements around it say."""
    reasons = table("html")["reasons"]
    place, element = block.element, elements[block.element]
    for _ in range(_LEVELS):
        reason = next((told for kind, told in reasons.items() if kind in element.kinds), None)
        if reason is not None:
            return str(reason)
        place = max(element.parent, 0)
        element = elements[place]
    return "page"


_LEVELS = 4
