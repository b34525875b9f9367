"""Measures the paragraphs of a saved page by what its elements tell of them, beside what their words do."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np

from broadsheet.clean import features as words_of
from broadsheet.clean.furniture import Furniture
from broadsheet.clean.html.blocks import Block, Document
from broadsheet.clean.html.landmarks import Landmarks, find_landmarks
from broadsheet.clean.html.tree import Element
from broadsheet.clean.lines import read_lines
from broadsheet.clean.rows import Rows
from broadsheet.words import table

_MEASURES = (
    "linked", "linked-parent", "linked-grandparent", "prose-parent", "prose-grandparent", "share-of-parent",
    "hidden", "in-core", "in-home", "home-level", "level-below", "style-share", "parent-style-share", "depth",
    "blocks-in-parent", "since-heading", "heading", "states-body", "in-stated-body", "title", "after-core",
    "before-core", "repeats-earlier",
)  # fmt: skip


@cache
def names() -> tuple[str, ...]:
    """Return the names of all features, in their order in a row."""
    words = table("html")
    kinds = [f"{reach}-{kind}" for kind in words["classes"] for reach in ("own", "near", "around")]
    tags = [f"tag-{tag}" for tag in words["tags"]] + [f"within-{tag}" for tag in words["within"]]
    return (*words_of.NAMES, *_MEASURES, *tags, *kinds)


def measure(document: Document, found: Sequence[Furniture | None], stated: str) -> Rows:
    """Return for every paragraph a row of its features, in the order of `names()`.

    `stated` is the article as the page's metadata has it, its words parted by single spaces; mostly empty.
    """
    texts = [block.unit.text for block in document.blocks]
    if not texts:
        return np.zeros((0, len(names())))
    marks = find_landmarks(document)
    seen: Counter[str] = Counter()
    told = []
    for i, block in enumerate(document.blocks):
        again = float(min(seen[texts[i]], 2))
        seen[texts[i]] += 1
        told.append([*_place(i, block, document, marks, stated), again, *_names(document.elements, block.element)])
    return np.hstack([words_of.measure(read_lines(texts), found), np.array(told)])


def _place(i: int, block: Block, document: Document, marks: Landmarks, stated: str) -> list[float]:
    place = block.element
    element = document.elements[place]
    parent = max(element.parent, 0)
    grandparent = max(document.elements[parent].parent, 0)
    totals, prose = marks.totals, marks.prose
    length = len(block.unit.text)
    return [
        min(block.linked / max(1, length), 1.0),
        marks.linked[parent] / (totals[parent] + 1),
        marks.linked[grandparent] / (totals[grandparent] + 1),
        prose[parent] / (prose[0] + 1),
        prose[grandparent] / (prose[0] + 1),
        length / (totals[parent] + 1),
        float(element.hidden),
        float(marks.levels_to_core[place] == 0),
        float(marks.levels_to_home[place] == 0),
        min(marks.levels_to_home[place], 12),
        min(element.depth - marks.common_depth[place], 12),
        marks.styles[element.style] / (prose[0] + 1),
        marks.parent_styles[element.style, document.elements[parent].style] / (prose[0] + 1),
        min(element.depth, 40) / 40,
        math.log1p(marks.children[parent]),
        math.log1p(max(0, i - marks.heading)),
        float(marks.heading > 0 and i > marks.heading),
        float(bool(stated)),
        float(_is_stated(block.unit.text, stated)),
        float(i == marks.heading),
        float(i > marks.last_core),
        float(i < marks.first_core),
    ]


def _is_stated(text: str, stated: str) -> bool:
    return bool(stated) and " ".join(text.split())[:200] in stated


def _names(elements: Sequence[Element], place: int) -> list[float]:
    words = table("html")
    element = elements[place]
    parent = elements[max(element.parent, 0)]
    near = element.kinds | parent.kinds | elements[max(parent.parent, 0)].kinds
    row = [float(element.name == tag) for tag in words["tags"]]
    row += [float(tag in element.within) for tag in words["within"]]
    for kind in words["classes"]:
        row += [float(kind in element.kinds), float(kind in near), float(kind in element.around)]
    return row
