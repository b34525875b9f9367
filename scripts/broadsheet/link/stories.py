"""Gathers articles that report one event within days of each other."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from broadsheet.link.shingles import components, folded_words
from broadsheet.models import Article, Story

# Fixed beforehand, not tuned on labelled stories: two reports of one event share about a third of their weight.
_SAME_STORY = 0.32
_MOST_DAYS = 7
# A word in more than this share of the articles is the corpus's subject, not an event's.
_MOST_COMMON = 0.4
_WORDS_KEPT = 60


def find_stories(articles: Sequence[Article]) -> tuple[Story, ...]:
    """Return groups of two and more articles on one event, by cosine of TF-IDF weights and nearness in time."""
    weights = _weights(articles)
    by_id = {a.id: a for a in articles}
    pairs = [pair for pair, cosine in _cosines(weights).items() if cosine >= _SAME_STORY and _near(by_id, pair)]
    groups = components({name for pair in pairs for name in pair}, pairs)
    return tuple(Story(group[0], group) for group in groups)


def _weights(articles: Sequence[Article]) -> dict[str, dict[str, float]]:
    """Return for each article its heaviest words with unit-length weights (log tf, smoothed idf)."""
    counts = {a.id: Counter(folded_words(a.cleaned.text)) for a in articles}
    holders = Counter(word for words in counts.values() for word in words)
    total = len(articles)
    most = max(2, int(_MOST_COMMON * total))
    weights = {}
    for name, words in counts.items():
        raw = {
            w: (1 + math.log(n)) * math.log((1 + total) / (1 + holders[w]))
            for w, n in words.items()
            if 1 < holders[w] <= most
        }
        best = sorted(raw.items(), key=lambda item: (-item[1], item[0]))[:_WORDS_KEPT]
        everything = math.sqrt(
            sum(((1 + math.log(n)) * math.log((1 + total) / (1 + holders[w]))) ** 2 for w, n in words.items())
        )
        weights[name] = {w: value / everything for w, value in best} if everything else {}
    return weights


def _cosines(weights: dict[str, dict[str, float]]) -> dict[tuple[str, str], float]:
    holders: dict[str, list[tuple[str, float]]] = defaultdict(list)
    cosines: dict[tuple[str, str], float] = defaultdict(float)
    for name in sorted(weights):
        for word, weight in weights[name].items():
            for other, other_weight in holders[word]:
                cosines[other, name] += weight * other_weight
            holders[word].append((name, weight))
    return cosines


def _near(by_id: dict[str, Article], pair: tuple[str, str]) -> bool:
    """Return whether two articles may be of the same days; the undated may be of any."""
    first, second = (by_id[name].date.value for name in pair)
    if first is None or second is None or not first.earliest or not second.earliest:
        return True
    early, late = sorted(
        ((first.earliest, first.latest), (second.earliest, second.latest)), key=lambda d: d[0] or ""
    )
    if early[1] is None:
        return True
    return (date.fromisoformat(late[0] or "") - date.fromisoformat(early[1])).days <= _MOST_DAYS
