"""Tells which claims of different articles say the same, and which say different parts of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, combinations, count, groupby, islice

import numpy as np
from numpy.typing import NDArray

from broadsheet.link.changes import figures, negations
from broadsheet.link.claimed import Pair, Said, Statements
from broadsheet.link.overlap import Ints, frequent, overlaps, repeated, spread
from broadsheet.link.shingles import combined, word_hashes
from broadsheet.link.speakers import Voices, is_vague
from broadsheet.models import Claim

_SAME = 0.35
# A run of three words that more voices use than this ("as soon as") says nothing about the matter.
_MOST_VOICES = 200
# What one voice says in very many articles is joined from one to the next.
_MOST_HOLDERS = 200
# Two claims of four words that share one run agree by chance, and so do longer ones that share two.
_LEAST_RUNS = 3
# By these two strangers are known to be quoted alike.
_LONG_RUNS, _NEARLY_ALL = 10, 0.8
# Of what is like a long claim so many are set beside each other.
_MOST_PARTS = 20
# Claims whose runs are held as a set: many pairs have the same earlier one.
_OPEN = 1 << 10


def same_statements(statements: Statements, said: Said, voices: Voices) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs of claims of different articles that say the same in nearly the same words, closest first.

    Then pairs of which each says another part of what a third one says: no group has both.
    """
    sizes, runs = said
    ends = np.cumsum(sizes, dtype=np.int64).tolist()
    runs_of = lru_cache(_OPEN)(
        lambda number: frozenset(runs[ends[number] - sizes[number] : ends[number]].tolist())
    )
    found = list(_alike(statements, said, voices, runs_of))
    # Which pair comes first counts, and must not hang on what else is there.
    found.sort(key=lambda pair: (-pair[2], sorted(statements.refs[number] for number in pair[:2])))
    first, second, shared = np.array(found, dtype=np.int64).reshape(-1, 3).T
    return [(a, b) for a, b, _ in found], list(_parts(first, second, shared, sizes, runs_of))


def _alike(
    statements: Statements, said: Said, voices: Voices, runs_of: Callable[[int], frozenset[int]]
) -> Iterator[tuple[int, int, int]]:
    """Yield the pairs that share enough runs of words, and how many they share."""
    claims, stance = statements.claims, cache(lambda number: _stance(statements.claims[number]))
    (sizes, _), holders = said, statements.holders
    lengths, items, uncounted = _voiced(statements, voices, said)
    blocks = overlaps(lengths, items, most_holders=_MOST_HOLDERS)
    del items  # they are the largest thing in memory, and not needed when pairs are counted
    for block in blocks:
        fewer = np.minimum(sizes[block.first], sizes[block.second])
        able = (fewer >= _LEAST_RUNS) & (holders[block.first] != holders[block.second])
        able &= (block.count + uncounted[block.second]) / fewer >= _SAME
        columns = (block.first[able].tolist(), block.second[able].tolist(), fewer[able].tolist())
        for a, b, least in zip(*columns, strict=True):
            shared = len(runs_of(a) & runs_of(b))
            if shared / least >= _SAME:
                one, other = claims[a], claims[b]
                same = (one.text, one.sense) == (other.text, other.sense)
                if same or (stance(a) == stance(b) and _may_be_one(statements, a, b, shared, least)):
                    yield a, b, shared


def _may_be_one(statements: Statements, a: int, b: int, shared: int, least: int) -> bool:
    """Return whether two claims may be one: in one event always; elsewhere not by a formula that many use.

    What a bank says every week in the same words, with other figures, is something else each time, and what "the
    company" or "he" says is somebody else's, unless hardly a word of many differs.
    """
    events, others = (statements.events[statements.holders[number]] for number in (a, b))
    if not events.isdisjoint(others):
        return True
    if is_vague(statements.claims[a]):
        return shared >= max(_LONG_RUNS, _NEARLY_ALL * least)
    here, there = (figures(statements.claims[number].text) for number in (a, b))
    return shared >= _LEAST_RUNS and not (here and there and here.isdisjoint(there))


def _parts(
    first: Ints, second: Ints, shared: Ints, sizes: Ints, runs_of: Callable[[int], frozenset[int]]
) -> Iterator[Pair]:
    """Yield what says different parts of a claim: of those that are like it the closest, one beside another."""
    claim, other, shared = np.concatenate((first, second)), np.concatenate((second, first)), np.tile(shared, 2)
    part = 2 * shared <= sizes[claim]  # of two that have nothing in common one is that short
    rows = np.flatnonzero(np.isin(claim, claim[part]))
    rows = rows[np.argsort(claim[rows], kind="stable")]  # they come closest first
    for _, held in groupby(rows.tolist(), key=lambda row: int(claim[row])):
        closest = [(int(other[row]), bool(part[row])) for row in islice(held, _MOST_PARTS)]
        for (one, _), (two, is_part) in combinations(closest, 2):
            if is_part and not _contained(runs_of(one), runs_of(two)):
                yield one, two


def _contained(one: frozenset[int], other: frozenset[int]) -> bool:
    return len(one & other) >= _SAME * min(len(one), len(other))


def _voiced(
    statements: Statements, voices: Voices, said: Said
) -> tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.int64]]:
    """Return the runs of words of each claim, each together with who says it: how many, and their hashes.

    Runs that no other claim has are left out, but for a few. Returned too is of each claim how many of its runs
    others may have without being counted when they are set against each other.
    """
    sizes, runs, _ = repeated(*said)
    mine, times = _voices(statements.claims, voices)
    lengths = np.repeat(sizes, times)
    again = runs[spread(np.repeat(np.cumsum(sizes) - sizes, times), lengths)]
    items = combined(again, np.repeat(mine, lengths))
    telling, counted = _telling(again, items)
    del again
    holder = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes * times)
    lengths, uncounted = (np.bincount(holder[which], minlength=len(sizes)) for which in (telling, ~counted))
    return lengths, items[telling], uncounted


def _voices(claims: Sequence[Claim], voices: Voices) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the hashes of what each claim's voice is known by, and how many each claim has."""
    names = [(claim.speaker_id, claim.speaker) for claim in claims]
    speakers = dict(zip(names, claims, strict=True))
    keys = list(map(voices.keys, speakers.values()))
    numbers = dict(zip(speakers, count(), strict=False))
    number = np.fromiter(map(numbers.__getitem__, names), dtype=np.int64, count=len(names))
    sizes = np.array(list(map(len, keys)), dtype=np.int64)
    at = spread((np.cumsum(sizes) - sizes)[number], sizes[number])
    return word_hashes(chain.from_iterable(keys))[at], sizes[number]


def _telling(runs: NDArray[np.uint64], items: NDArray[np.uint64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which runs are not used by more voices than a matter has speakers.

    Then those of these that one voice does not use so often that only some of its claims are set together.
    """
    used = np.flatnonzero(np.isin(runs, frequent(runs, _MOST_VOICES)))
    _, first = np.unique(items[used], return_index=True)
    found, voices = np.unique(runs[used[first]], return_counts=True)
    telling = ~np.isin(runs, found[voices > _MOST_VOICES])
    return telling, telling & ~np.isin(items, frequent(items, _MOST_HOLDERS))


def _stance(claim: Claim) -> tuple[bool, bool]:
    """Return whether a claim is negated and whether it denies; one that differs is no copy but the opposite."""
    return negations(claim.text) % 2 == 1, claim.sense == "deny"
