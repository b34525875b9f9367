"""Joins the same statement as several articles carry it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain, combinations, count, groupby, islice, repeat

import numpy as np
from numpy.typing import NDArray

from broadsheet.link.cards import made
from broadsheet.link.changes import figures, negations
from broadsheet.link.overlap import Ints, frequent, overlaps, repeated, spread
from broadsheet.link.shingles import combined, components, word_hashes
from broadsheet.link.speakers import Voices
from broadsheet.models import Card, Change, Claim, ClaimRef, Family, StatementGroup, statement_id
from broadsheet.records import ClaimPair, Decisions

_SAME = 0.35
# A run of three words that more voices use than this ("as soon as") says nothing about the matter.
_MOST_VOICES = 200
# What one voice says in very many articles is joined from one to the next.
_MOST_HOLDERS = 200
# Two claims of four words that share one run agree by chance.
_LEAST_RUNS = 3
# Of what is like a long claim so many are set beside each other.
_MOST_PARTS = 20
# Claims whose runs are held as a set: many pairs have the same earlier one.
_OPEN = 1 << 10

Pair = tuple[int, int]
"""Two claims by their numbers."""
Said = tuple[Ints, NDArray[np.uint64]]
"""How many runs of words each claim has, and the hashes of all of them."""


@dataclass(frozen=True)
class Statements:
    """All claims of a corpus, in the order of the coverage, each known by its number."""

    refs: Sequence[ClaimRef]
    """Their addresses."""
    holders: NDArray[np.int64]
    """For each claim the place of its article."""
    claims: Sequence[Claim]

    @cached_property
    def number_of(self) -> dict[ClaimRef, int]:
        """The numbers by the addresses."""
        return dict(zip(self.refs, count(), strict=False))

    def group_of(self, groups: Sequence[StatementGroup]) -> NDArray[np.int64]:
        """Return for each claim the place of its group."""
        numbers = [self.number_of[ref] for group in groups for ref in group.claims]
        found = np.empty(len(self.refs), dtype=np.int64)
        found[numbers] = np.repeat(np.arange(len(groups)), np.array([len(g.claims) for g in groups], dtype=int))
        return found


def statements_of(cards: Sequence[Card]) -> Statements:
    """Return the claims of articles."""
    claims = [claim for card in cards for claim in card.claims]
    refs = [ClaimRef(card.id, claim.id) for card in cards for claim in card.claims]
    holders = np.repeat(np.arange(len(cards)), np.array([len(card.claims) for card in cards], dtype=np.int64))
    return Statements(refs, holders, claims)


def find_groups(
    statements: Statements, said: Said, families: Sequence[Family], voices: Voices, decisions: Decisions
) -> tuple[StatementGroup, ...]:
    """Return every statement once, with all claims that carry it, in the order of the coverage.

    People's decisions come before what the machine finds: what they part is never in one group, whatever else
    would join it, and what they join is joined first.
    """
    joined, parted = _numbered(decisions.join, statements), _numbered(decisions.part, statements)
    pairs, parts = _same(statements, said, voices)
    settled = set(chain.from_iterable(joined))
    parted += [pair for pair in parts if settled.isdisjoint(pair)]
    pairs[:0] = joined
    family_of = {member: family.id for family in families for member in family.members}
    named = {number for pair in chain(pairs, parted) for number in pair}
    group_of = {numbers[0]: numbers for numbers in components(named, pairs, parted)}
    taken = {number for numbers in group_of.values() for number in numbers[1:]}
    firsts = [number for number in range(len(statements.claims)) if number not in taken]
    groups = _alone([statements.refs[number] for number in firsts])
    for place, number in enumerate(firsts):
        if number in group_of:
            groups[place] = _group(group_of[number], statements, family_of)
    return tuple(groups)


def _numbered(pairs: Sequence[ClaimPair], statements: Statements) -> list[Pair]:
    """Return pairs by the numbers of their claims, as far as both are there."""
    found = ([statements.number_of.get(ClaimRef(*at.split("#"))) for at in (pair.a, pair.b)] for pair in pairs)
    return [(a, b) for a, b in found if a is not None and b is not None]


def _same(statements: Statements, said: Said, voices: Voices) -> tuple[list[Pair], list[Pair]]:
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
                if (one.text, one.sense) == (other.text, other.sense) or stance(a) == stance(b):
                    yield a, b, shared


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


def _alone(refs: Sequence[ClaimRef]) -> list[StatementGroup]:
    """Return claims as groups of one, which most are."""
    columns: dict[str, Iterable[object]] = {"id": map(statement_id, refs), "claims": zip(refs, strict=True)}
    columns |= {"articles": repeat(1), "texts": repeat(1), "flags": repeat(())}
    return made(StatementGroup, len(refs), columns)


def _group(numbers: Sequence[int], statements: Statements, family_of: Mapping[str, str]) -> StatementGroup:
    refs = tuple(statements.refs[number] for number in numbers)
    texts = {family_of.get(ref.article, ref.article) for ref in refs}
    members = [statements.claims[number] for number in numbers]
    articles = len({ref.article for ref in refs})
    return StatementGroup(statement_id(refs[0]), refs, articles, len(texts), tuple(_flags(members)))


def _flags(members: Sequence[Claim]) -> Iterator[Change]:
    """Yield where later members differ from the first: figures, who is said to have said it, quotation marks."""
    first = members[0]
    mine = figures(first.text)
    for other in members[1:]:
        theirs = figures(other.text)
        if mine - theirs and theirs - mine:  # one alone may be what a shorter quotation leaves out
            yield Change("figure", ", ".join(sorted(mine)), ", ".join(sorted(theirs)))
        if (first.speaker_id or first.speaker) != (other.speaker_id or other.speaker):
            yield Change("attribution", first.speaker, other.speaker)
        if first.kind != "indirect" and other.kind == "indirect":
            yield Change("quotation", first.text, other.text)
