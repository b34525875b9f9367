"""Gathers articles that report one event within days of each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from broadsheet.link.numbering import Numbering
from broadsheet.link.overlap import Floats, Ints, overlaps, spread
from broadsheet.models import Card, DateRange, Story

# Average cosine at which two groups of articles are one story. Any value from .10 to .18 serves nearly as well on
# labelled stories (`make bench-stories`).
_SAME_STORY = 0.14
_MOST_DAYS = 7
# The heaviest words of an article tell its event; the rest is language.
_WORDS_KEPT = 60
# A word in more than this share of the articles, or in more than this many, is a subject and not an event.
_MOST_COMMON, _MOST_HOLDERS = 0.4, 300
# Fewer words in common are chance, above all where articles are few and every word looks rare.
_LEAST_SHARED = 5

_UNDATED = 0

Block = tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint16]]
"""How many words articles have, the numbers of these words, and how often."""
Alike = tuple[Ints, Ints, Floats]
"""Pairs of articles, the earlier first, and their cosines."""


class Terms:
    """The words of many articles and how often each has them, as numbers."""

    def __init__(self, words: Sequence[str] = (), block: Block | None = None) -> None:
        """Take in a block in which words are known by their places in `words`; nothing where it is None."""
        self._numbers = Numbering(words)
        self._blocks = [] if block is None else [block]

    def add(self, words: str, counts: bytes) -> None:
        """Take in the words of one more article, as its gist has them: each once."""
        held = self._numbers.of(words.split())
        self._blocks.append((np.array([len(held)], dtype=np.uint32), held, np.frombuffer(counts, dtype="<u2")))

    def take(self, words: Sequence[str], block: Block) -> None:
        """Take in the words of further articles; in their block words are known by their places in `words`."""
        sizes, held, times = block
        self._blocks.append((sizes, self._numbers.of(words)[held], times))

    @property
    def words(self) -> list[str]:
        """Return all words, in the order of their numbers."""
        return self._numbers.words

    def block(self) -> Block:
        """Return of all articles how many words each has, their numbers, and how often each article has them."""
        if len(self._blocks) != 1:
            nothing = (np.zeros(0, np.uint32), np.zeros(0, np.uint32), np.zeros(0, np.uint16))
            sizes, held, times = (np.concatenate(column) for column in zip(nothing, *self._blocks, strict=True))
            self._blocks[:] = [(sizes, held, times)]
        return self._blocks[0]

    def having(self, pattern: re.Pattern[str]) -> NDArray[np.bool_]:
        """Return which articles have a word in which a pattern is found that finds nothing across spaces."""
        sizes, held, _ = self.block()
        words = self.words
        lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words)) + 1
        found = np.fromiter((m.start() for m in pattern.finditer(" ".join(words))), dtype=np.int64)
        wanted = np.zeros(len(words), dtype=np.bool_)
        wanted[np.searchsorted(np.cumsum(lengths), found, "right")] = True
        having = np.zeros(len(sizes), dtype=np.bool_)
        having[np.searchsorted(np.cumsum(sizes, dtype=np.int64), np.flatnonzero(wanted[held]), "right")] = True
        return having

    def arranged(self, order: Sequence[int]) -> tuple[Ints, Ints, Ints]:
        """Return how many words each article has, the words by their places in the alphabet, and how often.

        Words that only a standfirst has are left out.
        """
        rank = np.empty(len(self.words), dtype=np.uint32)
        rank[self._numbers.of(sorted(self.words))] = np.arange(len(self.words))
        sizes, held, times = self.block()
        rows = np.fromiter(order, dtype=np.int64, count=len(order))
        at = spread(np.cumsum(sizes, dtype=np.int64)[rows] - sizes[rows], sizes[rows])
        counted = times[at] > 0
        at = at[counted]
        return np.bincount(_rows(sizes[rows])[counted], minlength=len(rows)), rank[held[at]], times[at]


def find_stories(cards: Sequence[Card], terms: tuple[Ints, Ints, Ints]) -> tuple[Story, ...]:
    """Return groups of two and more articles on one event: average linkage over TF-IDF cosines, near in time.

    `terms` are those of the articles, arranged as they are.
    """
    groups = sorted(_average_linkage(_alike(cards, terms), len(cards)))
    members = (tuple(cards[place].id for place in group) for group in groups)
    return tuple(Story(ids[0], ids) for ids in members)


def _alike(cards: Sequence[Card], terms: tuple[Ints, Ints, Ints]) -> Alike:
    """Return the pairs of articles near in time that share enough words, with their cosines."""
    lengths, words, weights = _weights(*terms)
    earliest, latest = _days(card.date.value for card in cards)
    kept: list[Alike] = [(np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint32), np.zeros(0))]
    since, items = _since(earliest, latest), words.astype(np.uint64)
    for block in overlaps(lengths, items, most_holders=_MOST_HOLDERS, weights=weights, since=since):
        a, b = block.first, block.second
        end = np.where(earliest[a] <= earliest[b], latest[a], latest[b])
        near = (np.maximum(earliest[a], earliest[b]) - end <= _MOST_DAYS) | (earliest[a] == _UNDATED)
        near |= earliest[b] == _UNDATED
        chosen = near & (block.count >= _LEAST_SHARED)
        kept.append((a[chosen].astype(np.uint32), b[chosen].astype(np.uint32), block.weight[chosen]))
    first, second, cosines = (np.concatenate(columns) for columns in zip(*kept, strict=True))
    return first, second, cosines


def _days(dates: Iterable[DateRange | None]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first and last days as numbers; an article without a first day may be of any.

    A first day that is only inferred counts too: it keeps an article from events before it, and nobody is told it.
    """
    known = [(found.earliest, found.latest) if found is not None else (None, None) for found in dates]
    earliest = [date.fromisoformat(first).toordinal() if first else _UNDATED for first, _ in known]
    latest = [date.fromisoformat(last).toordinal() if last else date.max.toordinal() for _, last in known]
    return np.array(earliest, dtype=np.int64), np.array(latest, dtype=np.int64)


def _since(earliest: Ints, latest: Ints) -> NDArray[np.int64]:
    """Return for each article the first that may be near in time.

    It may be a little too early, never too late: an article whose days are many keeps those after it near.
    """
    reached = np.maximum.accumulate(np.where(earliest == _UNDATED, date.max.toordinal(), latest))
    return np.where(earliest == _UNDATED, 0, np.searchsorted(reached, earliest - _MOST_DAYS))


def _weights(lengths: Ints, words: Ints, times: Ints) -> tuple[Ints, Ints, Floats]:
    """Return the heaviest words of each article with unit-length weights: log tf times smoothed idf.

    G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
    """
    total = len(lengths)
    holders = np.bincount(words)[words] if len(words) else words
    kept = (holders > 1) & (holders < total) & (holders <= min(_MOST_HOLDERS, max(2, int(_MOST_COMMON * total))))
    rows, words, holders = _rows(lengths)[kept], words[kept], holders[kept]
    weights = (1 + np.log(times[kept])) * np.log((1 + total) / (1 + holders))
    order = np.lexsort((-weights, rows))  # of equal weight the first by the alphabet
    sizes = np.bincount(rows, minlength=total)
    heaviest = np.sort(order[np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes) < _WORDS_KEPT])
    rows, words, weights = rows[heaviest], words[heaviest], weights[heaviest]
    squares = np.bincount(rows, weights**2, minlength=total)
    return np.bincount(rows, minlength=total), words, weights / np.sqrt(squares[rows])


def _rows(lengths: Ints) -> NDArray[np.uint32]:
    """Return the number of its row for each entry of a table."""
    return np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)


def _average_linkage(alike: Alike, total: int) -> list[list[int]]:
    """Return the groups of two and more whose members are, on average, alike enough.

    The two groups most alike are joined until none are: R. Sokal, C. Michener, 1958. All that are most alike to
    one another are joined at once, which gives the same groups: F. Murtagh, "A survey of recent advances in
    hierarchical clustering algorithms", 1983.
    """
    first, second, sums = alike
    group, size = np.arange(total), np.ones(total)
    while len(first):
        average = sums / (size[first] * size[second])
        near = np.flatnonzero(average >= _SAME_STORY)
        near = near[np.lexsort((second[near], first[near], -average[near]))]  # of equal ones the earliest
        a, b, rank = first[near], second[near], np.arange(len(near))
        best = np.full(total, len(near))
        np.minimum.at(best, np.concatenate((a, b)), np.concatenate((rank, rank)))
        mutual = (best[a] == rank) & (best[b] == rank)
        into = np.arange(total)
        into[b[mutual]] = a[mutual]
        size[a[mutual]] += size[b[mutual]]
        group = into[group]
        able = (best < len(near))[first] & (best < len(near))[second]  # a group that is near none stays alone
        first, second, sums = _summed(into[first[able]], into[second[able]], sums[able])
    members = np.argsort(group, kind="stable")
    parts = np.split(members, np.flatnonzero(np.diff(group[members])) + 1)
    return [part.tolist() for part in parts if len(part) > 1]


def _summed(one: Ints, other: Ints, weights: Floats) -> Alike:
    """Return pairs of different ones once each, the smaller number first, with the sums of their weights."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    width = int(high.max(initial=0)) + 1
    codes, inverse = np.unique(low * width + high, return_inverse=True)
    first, second = np.divmod(codes, width)
    apart = first != second
    return first[apart], second[apart], np.bincount(inverse, weights, minlength=len(codes))[apart]
