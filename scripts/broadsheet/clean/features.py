"""Measures the units of a page: what a line looks like, and what stands around it.

The trees of `words/page-trees.json` were trained with the numbers below (`benchmarks/cleaning_train.py`): whoever
changes one trains them anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from broadsheet.clean.context import LABEL
from broadsheet.clean.furniture import Furniture
from broadsheet.clean.lines import Lines
from broadsheet.clean.look import look, look_at_words
from broadsheet.clean.rows import Rows, neighbours, stack, sums_around
from broadsheet.clean.verdicts import ends_sentence
from broadsheet.words import table

_SIDES = ("before", "after")
OWN = (
    "words", "letters", "sentence", "sentences", "colon", "question", "quote", "lower", "upper-share", "grammar",
    "digits", "commas", "address", "bars", "repeated", "furniture", "caption", "prose", "title-words", "theme",
)  # fmt: skip
_REACHES = (1, 2, 3, 4, 10, 30)
_WITHIN = {"prose": (1, 2, 4, 10, 30), "short": (2, 4, 10), "furniture": (1, 3, 10)}
"""By column, of which reaches the means are features."""
_SO_FAR = ("comments", "related", "legal")
AROUND = (
    *(f"{what}-{side}-{reach}" for what, reaches in _WITHIN.items() for reach in reaches for side in _SIDES),
    "to-prose-before", "to-prose-after", "place", "prose-so-far", *(f"{reason}-so-far" for reason in _SO_FAR),
    "since-furniture", "until-furniture", "words-before", "words-after", "theme-after", "sentence-before",
    "sentence-after", "density-10", "density-30", "from-densest", "since-headline",
)  # fmt: skip
NAMES = (*OWN, *AROUND)


def measure(lines: Lines, found: Sequence[Furniture | None]) -> Rows:
    """Return for every unit a row of its features, in the order of `NAMES`."""
    if not lines.texts:
        return np.zeros((0, len(NAMES)))
    own = own_features(lines, found)
    return stack([own[name] for name in OWN], *around(own, found))


def own_features(lines: Lines, found: Sequence[Furniture | None]) -> dict[str, Rows]:
    """Return what can be said of each unit alone: a column under each of the names of `OWN`, and some beside."""
    sentence = np.array(list(map(ends_sentence, lines.texts)))
    own = {"sentence": sentence, **look(lines), **look_at_words(lines, sentence), **_name_kinds(found)}
    length = np.minimum(lines.counts, 60) / 60 * np.where(sentence, 1.0, 0.5)
    own["prose"] = np.where((own["grammar"] > 0.2) & ~own["furniture"], length, 0.0)
    return own


def _name_kinds(found: Sequence[Furniture | None]) -> dict[str, Rows]:
    """Return whether the furniture table has the unit, and whether it belongs to a picture."""
    pictures = frozenset(table("page-words")["pictures"])
    return {
        "furniture": np.array([entry is not None for entry in found]),
        "caption": np.array([entry is not None and entry.reason in pictures for entry in found]),
    }


_HEADLINE_SHARE = 0.6


@cache
def _wanted() -> tuple[Rows, Rows]:
    """Return which of the sums around are features: their columns, and their reaches."""
    pairs = [(i, _REACHES.index(reach)) for i, reaches in enumerate(_WITHIN.values()) for reach in reaches]
    columns, reaches = np.array(pairs).T
    return columns, reaches


def around(own: Mapping[str, Rows], found: Sequence[Furniture | None]) -> list[Rows]:
    """Return columns, in blocks, for each of `AROUND`."""
    prose, furniture = own["prose"], own["furniture"]
    n = len(prose)
    places = np.arange(n)
    sums = sums_around(np.array([prose, own["words"] < LABEL, furniture]), _REACHES)
    columns, reaches = _wanted()
    means = sums[columns, reaches] / np.array(_REACHES)[reaches, None, None]
    density = prose + (sums[0, -2:, 0] + sums[0, -2:, 1])
    density_share = density / (density.max(axis=1, keepdims=True) + 0.01)
    densest = int(density[0].argmax())
    titles = np.flatnonzero(own["title-words"][1 : densest + 1] >= _HEADLINE_SHARE)
    headline = int(titles[-1]) + 1 if len(titles) else 0
    far = np.log1p(_distances(np.array([prose > 0.25, furniture]))) / 4
    words, theme, sentence = neighbours(np.array([own["words"], own["theme"], own["sentence"]]), [1])[:, 0]
    so_far = np.array([places / n, (np.cumsum(prose) - prose) / (prose.sum() + 0.1)])
    last = np.array([np.clip(places - densest, -40, 40) / 40, np.log1p(np.maximum(0, places - headline)) / 5])
    marks = np.minimum(_count_so_far(found), 4) / 4
    return [means.reshape(-1, n), far[0], so_far, marks, far[1], words, theme[1:], sentence, density_share, last]


def _count_so_far(found: Sequence[Furniture | None]) -> Rows:
    """Return how many units before each the furniture table has for each reason of `_SO_FAR`."""
    marks = np.zeros((len(_SO_FAR), len(found)))
    for i, entry in enumerate(found):
        if entry is not None and entry.reason in _SO_FAR:
            marks[_SO_FAR.index(entry.reason), i] = 1.0
    counts: Rows = np.cumsum(marks, axis=1) - marks
    return counts


_FAR = 99


def _distances(marked: Rows) -> Rows:
    """Return how many units ago the last marked one was and in how many the next one comes, at most 99."""

    def count(flags: Rows) -> Rows:
        places = np.arange(flags.shape[1])
        last = np.maximum.accumulate(np.where(flags, places, -_FAR - 1), axis=1)
        gone = np.full(flags.shape, _FAR)
        np.minimum(places[1:] - last[:, :-1] - 1, _FAR, out=gone[:, 1:])
        return gone

    return np.stack([count(marked), count(marked[:, ::-1])[:, ::-1]], axis=1)
