"""Measures what stands around the units of a page: how likely that is, what was said before, what comes again.

The trees of `words/page-trees.json` were trained with the numbers below (`benchmarks/cleaning_train.py`): whoever
changes one trains them anew.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from broadsheet.clean.letters import Words
from broadsheet.clean.lines import Lines
from broadsheet.clean.rows import Rows, means_around, neighbours, stack, sums_around

_NEXT, _REACHES = (1, 2, 3), (3, 8, 25)
_SIDES = ("before", "after")

ODDS = (
    "odds", *(f"odds-{side}-{n}" for n in _NEXT for side in _SIDES),
    *(f"odds-{side}-within-{n}" for n in _REACHES for side in _SIDES), "prose-gone", "prose-to-come", "prose-all",
)  # fmt: skip


def around_odds(odds: Rows, prose: Rows) -> Rows:
    """Return for every unit its log-odds and those around it, in the order of `ODDS`.

    The last three columns say how much prose with good odds there is.
    """
    n, own = len(odds), odds[None]
    likely = np.where(odds > 0, prose, 0.0)
    gone, total = np.cumsum(likely) - likely, likely.sum()
    there = [gone, total - gone - likely, np.full(n, total)]
    near, around = neighbours(own, _NEXT), means_around(own, _REACHES)
    return stack(own, near.reshape(-1, n), around.reshape(-1, n), there)


# ------------------------------------------------------------------ the course of a page

_SAID_WITHIN, _TOLD_WITHIN = (3, 8), (3, 10)
_ALL_WITHIN = (*_SAID_WITHIN, *_TOLD_WITHIN)
_SAID_AT, _TOLD_AT = slice(2), slice(2, 4)
COURSE = (
    "said-before", "said-after",
    *(f"{what}-{side}-within-{n}" for what in ("said-before", "said-after") for n in _SAID_WITHIN
      for side in _SIDES),
    *(f"shapes-{side}-within-{n}" for n in _TOLD_WITHIN for side in _SIDES), "repeats-before-within-3",
    *(f"dates-{side}-within-{n}" for n in _TOLD_WITHIN for side in _SIDES), "reader-after-within-10",
)  # fmt: skip

_PROSE = 0.15
"""A unit with less of prose in it is no part of what the page has said."""
LABEL = 0.36
"""A unit of so few words (as `words` of the features: about five) is a label."""


def course(lines: Lines, own: Mapping[str, Rows]) -> list[Rows]:
    """Return columns, in blocks, for each of `COURSE`: what a unit shares with what stands before and after it.

    `own` is what can be said of each unit alone.
    """
    prose, label = own["prose"], own["words"] < LABEL
    said = _shares_said(lines.contents, prose)
    told = [_count_shapes(lines) / 6 * label, np.minimum(own["repeated"], 1) * label, own["date"], own["reader"]]
    sums = sums_around(np.array([*(said * prose), prose, *told]), _ALL_WITHIN)
    shapes, repeats, dates, reader = sums[3:, _TOLD_AT] / np.array(_TOLD_WITHIN)[:, None, None]
    shares = sums[:2, _SAID_AT] / (sums[2, _SAID_AT] + 0.05)
    around = [shares, shapes, repeats[:1, :1], dates, reader[1:, 1:]]
    return [said, *(block.reshape(-1, len(prose)) for block in around)]


def _shares_said(words: Words, prose: Rows) -> Rows:
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
    return np.array([np.bincount(words.units[told], minlength=n) for told in (said, to_say)]) / counts


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
