"""Tells the heads and feet of printed pages: lines that come once a page, with a number that counts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from broadsheet.clean.units import Unit
from broadsheet.clean.verdicts import Verdict, is_prose

_NUMBER = re.compile(r"[0-9]{1,4}")
_BARE = re.compile(r"(?:page|p\.|pg)?[\s\-–—|(\[]{0,4}#[\s\-–—|)\]]{0,4}(?:(?:of|/)\s?#)?", re.IGNORECASE)
_MOST_CHARACTERS = 120
_FEWEST_PAGES = 3
_PAGE_WORDS = 120
"""Between one page number and the next; the entries of a numbered list are shorter."""
_HEAD_WORDS = 3
"""A line that is more than a number needs so many words: `Day 2` is a heading."""
_MOST_PAGES = 0.6
"""A head stands beside such a share of the page numbers; with .5 and .8 none of 780 texts comes out otherwise."""
_NEAR = 2
"""A head has no more than so many lines beside the one with the number."""

_VERDICT = Verdict("removed", "page-header", "page-number")
_BESIDE = Verdict("removed", "page-header", "beside-page-number")


def judge_page_headers(units: Sequence[Unit], decided: Sequence[Verdict | None]) -> list[Verdict | None]:
    """Return the verdicts on units with those on the heads and feet of pages among them."""
    verdicts = list(decided)
    numbered = sorted(place for line in _counting(units) for place in line)
    for place in numbered:
        verdicts[place] = verdicts[place] or _VERDICT
    for place in _beside(numbered, units) if numbered else ():
        verdicts[place] = verdicts[place] or _BESIDE
    return verdicts


def _shape(text: str) -> str:
    """Return a short line with its numbers as `#`, empty for what is no head of a page."""
    if len(text) > _MOST_CHARACTERS or is_prose(text):
        return ""
    return _NUMBER.sub("#", text)


def _counting(units: Sequence[Unit]) -> Iterator[list[int]]:
    """Yield the places of lines of one shape that count the pages."""
    places = defaultdict(list)
    for i, unit in enumerate(units):
        shape = _shape(unit.text) if len(unit.text) <= _MOST_CHARACTERS and _NUMBER.search(unit.text) else ""
        if shape and (_BARE.fullmatch(shape) or shape.count(" ") >= _HEAD_WORDS):
            places[shape].append(i)
    words = [0, *accumulate(unit.text.count(" ") + 1 for unit in units)] if places else []
    for found in places.values():
        apart = all(words[b] - words[a] >= _PAGE_WORDS for a, b in pairwise(found))
        if len(found) >= _FEWEST_PAGES and apart and _counts([units[i].text for i in found]):
            yield found


def _counts(texts: Sequence[str]) -> bool:
    """Return whether one of the numbers goes up by one from line to line and the others stay."""
    rows = [list(map(int, _NUMBER.findall(text))) for text in texts]
    steps = [{b - a for a, b in pairwise(column)} for column in zip(*rows, strict=True)]
    return sorted(map(sorted, steps))[-1:] == [[1]] and all(step in ({0}, {1}) for step in steps)


def _beside(numbered: Sequence[int], units: Sequence[Unit]) -> Iterator[int]:
    """Yield the places of lines that stand beside most page numbers in the same words, and nowhere else."""
    shapes = [_shape(unit.text) for unit in units]
    counts = Counter(shapes)
    near = defaultdict(set)
    for place in numbered:
        for i in range(max(0, place - _NEAR), min(len(shapes), place + _NEAR + 1)):
            if shapes[i] and i not in numbered:
                near[shapes[i]].add(i)
    for shape, found in near.items():
        if counts[shape] == len(found) >= max(_FEWEST_PAGES, _MOST_PAGES * len(numbered)):
            yield from found
