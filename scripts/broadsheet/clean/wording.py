"""Judges a line by its words alone: how likely lines that say so are an article's; weights by `benchmarks/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise, repeat
from typing import Any, NamedTuple

import numpy as np

from broadsheet.clean.lines import Lines
from broadsheet.clean.rows import Rows
from broadsheet.words import learnt

_HEAD, _MOST, _SHORT = 12, 30, 4
_LIMIT = 6.0
"""Beyond this, in log-odds, a line is as sure as it can be."""


@dataclass(frozen=True)
class Weights:
    """What each sign of a line adds to the log-odds that it belongs to an article."""

    base: float
    signs: Mapping[str, float]

    @cached_property
    def tables(self) -> _Tables:
        """Return the signs by kind, their words as numbers."""
        return _tabulate(self.signs)


def find_signs(lines: Lines) -> list[list[str]]:
    """Return what of each line is weighed: words, pairs, the first, the last, how many; labels as a whole."""
    vocabulary = zip(lines.words.vocabulary, lines.digit.tolist(), strict=True)
    named = ["0" if digit else word for word, digit in vocabulary]
    words = [named[i] for i in lines.words.ids.tolist()]
    ends = np.cumsum(lines.counts).tolist()
    return [list(_signs(words[end - n : end])) for end, n in zip(ends, lines.counts.tolist(), strict=True)]


def _signs(words: list[str]) -> Iterator[str]:
    yield f"n {min(len(words), _MOST)}"
    if not words:
        return
    yield from (f"w {word}" for word in words[:_MOST])
    yield from (f"b {a} {b}" for a, b in pairwise(words[:_HEAD]))
    yield f"f {words[0]}"
    yield f"l {words[-1]}"
    if len(words) <= _SHORT:
        yield "= " + " ".join(words)
        yield from (f"s {word}" for word in words)


# ------------------------------------------------------------------ all lines of a page at once


class _Tables(NamedTuple):
    """Weights by number: a word that none of the signs has is numbered beyond, and weighs nothing."""

    numbers: Mapping[str, int]
    """The number of each word of the signs."""
    words: Rows
    firsts: Rows
    lasts: Rows
    shorts: Rows
    counts: Rows
    """By how many words a line has."""
    pairs: Rows
    """Pairs of words as one number each, rising."""
    pair_weights: Rows
    labels: Mapping[tuple[int, ...], float]
    """By the numbers of all words of a line."""


_MANY = 1 << 24
"""More words than a page has; a pair of them is one number."""


def _tabulate(signs: Mapping[str, float]) -> _Tables:
    by_kind: dict[str, dict[str, float]] = {kind: {} for kind in "wbfls=n"}
    for sign, weight in signs.items():
        by_kind[sign[0]][sign[2:]] = weight
    words = {word for kind in "wbfls" for sign in by_kind[kind] for word in sign.split(" ")}
    numbers = {word: i for i, word in enumerate(sorted({*words, "0"}))}

    def by_number(kind: str) -> Rows:
        found = np.zeros(len(numbers) + 1)
        found[[numbers[word] for word in by_kind[kind]]] = list(by_kind[kind].values())
        return found

    pairs = np.array([_pair(*map(numbers.__getitem__, pair.split(" "))) for pair in by_kind["b"]], np.int64)
    order = np.argsort(pairs)
    return _Tables(
        numbers=numbers,
        words=by_number("w"),
        firsts=by_number("f"),
        lasts=by_number("l"),
        shorts=by_number("s"),
        counts=np.array([by_kind["n"].get(str(count), 0.0) for count in range(_MOST + 1)]),
        pairs=np.append(pairs[order], -1),
        pair_weights=np.append(np.array(list(by_kind["b"].values()))[order], 0.0),
        labels={tuple(numbers[w] for w in label.split(" ")): weight for label, weight in by_kind["="].items()},
    )


def _pair(first: Any, second: Any) -> Any:
    return first * _MANY + second


def weigh(lines: Lines, weights: Weights) -> Rows:
    """Return for every line the log-odds, within limits, that it belongs to an article, from its `find_signs`."""
    tables, n = weights.tables, len(lines.texts)
    known, units, within, counts = _number(lines, tables), lines.words.units, lines.within, lines.counts
    own = counts[units]
    total = tables.words[known] * (within < _MOST) + tables.firsts[known] * (within == 0)
    total += tables.lasts[known] * (within == own - 1) + tables.shorts[known] * (own <= _SHORT)
    weighed = known < len(tables.numbers)
    heads = np.flatnonzero((within[1:] > 0) & (within[1:] < _HEAD) & weighed[1:] & weighed[:-1])
    total[heads] += _weigh_pairs(_pair(known[heads], known[heads + 1]), tables)
    labels = np.flatnonzero((within == 0) & (own <= _SHORT) & weighed)
    listed = known.tolist()
    spans = zip(labels.tolist(), (labels + own[labels]).tolist(), strict=True)
    total[labels] += [tables.labels.get(tuple(listed[i:k]), 0.0) for i, k in spans]
    told = np.minimum(counts, _MOST)
    odds = tables.counts[told] + np.bincount(units, total, minlength=n)
    clipped: Rows = np.clip(weights.base + odds / _roots()[told], -_LIMIT, _LIMIT)
    return clipped


@cache
def _roots() -> Rows:
    """Return the root of how many signs a line has, by how many words; beyond `_MOST` there are no more."""
    roots: Rows = np.sqrt([len(list(_signs(["0"] * count))) for count in range(_MOST + 1)])
    return roots


def _number(lines: Lines, tables: _Tables) -> Rows:
    """Return the number of each word in the tables; those that none of the signs has are beyond."""
    numbers = tables.numbers
    found = np.array(list(map(numbers.get, lines.words.vocabulary, repeat(len(numbers)))), np.intp)
    found[lines.digit] = numbers["0"]
    known: Rows = found[lines.words.ids]
    return known


def _weigh_pairs(pairs: Rows, tables: _Tables) -> Rows:
    places = np.searchsorted(tables.pairs[:-1], pairs)
    weights: Rows = np.where(tables.pairs[places] == pairs, tables.pair_weights[places], 0.0)
    return weights


@cache
def load_weights() -> Weights:
    """Return the weights of `words/page-words.json.gz`."""
    data = learnt("page-words")
    return Weights(data["base"], data["signs"])
