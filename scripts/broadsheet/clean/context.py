"""Measure what stands around the units of a page: how likely that is, what was said before, what comes again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from broadsheet.clean import features
from broadsheet.clean.letters import Words
from broadsheet.clean.lines import Lines
from broadsheet.clean.look import find_names
from broadsheet.clean.rows import Rows, neighbours, stack, sums_around

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
    return stack([*columns, *sums_around(odds, _REACHES, mean=True), gone, total - gone - likely, total])


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
    named, _ = _shares_said(find_names(lines), prose)
    again = _count_shapes(lines) / 6 * (rows[:, _PLACE["words"]] < _LABEL)
    repeats = np.minimum(rows[:, _PLACE["repeated"]], 1) * (rows[:, _PLACE["words"]] < _LABEL)
    columns = [before, after, named, again, *_mean(before, prose, (3, 8)), *_mean(after, prose, (3, 8))]
    columns += _mean(named, prose, (3,))
    for column in (again, repeats, rows[:, _PLACE["date"]], rows[:, _PLACE["reader"]]):
        columns += sums_around(column, (3, 10), mean=True)
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


def _mean(column: Rows, weights: Rows, reaches: Sequence[int]) -> list[Rows]:
    pairs = zip(sums_around(column * weights, reaches), sums_around(weights, reaches), strict=True)
    return [total / (weight + 0.05) for total, weight in pairs]


_SHAPED = 12
"""A unit of more words is no label, nor like one."""


def _count_shapes(lines: Lines) -> Rows:
    """Return how many other short units have the shape of each, at most six."""
    short = lines.counts <= _SHAPED
    shapes = [_shape(text) if is_short else "" for text, is_short in zip(lines.texts, short.tolist(), strict=True)]
    counts = Counter(shapes)
    return np.array([min(counts[shape] - 1, 6) for shape in shapes])


def _shape(text: str) -> str:
    """Return the beginning of a line with its numbers and its capitalised words made equal."""
    return " ".join(map(_shape_of_word, text[:80].split()[:8]))


@lru_cache(maxsize=4096)
def _shape_of_word(word: str) -> str:
    return "0" if word[0].isdigit() else "A" if word[0].isupper() else word


# ------------------------------------------------------------------ the second look

_KEPT_OWN = (
    "words", "letters", "sentence", "sentences", "quote", "upper-share", "grammar", "digits", "reader", "address",
    "date", "repeated", "furniture", "section", "prose", "title-words", "theme", "place", "words-before",
    "words-after", "since-headline", "after-headline", "from-densest",
)  # fmt: skip
_OWN_PLACES = [_PLACE[name] for name in _KEPT_OWN]

REGION = (
    "inside", "since-first", "until-last", "share-before", "share-after", "mass", "best", "share-inside",
    "stretch-words", "stretch-units", "best-before", "best-after",
)  # fmt: skip

SECOND = (*ODDS, *REGION, *_KEPT_OWN, "word-odds")


def look_again(rows: Rows, word_odds: Rows, odds: Rows, inside: Sequence[bool]) -> Rows:
    """Return for every unit the features of the second look, in the order of `SECOND`.

    `odds` are the log-odds of the first look, `inside` the region they give.
    """
    return np.hstack([
        around_odds(odds, rows), _region(rows[:, _PLACE["prose"]], odds, np.array(inside)), rows[:, _OWN_PLACES],
        word_odds[:, None],
    ])  # fmt: skip


_LEAST = -9.0


def _region(prose: Rows, odds: Rows, inside: Rows) -> Rows:
    n = len(odds)
    places = np.arange(n)
    weights = prose + 0.02
    found = np.flatnonzero(inside)
    first, last = (found[0], found[-1]) if len(found) else (0, 0)
    mass = weights / (1 + np.exp(-odds))
    total = mass.sum() + 0.01
    before = np.cumsum(mass) - mass
    stretch = np.concatenate([[0], np.cumsum(inside[1:] != inside[:-1])])
    best_before = np.maximum.accumulate(np.concatenate([[_LEAST], odds[:-1]]))
    best_after = np.maximum.accumulate(np.concatenate([[_LEAST], odds[:0:-1]]))[::-1]
    return stack([
        inside, np.clip(places - first, -60, 60), np.clip(last - places, -60, 60), before / total,
        1 - (before + mass) / total, np.full(n, np.log(total)), np.full(n, odds.max()), np.full(n, inside.mean()),
        np.log(np.bincount(stretch, weights)[stretch]), np.log(np.bincount(stretch)[stretch]), best_before,
        best_after,
    ])  # fmt: skip
