"""The most probable names in a stretch of text: every way to divide it is weighed against every other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp
from typing import NamedTuple

_MOST = 60.0
"""Beyond these odds nothing changes, and exp() stays within what a float can hold."""


class Candidate(NamedTuple):
    """A stretch that could be a name, and how much speaks for each type."""

    first: int
    past: int
    scores: tuple[float, float, float]


Way = tuple[int, float, float, Candidate]
"""First token of a candidate, its best score, the odds of all its types, and itself."""


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
    best = [max(c.scores) for c in candidates]
    if max(best, default=0) <= 0:
        return []
    if len(candidates) == 1:
        return [_name(candidates[0], 1 / (1 + sum(map(_odds, candidates[0].scores))))]
    ending: dict[int, list[Way]] = defaultdict(list)
    for candidate, most in zip(candidates, best, strict=True):
        odds = sum(map(_odds, candidate.scores))
        ending[candidate.past].append((candidate.first, most, odds, candidate))
    chosen = _best(run, ending)
    before, after = _sums(run, ending)
    whole = before[run[1]]
    return [_name(c, before[c.first] * after[c.past] / whole) for c in chosen]


def _best(run: tuple[int, int], ending: Mapping[int, Sequence[Way]]) -> list[Candidate]:
    """Return the candidates of the best division; a token outside any name counts nothing."""
    best = {run[0]: 0.0}
    choice: dict[int, Candidate] = {}
    for past in range(run[0] + 1, run[1] + 1):
        best[past] = best[past - 1]
        for first, most, _, candidate in ending.get(past, ()):
            if best[first] + most > best[past]:
                best[past], choice[past] = best[first] + most, candidate
    chosen: list[Candidate] = []
    at = run[1]
    while at > run[0]:
        if at in choice:
            chosen.append(choice[at])
        at = choice[at].first if at in choice else at - 1
    return chosen[::-1]


def _sums(run: tuple[int, int], ending: Mapping[int, Sequence[Way]]) -> tuple[dict[int, float], dict[int, float]]:
    """Return the summed odds of all divisions before and after each token (forward-backward)."""
    before = {run[0]: 1.0}
    for past in range(run[0] + 1, run[1] + 1):
        before[past] = before[past - 1] + sum([before[first] * odds for first, _, odds, _ in ending.get(past, ())])
    after = dict.fromkeys(range(run[0], run[1]), 0.0) | {run[1]: 1.0}
    for past in range(run[1], run[0], -1):
        after[past - 1] += after[past]
        for first, _, odds, _ in ending.get(past, ()):
            after[first] += after[past] * odds
    return before, after


def _odds(score: float) -> float:
    return exp(max(-_MOST, min(score, _MOST / 2)))


def _name(candidate: Candidate, share: float) -> Name:
    each = [_odds(s) * share for s in candidate.scores]
    kind = candidate.scores.index(max(candidate.scores))
    return Name(candidate.first, candidate.past, kind, each[kind], sum(each))
