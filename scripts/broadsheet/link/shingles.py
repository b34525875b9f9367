"""Runs of words: what two texts that share wording have in common."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from hashlib import blake2b

import numpy as np

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")

# The golden ratio in 64 bits: odd, its bits evenly spread (D. Knuth, "The Art of Computer Programming", 6.4).
_FACTOR = np.uint64(0x9E3779B97F4A7C15)

Shingles = frozenset[tuple[str, ...]]


def folded_words(text: str) -> list[str]:
    """Return the words of a text in small letters with straight apostrophes."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def shingles(words: list[str], length: int) -> Shingles:
    """Return the runs of `length` words; the whole where there are fewer, nothing where there are none."""
    if not words:
        return frozenset()
    return frozenset(tuple(words[i : i + length]) for i in range(max(1, len(words) - length + 1)))


def run_hashes(words: Sequence[str], length: int) -> bytes:
    """Return the hashes of the runs of `length` words: 64 bits each, distinct, ascending, the same anywhere.

    A polynomial of the words' own hashes, as in R. Karp, M. Rabin, "Efficient randomized pattern-matching
    algorithms", 1987, modulo 2^64.
    """
    if not words:
        return b""
    codes = np.frombuffer(b"".join(blake2b(w.encode(), digest_size=8).digest() for w in words), dtype="<u8")
    runs = max(1, len(words) - length + 1)
    totals = np.zeros(runs, dtype="<u8")
    for step in range(min(length, len(words))):
        totals = totals * _FACTOR + codes[step : step + runs]
    return np.unique(totals).tobytes()


def containment(a: Shingles, b: Shingles) -> float:
    """Return the share of the smaller set that the larger one holds.

    A. Broder, "On the resemblance and containment of documents", 1997, with the smaller set as the measure.
    """
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def shared_counts(sets: Mapping[str, Iterable[Hashable]], *, most_holders: int) -> Counter[tuple[str, str]]:
    """Return for each pair of names how many items of their sets they share.

    Items held by more than `most_holders` are stock phrases: they say nothing and would make the count quadratic.
    """
    holders: dict[Hashable, list[str]] = defaultdict(list)
    for name in sorted(sets):
        for item in sets[name]:
            holders[item].append(name)
    counts: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        if 1 < len(names) <= most_holders:
            counts.update((a, b) for i, a in enumerate(names) for b in names[i + 1 :])
    return counts


def components(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return the groups into which pairs join names, each sorted, in the order of their first names."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in pairs:
        first, second = sorted((root(a), root(b)))
        parent[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(parent):
        groups[root(name)].append(name)
    return [tuple(group) for _, group in sorted(groups.items())]
