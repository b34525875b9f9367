"""Gathers articles that report one event within days of each other."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from broadsheet.link.shingles import folded_words
from broadsheet.models import Article, Story

# Average cosine at which two groups of articles are one story. Any value from .10 to .18 serves nearly as well on
# labelled stories (`make bench-stories`).
_SAME_STORY = 0.14
_MOST_DAYS = 7
# The heaviest words of an article tell its event; the rest is language.
_WORDS_KEPT = 60
# A headline's word counts as three.
_TITLE_WEIGHT = 3
# A word in more than this share of the articles, or in more than this many, is a subject and not an event.
_MOST_COMMON, _MOST_HOLDERS = 0.4, 300
# Fewer words in common are chance, above all where articles are few and every word looks rare.
_LEAST_SHARED = 5

Weights = dict[str, float]


def find_stories(articles: Sequence[Article]) -> tuple[Story, ...]:
    """Return groups of two and more articles on one event: average linkage over TF-IDF cosines, near in time."""
    by_id = {a.id: a for a in articles}
    cosines = {pair: c for pair, c in _cosines(_weights(articles)).items() if _near(by_id, pair)}
    order = {article.id: place for place, article in enumerate(articles)}
    groups = [sorted(group, key=order.__getitem__) for group in _average_linkage(cosines)]
    return tuple(Story(group[0], tuple(group)) for group in sorted(groups, key=lambda g: order[g[0]]))


def _weights(articles: Sequence[Article]) -> dict[str, Weights]:
    """Return for each article its heaviest words with unit-length weights: log tf times smoothed idf.

    G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
    """
    counts = {a.id: _counts(a) for a in articles}
    holders = Counter(word for words in counts.values() for word in words)
    total = len(articles)
    most = min(_MOST_HOLDERS, max(2, int(_MOST_COMMON * total)))
    rarity = {w: math.log((1 + total) / (1 + n)) for w, n in holders.items() if 1 < n <= most}
    return {name: _heaviest({w: (1 + math.log(n)) * rarity[w] for w, n in words.items() if w in rarity})
            for name, words in counts.items()}  # fmt: skip


def _counts(article: Article) -> Counter[str]:
    counts = Counter(folded_words(article.cleaned.text[slice(*article.cleaned.body)]))
    for word in folded_words(article.title.value or ""):
        counts[word] += _TITLE_WEIGHT
    return counts


def _heaviest(weights: Weights) -> Weights:
    best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_WORDS_KEPT]
    length = math.sqrt(sum(weight * weight for _, weight in best))
    return {word: weight / length for word, weight in best} if length else {}


def _cosines(weights: Mapping[str, Weights]) -> dict[tuple[str, str], float]:
    """Return the cosine of every two articles that share enough words."""
    holders: dict[str, list[tuple[str, float]]] = defaultdict(list)
    cosines: dict[tuple[str, str], float] = defaultdict(float)
    shared: Counter[tuple[str, str]] = Counter()
    for name in sorted(weights):
        for word, weight in weights[name].items():
            for other, other_weight in holders[word]:
                cosines[other, name] += weight * other_weight
                shared[other, name] += 1
            holders[word].append((name, weight))
    return {pair: cosine for pair, cosine in cosines.items() if shared[pair] >= _LEAST_SHARED}


def _average_linkage(cosines: Mapping[tuple[str, str], float]) -> list[list[str]]:
    """Return the groups of two and more whose members are, on average, alike enough.

    The two groups most alike are joined until none are: R. Sokal, C. Michener, 1958.
    """
    members: dict[str, list[str]] = {name: [name] for pair in cosines for name in pair}
    alike: dict[str, Weights] = defaultdict(dict)
    for (a, b), cosine in cosines.items():
        alike[a][b] = alike[b][a] = cosine
    waiting = [(-cosine, a, b) for (a, b), cosine in cosines.items() if cosine >= _SAME_STORY]
    heapq.heapify(waiting)
    while waiting:
        negative, a, b = heapq.heappop(waiting)
        if a in members and b in members and alike[a].get(b) == -negative:
            for other, cosine in _join(a, b, members, alike).items():
                if cosine >= _SAME_STORY:
                    heapq.heappush(waiting, (-cosine, min(a, other), max(a, other)))
    return [group for group in members.values() if len(group) > 1]


def _join(a: str, b: str, members: dict[str, list[str]], alike: dict[str, Weights]) -> Weights:
    """Put the second group into the first; return how alike the other groups are to the two together."""
    mine, theirs = len(members[a]), len(members[b])
    members[a] += members.pop(b)
    together: Weights = {}
    for other in sorted({*alike[a], *alike.pop(b)} - {a, b}):
        in_b = alike[other].pop(b, 0.0)
        together[other] = (alike[a].get(other, 0.0) * mine + in_b * theirs) / (mine + theirs)
        alike[other][a] = together[other]
    alike[a] = together
    return together


def _near(by_id: Mapping[str, Article], pair: tuple[str, str]) -> bool:
    """Return whether two articles may be of the same days; the undated may be of any."""
    first, second = (by_id[name].date.value for name in pair)
    if first is None or second is None or not first.earliest or not second.earliest:
        return True
    (_, end), (start, _) = sorted(((first.earliest, first.latest), (second.earliest, second.latest)))
    return end is None or (date.fromisoformat(start) - date.fromisoformat(end)).days <= _MOST_DAYS
