"""Runs of words: what two texts that share wording have in common."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")

# The golden ratio in 64 bits: odd, its bits evenly spread (D. Knuth, "The Art of Computer Programming", 6.4).
FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""What hashes are multiplied with."""

HASH = 8
"""Bytes of a hash."""

Name = TypeVar("Name", int, str)
Shingles = frozenset[tuple[str, ...]]


def folded_words(text: str) -> list[str]:
    """Return the words of a text in small letters with straight apostrophes."""
    return _WORD.findall(text.lower().replace("’", "'"))


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
    codes = word_hashes(words)
    runs = max(1, len(words) - length + 1)
    totals = np.zeros(runs, dtype="<u8")
    for step in range(min(length, len(words))):
        totals = combined(totals, codes[step : step + runs])
    return np.unique(totals).tobytes()


def word_hashes(words: Iterable[str]) -> NDArray[np.uint64]:
    """Return a hash (64 bits) of each word, the same anywhere."""
    return np.frombuffer(b"".join(blake2b(w.encode(), digest_size=HASH).digest() for w in words), dtype="<u8")


def combined(hashes: NDArray[np.uint64], others: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return a hash for each hash together with another one."""
    return hashes * FACTOR + others


def containment(a: Shingles, b: Shingles) -> float:
    """Return the share of the smaller set that the larger one holds.

    A. Broder, "On the resemblance and containment of documents", 1997, with the smaller set as the measure.
    """
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def components(
    names: Iterable[Name], pairs: Iterable[tuple[Name, Name]], apart: Iterable[tuple[Name, Name]] = ()
) -> list[tuple[Name, ...]]:
    """Return the groups into which pairs join names, each sorted, in the order of their first names.

    A pair that would put names together that stay `apart`, by whatever way, joins nothing: the pairs that come
    first count.
    """
    parent = {name: name for name in names}
    foes: dict[Name, set[Name]] = {}
    """For a group, by its root, the roots of those it must not be joined with."""
    for one, other in (pair for pair in apart if pair[0] != pair[1]):
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)

    def root(name: Name) -> Name:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in pairs:
        stays, goes = sorted((root(a), root(b)))
        if foes:
            if goes in foes.get(stays, ()):
                continue
            if len(foes.get(stays, ())) < len(foes.get(goes, ())):  # what is noted anew is the shorter list
                stays, goes = goes, stays
        parent[goes] = stays
        for foe in foes.pop(goes, ()) if stays != goes else ():
            foes[foe].remove(goes)
            foes[foe].add(stays)
            foes.setdefault(stays, set()).add(foe)
    groups: dict[Name, list[Name]] = defaultdict(list)
    for name in sorted(parent):
        groups[root(name)].append(name)
    return [tuple(group) for group in groups.values()]
