"""Measure the units of a page: what a line looks like, and what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from broadsheet.clean.furniture import Furniture
from broadsheet.clean.lines import Lines
from broadsheet.clean.look import look, look_at_words
from broadsheet.clean.rows import Rows, means, neighbours, stack, sums_around
from broadsheet.clean.verdicts import ends_sentence
from broadsheet.words import table

_KIND_COUNT = 10


_SIDES = ("before", "after")
OWN = (
    "words", "letters", "sentence", "sentences", "colon", "question", "quote", "lower", "upper-share", "all-upper",
    "grammar", "digits", "commas", "reader", "writer", "address", "date", "bars", "repeated", "furniture",
    *(f"furniture-{i}" for i in range(_KIND_COUNT)), "section", "prose", "title-words", "theme",
)  # fmt: skip
AROUND = (
    *(f"prose-{side}-{reach}" for reach in (1, 2, 4, 10, 30) for side in _SIDES),
    *(f"short-{side}-{reach}" for reach in (2, 4, 10) for side in _SIDES),
    *(f"furniture-{side}-{reach}" for reach in (1, 3, 10) for side in _SIDES),
    "to-prose-before", "to-prose-after", "place", "prose-so-far", "comments-so-far", "related-so-far",
    "legal-so-far", "since-furniture", "until-furniture", "words-before", "words-after", "theme-before",
    "theme-after", "sentence-before", "sentence-after", "density-10", "density-30", "from-densest",
    "since-headline", "after-headline",
)  # fmt: skip
NAMES = (*OWN, *AROUND)


def measure(lines: Lines, found: Sequence[Furniture | None]) -> Rows:
    """Return for every unit a row of its features, in the order of `NAMES`."""
    if not lines.texts:
        return np.zeros((0, len(NAMES)))
    own = _own_features(lines, found)
    return stack([own[name] for name in OWN] + _around(own, found))


_HEADLINE_SHARE = 0.6


def _own_features(lines: Lines, found: Sequence[Furniture | None]) -> dict[str, Rows]:
    """Return a column under each of the names of `OWN`."""
    sentence = np.array([ends_sentence(text) for text in lines.texts])
    own = {"sentence": sentence, **look(lines), **look_at_words(lines, sentence), **_name_kinds(found)}
    length = np.minimum(lines.counts, 60) / 60 * np.where(sentence, 1.0, 0.5)
    own["prose"] = np.where((own["grammar"] > 0.2) & (own["furniture"] == 0), length, 0.0)
    return own


_KIND_NAMES = ("furniture", *(f"furniture-{i}" for i in range(_KIND_COUNT)), "section")


def _name_kinds(found: Sequence[Furniture | None]) -> dict[str, Rows]:
    """Return whether the furniture table has the unit, of which kind it is, and whether it counts in runs only."""
    columns = np.zeros((len(_KIND_NAMES), len(found)))
    for i, entry in enumerate(found):
        if entry is not None:
            columns[0, i] = 1.0
            columns[-1 if entry.run else 1 + _kinds().get(entry.reason, 1), i] = 1.0
    return dict(zip(_KIND_NAMES, columns, strict=True))


@cache
def _kinds() -> dict[str, int]:
    return {reason: i for i, reasons in enumerate(table("page-words")["kinds"]) for reason in reasons}


def _around(own: Mapping[str, Rows], found: Sequence[Furniture | None]) -> list[Rows]:
    """Return a column for each of `AROUND`."""
    prose, furniture = own["prose"], own["furniture"]
    n = len(prose)
    places = np.arange(n)
    sums = sums_around(np.array([prose, own["words"] < 0.36, furniture]), (1, 2, 3, 4, 10, 30))
    columns = [
        *means(sums, (1, 2, 4, 10, 30), 0),
        *means(sums, (2, 4, 10), 1),
        *means(sums, (1, 3, 10), 2),
        *(np.log1p(d) / 4 for d in _distances(prose > 0.25)),
        places / n,
        (np.cumsum(prose) - prose) / (prose.sum() + 0.1),
    ]
    known = [(i, entry.reason) for i, entry in enumerate(found) if entry is not None]
    for reason in ("comments", "related", "legal"):
        marks = np.zeros(n)
        marks[[i for i, own_reason in known if own_reason == reason]] = 1.0
        columns.append(np.minimum(np.cumsum(marks) - marks, 4) / 4)
    columns += [np.log1p(d) / 4 for d in _distances(furniture > 0)]
    for name in ("words", "theme", "sentence"):
        columns += neighbours(own[name], 1)
    density = {reach: prose + (sums[reach][0][0] + sums[reach][1][0]) for reach in (10, 30)}
    columns += [column / (column.max() + 0.01) for column in density.values()]
    densest = int(density[10].argmax())
    titles = np.flatnonzero(own["title-words"][1 : densest + 1] >= _HEADLINE_SHARE)
    headline = int(titles[-1]) + 1 if len(titles) else 0
    columns += [
        np.clip(places - densest, -40, 40) / 40,
        np.log1p(np.maximum(0, places - headline)) / 5,
        places > headline,
    ]
    return columns


_FAR = 99


def _distances(marked: Rows) -> tuple[Rows, Rows]:
    """Return how many units ago the last marked one was, and in how many the next one comes; at most 99."""

    def count(flags: Rows) -> Rows:
        places = np.arange(len(flags))
        last = np.maximum.accumulate(np.where(flags, places, -_FAR - 1))
        gone: Rows = np.minimum(places - np.concatenate([[-_FAR - 1], last[:-1]]) - 1, _FAR)
        return gone

    return count(marked), count(marked[::-1])[::-1]
