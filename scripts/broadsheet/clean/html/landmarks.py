"""Finds where most of a page's running text stands: what is near to it is likely to belong to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.clean.html.blocks import Block, Document
from broadsheet.clean.html.tree import Element
from broadsheet.clean.verdicts import count_words

_PROSE_WORDS = 10
_MOST_LINKED = 0.4
_MAJORITY = 0.5


@dataclass(frozen=True)
class Landmarks:
    """Sums of characters by element, and distances to the elements that hold the most running text."""

    totals: Sequence[int]
    linked: Sequence[int]
    prose: Sequence[int]
    """By element, those in it included; the first is the whole page."""
    children: Counter[int]
    """How many paragraphs stand directly in an element or in its children."""
    levels_to_core: Sequence[int]
    """By element: levels up from the core, the innermost element with most of the prose, to what holds both."""
    levels_to_home: Sequence[int]
    """The same for the home: the element whose own paragraphs hold the most prose."""
    common_depth: Sequence[int]
    """By element: the depth of what holds both it and the home."""
    styles: Counter[str]
    """Characters of prose by the style of the paragraph's element."""
    parent_styles: Counter[tuple[str, str]]
    heading: int
    """The last `h1` before the core's end; 0 where there is none."""
    first_core: int
    """Of the paragraphs of the core, the first and the last."""
    last_core: int


def find_landmarks(document: Document) -> Landmarks:
    """Return what is needed to place the paragraphs of a page."""
    elements, blocks = document.elements, document.blocks
    weights = [_prose(block, elements[block.element]) for block in blocks]
    prose = _sum(elements, blocks, weights)
    parents: Counter[int] = Counter()
    children: Counter[int] = Counter()
    styles: Counter[str] = Counter()
    parent_styles: Counter[tuple[str, str]] = Counter()
    for block, weight in zip(blocks, weights, strict=True):
        element = elements[block.element]
        parent = max(element.parent, 0)
        parents[parent] += weight
        children[parent] += 1
        styles[element.style] += weight
        parent_styles[element.style, elements[parent].style] += weight
    home = max(parents, key=parents.__getitem__, default=0)
    core = max(
        (i for i in range(len(elements)) if prose[i] >= _MAJORITY * prose[0]),
        key=lambda i: elements[i].depth,
        default=0,
    )
    to_core, _ = _levels(elements, core)
    to_home, common = _levels(elements, home)
    within = [i for i, block in enumerate(blocks) if to_core[block.element] == 0]
    first, last = (within[0], within[-1]) if within else (0, len(blocks) - 1)
    headings = [i for i, block in enumerate(blocks[: last + 1]) if elements[block.element].name == "h1"]
    return Landmarks(
        totals=_sum(elements, blocks, [len(block.unit.text) for block in blocks]),
        linked=_sum(elements, blocks, [block.linked for block in blocks]),
        prose=prose,
        children=children,
        levels_to_core=to_core,
        levels_to_home=to_home,
        common_depth=common,
        styles=styles,
        parent_styles=parent_styles,
        heading=headings[-1] if headings else 0,
        first_core=first,
        last_core=last,
    )


def _prose(block: Block, element: Element) -> int:
    """Return how many characters of running text a paragraph has; links and what is hidden are none."""
    length = len(block.unit.text)
    if element.hidden or count_words(block.unit.text) <= _PROSE_WORDS or block.linked > _MOST_LINKED * length:
        return 0
    return length


def _sum(elements: Sequence[Element], blocks: Sequence[Block], values: Sequence[int]) -> list[int]:
    """Return by element the sum over its paragraphs and those of all elements in it."""
    sums = [0] * len(elements)
    for block, value in zip(blocks, values, strict=True):
        sums[block.element] += value
    for i in range(len(elements) - 1, 0, -1):  # an element stands behind the one it is in
        sums[elements[i].parent] += sums[i]
    return sums


def _levels(elements: Sequence[Element], goal: int) -> tuple[list[int], list[int]]:
    """Return by element how far up from the goal the element is that holds both, and its depth."""
    above: dict[int, int] = {}
    place, level = goal, 0
    while place >= 0:
        above[place] = level
        place, level = elements[place].parent, level + 1
    levels = [0] * len(elements)
    depths = [0] * len(elements)
    for i, element in enumerate(elements):
        if i in above:
            levels[i], depths[i] = above[i], element.depth
        else:
            levels[i], depths[i] = levels[element.parent], depths[element.parent]
    return levels, depths
