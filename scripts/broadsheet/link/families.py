"""Finds articles that carry much of one another's text."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from broadsheet.link.alignment import Sentences, align, sentences_of
from broadsheet.link.overlap import Floats, Ints, overlaps
from broadsheet.link.shingles import HASH, components
from broadsheet.models import Alignment, Article, Family, Kinship, packed_alignments
from broadsheet.shelf import Shelf, list_of, shelved

# Measured on 508,000 pairs of news articles: all pairs above .2 shared copy, below .1 only quotations.
_KIN = 0.2
# A run of five words in more articles than this is a stock phrase, or one text that very many carry.
_MOST_HOLDERS = 100
_NEARLY_ALL = 0.85
# Reports of one series share their background and are no copies: among 292 Wikinews articles the shorter one of
# such a pair has mostly less than .65 of its words in common sentences; near-copies, heavily edited, at least .73.
_MOST_OF_IT = 2 / 3
# So few words in common are a formula, and no text that one took from the other.
_FEWEST = 12
# A hundred reports of one form are all kin: each is set beside those before it that are most like it.
_MOST_KIN = 12
# Pairs come in the order of their later articles, and one article has its kin near it.
_OPEN = 64


def find_families(names: Sequence[str], runs: Iterable[bytes], articles: Sequence[Article]) -> tuple[Family, ...]:
    """Return the families, each with the alignment of every pair of kin, in the order of their first members.

    `names` and `runs` are the ids of the articles and the runs of their gists; only articles with kin are opened.
    """
    kinships = dict(_kinships(find_kin(runs), shelved(articles)))
    groups = components({place for pair in kinships for place in pair}, kinships)
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    inside: dict[int, list[Kinship]] = defaultdict(list)
    for (a, _), kinship in sorted(kinships.items()):
        inside[group_of[a]].append(kinship)
    members = (tuple(names[place] for place in group) for group in groups)
    return tuple(Family(ids[0], ids, tuple(inside[number])) for number, ids in enumerate(members))


def _kinships(pairs: Sequence[tuple[int, int]], shelf: Shelf) -> Iterator[tuple[tuple[int, int], Kinship]]:
    """Yield what pairs have in common whose texts bear it out; what is kept is not worked out again."""
    opened = lru_cache(maxsize=_OPEN)(lambda place: sentences_of(shelf[place]))
    for b, same in groupby(pairs, key=itemgetter(1)):
        earlier = [a for a, _ in same]
        names = [shelf.names[place] for place in (b, *earlier)]
        make = partial(_compared, opened, earlier, b)
        made = shelf.bound(names, b"kin", make, list_of(len(earlier), _codec()))()
        yield from (((a, b), kinship) for a, kinship in zip(earlier, made, strict=True) if kinship is not None)


def _compared(opened: Callable[[int], Sentences], earlier: Sequence[int], later: int) -> bytes:
    """Return as JSON what an article has in common with each of some earlier ones."""
    return _codec().dump_json([_kinship(opened(place), opened(later)) for place in earlier])


@cache
def _codec() -> TypeAdapter[list[Kinship | None]]:
    return TypeAdapter(list[Kinship | None])


def find_kin(runs: Iterable[bytes]) -> list[tuple[int, int]]:
    """Return the places of the pairs that share enough runs of words, the earlier first, by the later one.

    Of one later article these are the pairs that share most.
    """
    sizes, items = _table(runs)
    shared = overlaps(sizes, items, most_holders=_MOST_HOLDERS)
    del items  # they are the largest thing in memory, and not needed when pairs are counted
    pairs: list[tuple[int, int]] = []
    for block in shared:
        share = block.count / np.minimum(sizes[block.first], sizes[block.second])
        kin = _most_alike(block.second, np.where(share >= _KIN, share, 0.0))
        pairs += zip(block.first[kin].tolist(), block.second[kin].tolist(), strict=True)
    return pairs


def _most_alike(second: Ints, share: Floats) -> NDArray[np.int64]:
    """Return where the pairs are that share anything, of each second one those that share most, in their order."""
    found = np.flatnonzero(share)
    found = found[np.lexsort((found, -share[found], second[found]))]
    rank = np.arange(len(found)) - np.searchsorted(second[found], second[found])
    return np.sort(found[rank < _MOST_KIN])


def _table(runs: Iterable[bytes]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return how many runs each article has, and all of them."""
    joined, sizes = bytearray(), array("q")
    for held in runs:
        joined += held
        sizes.append(len(held) // HASH)
    return np.frombuffer(sizes, dtype=np.int64), np.frombuffer(joined, dtype="<u8")


def _kinship(a: Sentences, b: Sentences) -> Kinship | None:
    """Return what two articles have in common; None where it is not most of either."""
    sides = align(a, b)
    share_a, share_b = sides.shares
    if max(share_a, share_b) < _MOST_OF_IT or sides.words < _FEWEST:
        return None
    relation = _relation(share_a, share_b, rows := sides.rows)
    return Kinship(a.article.id, b.article.id, share_a, share_b, relation, packed_alignments(rows))


def _relation(
    share_a: float, share_b: float, alignments: Sequence[Alignment]
) -> Literal["copy", "rewrite", "excerpt"]:
    changed = any(al.changes for al in alignments if al.a is not None and al.b is not None)
    if min(share_a, share_b) >= _NEARLY_ALL:
        return "rewrite" if changed else "copy"
    return "excerpt" if max(share_a, share_b) >= _NEARLY_ALL and not changed else "rewrite"
