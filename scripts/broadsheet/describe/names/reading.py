"""The most probable names in a stretch of text: every way to divide it is weighed against every other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import exp
from typing import NamedTuple

_MOST = 60.0
"""Beyond these odds nothing changes, and exp() stays within what a float can hold."""


class Candidate(NamedTuple):
    """A stretch that could be a name, and how much speaks for each type."""

    first: int
    past: int
    scores: tuple[float, float, float]


class Name(NamedTuple):
    """A stretch that was read as a name."""

    first: int
    past: int
    type: int
    """Place in `weights.TYPES`."""
    probability: float
    """That it is a name of this type."""
    any_type: float
    """That it is a name at all."""


def read(run: tuple[int, int], candidates: Sequence[Candidate]) -> list[Name]:
    """Return the names in the most probable division of a run, in order, each with its probability."""
    if all(max(c.scores) <= 0 for c in candidates):
        return []
    if len(candidates) == 1:
        return [_name(candidates[0], 1 / (1 + sum(map(_odds, candidates[0].scores))))]
    ending: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        ending[candidate.past].append(candidate)
    chosen = _best(run, ending)
    before, after = _sums(run, ending, candidates)
    whole = before[run[1]]
    return [_name(c, before[c.first] * after[c.past] / whole) for c in chosen]


def _best(run: tuple[int, int], ending: dict[int, list[Candidate]]) -> list[Candidate]:
    """Return the candidates of the best division; a token outside any name counts nothing."""
    best = {run[0]: 0.0}
    choice: dict[int, Candidate | None] = {}
    for past in range(run[0] + 1, run[1] + 1):
        best[past], choice[past] = best[past - 1], None
        for candidate in ending[past]:
            total = best[candidate.first] + max(candidate.scores)
            if total > best[past]:
                best[past], choice[past] = total, candidate
    chosen: list[Candidate] = []
    at = run[1]
    while at > run[0]:
        candidate_ = choice[at]
        if candidate_ is not None:
            chosen.append(candidate_)
        at = candidate_.first if candidate_ is not None else at - 1
    return chosen[::-1]


def _sums(
    run: tuple[int, int], ending: dict[int, list[Candidate]], candidates: Sequence[Candidate]
) -> tuple[dict[int, float], dict[int, float]]:
    """Return the summed odds of all divisions before and after each token (forward-backward)."""
    odds = {(c.first, c.past): sum(_odds(s) for s in c.scores) for c in candidates}
    before = {run[0]: 1.0}
    for past in range(run[0] + 1, run[1] + 1):
        before[past] = before[past - 1] + sum(before[c.first] * odds[c.first, c.past] for c in ending[past])
    after = dict.fromkeys(range(run[0], run[1]), 0.0) | {run[1]: 1.0}
    for past in range(run[1], run[0], -1):
        after[past - 1] += after[past]
        for c in ending[past]:
            after[c.first] += after[past] * odds[c.first, c.past]
    return before, after


def _odds(score: float) -> float:
    return exp(max(-_MOST, min(score, _MOST / 2)))


def _name(candidate: Candidate, share: float) -> Name:
    each = [_odds(s) * share for s in candidate.scores]
    kind = candidate.scores.index(max(candidate.scores))
    return Name(candidate.first, candidate.past, kind, each[kind], sum(each))
