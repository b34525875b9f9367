"""Judge a line by its words alone: how likely lines that say so are an article's; weights by `benchmarks/`."""

from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np

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


def weigh(texts: Sequence[str], weights: Weights) -> Rows:
    """Return for every line the log-odds, within limits, that it belongs to an article."""
    get = weights.signs.get
    odds = []
    for text in texts:
        signs = find_signs(text)
        odds.append(weights.base + math.fsum([get(sign, 0.0) for sign in signs]) / len(signs) ** 0.5)
    clipped: Rows = np.clip(np.array(odds), -_LIMIT, _LIMIT)
    return clipped


@cache
def load_weights() -> Weights:
    """Return the weights of `words/page-words.json.gz`."""
    packed = files("broadsheet.words").joinpath("page-words.json.gz").read_bytes()
    data = json.loads(gzip.decompress(packed))
    return Weights(data["base"], data["signs"])
