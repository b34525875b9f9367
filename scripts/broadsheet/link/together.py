"""Finds which topics are named in the same articles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from broadsheet.link.overlap import Ints, spread

_MOST_TOGETHER = 12
# Of an article that names more topics than this the most reported ones are set beside each other.
_MOST_IN_ONE = 200
# Topics are counted in blocks of about so many pairs.
_BLOCK = 1 << 20


def together(ids: Sequence[str], articles: Sequence[Sequence[int]]) -> list[tuple[tuple[str, int], ...]]:
    """Return for each topic those that most articles name with it, and how many do.

    `articles` are the places of each topic's articles; the topics that most articles name come first.
    """
    topic, article = _memberships(articles)
    by_article = np.argsort(article, kind="stable")
    sizes = np.bincount(article) if len(article) else article
    starts, held = np.cumsum(sizes) - sizes, topic[by_article]
    alphabet = np.empty(len(ids), dtype=np.int64)
    alphabet[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    found: list[tuple[tuple[str, int], ...]] = [()] * len(ids)
    for low, high in _blocks(topic, sizes[article]):
        at = spread(starts[article[low:high]], sizes[article[low:high]])
        first = np.repeat(topic[low:high], sizes[article[low:high]])
        for number, others, counts in _most(first, held[at], alphabet):
            found[number] = tuple((ids[other], count) for other, count in zip(others, counts, strict=True))
    return found


def _memberships(articles: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return topics and articles side by side, by topic; of each article its first topics."""
    topic = np.repeat(np.arange(len(articles)), np.array([len(held) for held in articles], dtype=np.int64))
    article = np.fromiter(chain.from_iterable(articles), dtype=np.int64, count=len(topic))
    order = np.argsort(article, kind="stable")
    begins = np.searchsorted(article[order], article[order])
    kept = np.sort(order[np.arange(len(order)) - begins < _MOST_IN_ONE])
    return topic[kept], article[kept]


def _blocks(topic: Ints, pairs: Ints) -> list[tuple[int, int]]:
    """Return where the rows of some topics begin and end that together have not too many pairs."""
    if not len(topic):
        return []
    ends = np.append(np.flatnonzero(np.diff(topic)), len(topic) - 1)
    done = np.cumsum(pairs)[ends]
    cuts = np.unique(
        np.searchsorted(done, np.arange(_BLOCK, int(done[-1]) + _BLOCK, _BLOCK)).clip(max=len(ends) - 1)
    )
    highs = (ends[cuts] + 1).tolist()
    return list(zip([0, *highs[:-1]], highs, strict=True))


def _most(first: Ints, second: Ints, alphabet: Ints) -> list[tuple[int, list[int], list[int]]]:
    """Return topics, those most often beside each, and how often, most often first and then by the alphabet."""
    codes, counts = np.unique(first * len(alphabet) + second, return_counts=True)
    topics, others = np.divmod(codes, len(alphabet))
    others_only = topics != others
    topics, others, counts = topics[others_only], others[others_only], counts[others_only]
    order = np.lexsort((alphabet[others], -counts, topics))
    topics, others, counts = topics[order], others[order], counts[order]
    begins = np.flatnonzero(np.diff(topics, prepend=-1))
    ends = np.append(begins[1:], len(topics))
    highs = np.minimum(ends, begins + _MOST_TOGETHER)
    return [
        (int(topics[low]), others[low:high].tolist(), counts[low:high].tolist())
        for low, high in zip(begins, highs, strict=True)
    ]
