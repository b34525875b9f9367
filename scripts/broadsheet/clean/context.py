"""Measure what stands around the units of a page: how likely that is, what was said before, what comes again."""

from __future__ import annotations

import numpy as np

from broadsheet.clean import features
from broadsheet.clean.letters import Words
from broadsheet.clean.lines import Lines
from broadsheet.clean.rows import Rows, means, neighbours, stack, sums_around

_NEXT, _REACHES = (1, 2, 3), (3, 8, 25)
_SIDES = ("before", "after")
_PLACE = {name: i for i, name in enumerate(features.NAMES)}

ODDS = (
    "odds", *(f"odds-{side}-{n}" for n in _NEXT for side in _SIDES),
    *(f"odds-{side}-within-{n}" for n in _REACHES for side in _SIDES), "prose-gone", "prose-to-come", "prose-all",
)  # fmt: skip


def around_odds(odds: Rows, rows: Rows) -> Rows:
    """Return for every unit its log-odds and those around it, in the order of `ODDS`.

    `rows` are the features of `measure`. The last three columns say how much prose with good odds there is.
    """
    columns = [odds]
    for distance in _NEXT:
        columns += neighbours(odds, distance)
    likely = np.where(odds > 0, rows[:, _PLACE["prose"]], 0.0)
    gone = np.cumsum(likely) - likely
    total = np.full(len(odds), likely.sum())
    return stack([*columns, *means(sums_around(odds, _REACHES), _REACHES), gone, total - gone - likely, total])


# ------------------------------------------------------------------ the course of a page

COURSE = (
    "said-before", "said-after", "named-before", "shape-again",
    *(f"{what}-{side}-within-{n}" for what in ("said-before", "said-after") for n in (3, 8) for side in _SIDES),
    *(f"named-before-{side}-within-3" for side in _SIDES),
    *(f"{what}-{side}-within-{n}" for what in ("shapes", "repeats", "dates", "reader") for n in (3, 10)
      for side in _SIDES),
)  # fmt: skip

_PROSE = 0.15
"""A unit with less of prose in it is no part of what the page has said."""
_LABEL = 0.36
"""A unit of so few words (as `words` of the features) is a label."""


def course(lines: Lines, rows: Rows) -> Rows:
    """Return for every unit what it shares with what stands before and after it, in the order of `COURSE`.

    `rows` are the features of `measure`.
    """
    prose = rows[:, _PLACE["prose"]]
    before, after = _shares_said(lines.contents, prose)
    named, _ = _shares_said(lines.names, prose)
    again = _count_shapes(lines) / 6 * (rows[:, _PLACE["words"]] < _LABEL)
    repeats = np.minimum(rows[:, _PLACE["repeated"]], 1) * (rows[:, _PLACE["words"]] < _LABEL)
    told = [again, repeats, rows[:, _PLACE["date"]], rows[:, _PLACE["reader"]]]
    sums = sums_around(np.array([before * prose, after * prose, named * prose, prose, *told]), (3, 8, 10))
    columns = [before, after, named, again]
    for column, reaches in enumerate([(3, 8), (3, 8), (3,)]):
        columns += [side[column] / (side[3] + 0.05) for reach in reaches for side in sums[reach]]
    for column in range(4, 8):
        columns += means(sums, (3, 10), column)
    return stack(columns)


def _shares_said(words: Words, prose: Rows) -> tuple[Rows, Rows]:
    """Return for every unit the share of its words that running text before it has, and the same after it.

    `words` are those of each unit, each once.
    """
    n, different = len(prose), len(words.vocabulary)
    counts = np.bincount(words.units, minlength=n) + 2
    running = prose[words.units] > _PROSE
    units, ids = words.units[running], words.ids[running]
    first, last = np.full(different, n), np.full(different, -1)
    last[ids] = units
    first[ids[::-1]] = units[::-1]
    said, to_say = first[words.ids] < words.units, last[words.ids] > words.units
    return (
        np.bincount(words.units[said], minlength=n) / counts,
        np.bincount(words.units[to_say], minlength=n) / counts,
    )


_SHAPED, _SHAPED_FROM = 12, 8
"""A unit of more words is no label, nor like one; the first eight make its shape."""
_MIXED = np.uint64(0x9E3779B97F4A7C15) ** np.arange(1, _SHAPED_FROM + 1, dtype=np.uint64)
"""Odd numbers far apart, powers of the golden ratio's 64 bits (Knuth, volume 3, section 6.4)."""


def _count_shapes(lines: Lines) -> Rows:
    """Return how many other short units have the shape of each, at most six.

    The shape is the row of its words, where all numbers are one, and so are all words with a capital.
    """
    words, head = lines.words, lines.within < _SHAPED_FROM
    signs = np.where(lines.digit[words.ids], 0, np.where(lines.capital, 1, words.ids + 2))[head].astype(np.uint64)
    shapes = np.zeros(len(lines.counts), np.uint64)
    np.add.at(shapes, words.units[head], (signs + np.uint64(1)) * _MIXED[lines.within[head]])
    shapes[lines.counts > _SHAPED] = 0
    _, places, counts = np.unique(shapes, return_inverse=True, return_counts=True)
    return np.minimum(counts[places] - 1, 6)
