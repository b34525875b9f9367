"""The elements of a page, as far as they tell what a paragraph in them is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from broadsheet.clean.html.tokens import Attribute
from broadsheet.words import table

_CLASS_KEYS = ("class", "id", "role", "itemprop", "data-testid", "data-component")
_UNSTYLED = frozenset(["html", "body"])
"""Their classes speak of the site, not of a part of the page."""
_HIDDEN = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.IGNORECASE)
_IN_HEAD = frozenset(["title", "script", "style", "noscript", "template"])
_JOINTS = re.compile("[_-]+")
_LONGEST_CLASS = 300
_CLOSES_PARAGRAPH = 30
"""An open paragraph is looked for so far up; nobody nests more inline elements."""


class Element(NamedTuple):
    """One element, with what is inherited from those around it."""

    name: str
    parent: int
    """Place of the element around it in the list of all, -1 for the outermost."""
    depth: int
    style: str
    """Its name and classes; the paragraphs of an article mostly share one."""
    kinds: frozenset[str]
    """What its own classes say, as keys of `classes` in `words/html.yml`."""
    around: frozenset[str]
    """The same of all elements around it and of itself."""
    within: frozenset[str]
    """Names of the elements around it and its own, those of `within` in `words/html.yml`."""
    hidden: bool
    unseen: bool
    linked: bool


@dataclass(frozen=True)
class Names:
    """The lists of `words/html.yml`."""

    inline: frozenset[str]
    cells: frozenset[str]
    void: frozenset[str]
    unseen: frozenset[str]
    within: frozenset[str]


@cache
def names() -> Names:
    """Return the names of elements by what they do."""
    words = table("html")
    return Names(*(frozenset(words[key]) for key in ("inline", "cells", "void", "unseen", "within")))


@cache
def _class_patterns() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile("|".join(stems)) for kind, stems in table("html")["classes"].items()}


@lru_cache(maxsize=4096)
def _kinds(classes: str) -> frozenset[str]:
    words = _JOINTS.sub("-", classes.lower())
    return frozenset(kind for kind, pattern in _class_patterns().items() if pattern.search(words))


_ROOT = Element("", -1, 0, "", frozenset(), frozenset(), frozenset(), hidden=False, unseen=False, linked=False)


@dataclass
class Tree:
    """The elements seen so far and those that are still open."""

    elements: list[Element] = field(default_factory=lambda: [_ROOT])
    open: list[int] = field(default_factory=lambda: [0])
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def top(self) -> Element:
        """Return the innermost open element."""
        return self.elements[self.open[-1]]

    @property
    def in_page_title(self) -> bool:
        """Return whether the innermost element is the page's own title; drawings have titles too."""
        return self.top.name == "title" and self.elements[self.top.parent].name in ("head", "html", "")

    @property
    def block(self) -> int:
        """Return the place of the innermost open element that is no inline element."""
        for place in reversed(self.open[-_CLOSES_PARAGRAPH:]):
            if self.elements[place].name not in names().inline and self.elements[place].name not in names().cells:
                return place
        return self.open[-1]

    def begin(self, name: str, attributes: dict[str, Attribute]) -> None:
        """Open an element; one that has no end tag opens nothing."""
        if name in names().void:
            return
        if self.counts["head"] and name not in _IN_HEAD:
            self.end("head")
        if name not in names().inline and self.counts["p"]:
            self._end_paragraph()
        self.elements.append(_make(name, attributes, self.top, self.open[-1]))
        self.open.append(len(self.elements) - 1)
        self.counts[name] += 1

    def end(self, name: str) -> None:
        """Close the innermost element of a name and all that were left open in it; a stray end tag is ignored."""
        if not self.counts[name]:
            return
        while len(self.open) > 1:
            closed = self.elements[self.open.pop()].name
            self.counts[closed] -= 1
            if closed == name:
                return

    def _end_paragraph(self) -> None:
        """A paragraph ends where the next block begins, whether its end tag is there or not."""
        for place in reversed(self.open[-_CLOSES_PARAGRAPH:]):
            name = self.elements[place].name
            if name == "p":
                self.end("p")
            if name not in names().inline:
                return


def _make(name: str, attributes: dict[str, Attribute], around: Element, parent: int) -> Element:
    classes = " ".join(attributes[key].value for key in _CLASS_KEYS if key in attributes)[:_LONGEST_CLASS]
    kinds = _kinds(classes) if classes and name not in _UNSTYLED else frozenset()
    style = attributes.get("style")
    hidden = "hidden" in attributes or (style is not None and _HIDDEN.search(style.value) is not None)
    return Element(
        name=name,
        parent=parent,
        depth=around.depth + 1,
        style=f"{name}.{attributes['class'].value[:80]}" if "class" in attributes else name,
        kinds=kinds,
        around=around.around | kinds,
        within=around.within | {name} if name in names().within else around.within,
        hidden=hidden or around.hidden,
        unseen=around.unseen or name in names().unseen,
        linked=around.linked or name == "a",
    )
