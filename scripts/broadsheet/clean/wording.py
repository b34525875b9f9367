"""Judge a line by its words alone: how likely lines that say so are an article's; weights by `benchmarks/`."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import count, pairwise
from typing import Any, NamedTuple

import numpy as np

from broadsheet.clean.letters import APOSTROPHE, DIGIT, LETTER, SIGN, Letters, joined, read_letters, runs, words_of
from broadsheet.clean.rows import Rows

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[|•·»©@#]")
_CUT = 300
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


def find_signs(text: str) -> set[str]:
    """Return what of a line is weighed: words, pairs of them, the first, the last, how many; labels as a whole."""
    folded = text[:_CUT].lower().replace("’", "'")
    tokens = ["0" if token[0].isdigit() else token for token in _TOKEN.findall(folded)]
    return {f"n {min(len(tokens), _MOST)}", *_signs(tokens)}


def _signs(tokens: list[str]) -> Iterator[str]:
    if not tokens:
        return
    head = tokens[:_HEAD]
    yield from (f"w {token}" for token in tokens[:_MOST])
    yield from (f"b {a} {b}" for a, b in pairwise(head))
    yield f"f {tokens[0]}"
    yield f"l {tokens[-1]}"
    if len(tokens) <= _SHORT:
        yield "= " + " ".join(tokens)
        yield from (f"s {token}" for token in tokens)


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


def weigh(texts: Sequence[str], weights: Weights) -> Rows:
    """Return for every line the log-odds, within limits, that it belongs to an article, from its `find_signs`."""
    tables, n = weights.tables, len(texts)
    letters = read_letters([text[:_CUT].lower().replace("’", "'") for text in texts], 2 * _CUT)
    units, ids = _read_tokens(letters, tables.numbers)
    counts = np.bincount(units, minlength=n)
    within = np.arange(len(units)) - (np.cumsum(counts) - counts)[units]
    known = np.minimum(ids, len(tables.numbers))
    total = tables.counts[np.minimum(counts, _MOST)]
    signs = np.ones(n)

    def add(at: Rows, values: Rows) -> None:
        nonlocal total, signs
        total = total + np.bincount(at, values, minlength=n)
        signs = signs + np.bincount(at, minlength=n)

    first, last = within == 0, within == counts[units] - 1
    add(units[first], tables.firsts[known[first]])
    add(units[last], tables.lasts[known[last]])
    once = _once(units, ids, within < _MOST)
    add(units[once], tables.words[known[once]])
    short = once[counts[units[once]] <= _SHORT]
    add(units[short], tables.shorts[known[short]])
    heads = np.flatnonzero(~last[:-1] & (within[:-1] < _HEAD - 1)) if n else first
    pairs = _pair(ids[heads], ids[heads + 1])
    heads = heads[_once(units[heads], np.unique(pairs, return_inverse=True)[1], np.ones(len(heads), bool))]
    add(units[heads], _weigh_pairs(_pair(known[heads], known[heads + 1]), tables))
    labels = np.flatnonzero(first & (counts[units] <= _SHORT))
    spans = zip(labels.tolist(), (labels + counts[units[labels]]).tolist(), strict=True)
    listed = ids.tolist()
    add(units[labels], np.array([tables.labels.get(tuple(listed[i:k]), 0.0) for i, k in spans]))
    clipped: Rows = np.clip(weights.base + total / np.sqrt(signs), -_LIMIT, _LIMIT)
    return clipped


def _read_tokens(letters: Letters, numbers: Mapping[str, int]) -> Rows:
    """Return the units of the tokens and, below, their numbers; those without weights have numbers beyond."""
    kinds = letters.kinds
    words = joined(kinds & LETTER > 0, kinds & APOSTROPHE > 0)
    (starts, _), (digits, _), signs = runs(words), runs(kinds & DIGIT > 0), np.flatnonzero(kinds & SIGN)
    others: defaultdict[str, int] = defaultdict(count(len(numbers)).__next__)
    tokens = [*words_of(letters.text, words), *(letters.text[i] for i in signs.tolist())]
    zero = numbers["0"]
    ids = [numbers[t] if t in numbers else zero if t[0].isdigit() else others[t] for t in tokens]
    places = np.concatenate([starts, signs, digits])
    order = np.argsort(places)
    return np.stack([letters.units(places), np.array(ids + [zero] * len(digits), np.int64)])[:, order]


def _once(units: Rows, ids: Rows, wanted: Rows) -> Rows:
    """Return the places of the wanted without those whose number their unit has already."""
    places = np.flatnonzero(wanted)
    return places[np.unique(_pair(units[places], ids[places]), return_index=True)[1]]


def _weigh_pairs(pairs: Rows, tables: _Tables) -> Rows:
    places = np.searchsorted(tables.pairs[:-1], pairs)
    weights: Rows = np.where(tables.pairs[places] == pairs, tables.pair_weights[places], 0.0)
    return weights


@cache
def load_weights() -> Weights:
    """Return the weights of `words/page-words.json.gz`."""
    packed = files("broadsheet.words").joinpath("page-words.json.gz").read_bytes()
    data = json.loads(gzip.decompress(packed))
    return Weights(data["base"], data["signs"])
