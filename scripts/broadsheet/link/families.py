"""Finds articles that carry much of one another's text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from broadsheet.link.alignment import align
from broadsheet.link.shingles import components, folded_words, shared_counts, shingles
from broadsheet.models import Alignment, Article, Family, Kinship

# Measured on 508,000 pairs of news articles: all pairs above .2 shared copy, below .1 only quotations.
_SHINGLE = 5
_KIN = 0.2
# A run of five words in more articles than this is a stock phrase.
_MOST_HOLDERS = 100
_NEARLY_ALL = 0.85
# Reports of one series share their background and are no copies: among 292 Wikinews articles the shorter one of
# such a pair has mostly less than .65 of its words in common sentences; near-copies, heavily edited, at least .73.
_MOST_OF_IT = 2 / 3


def find_families(articles: Sequence[Article]) -> tuple[Family, ...]:
    """Return the families, each with the alignment of every pair of kin, in the order of their first members."""
    by_id = {article.id: article for article in articles}
    aligned = (_kinship(by_id[a], by_id[b]) for a, b in _kin(articles))
    kinships = [k for k in aligned if max(k.share_a, k.share_b) >= _MOST_OF_IT]
    pairs = [(k.a, k.b) for k in kinships]
    order = {article.id: place for place, article in enumerate(articles)}
    families = []
    for members in components({name for pair in pairs for name in pair}, pairs):
        inside = tuple(k for k in kinships if k.a in members)
        ordered = tuple(sorted(members, key=order.__getitem__))
        families.append(Family(ordered[0], ordered, inside))
    return tuple(sorted(families, key=lambda f: order[f.id]))


def _kin(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """Return the pairs that share enough runs of words, the earlier article first."""
    sets = {a.id: shingles(folded_words(_body(a)), _SHINGLE) for a in articles}
    order = {article.id: place for place, article in enumerate(articles)}
    pairs = []
    for (a, b), count in shared_counts(sets, most_holders=_MOST_HOLDERS).items():
        smaller = min(len(sets[a]), len(sets[b]))
        if count / smaller >= _KIN:
            pairs.append((a, b) if order[a] < order[b] else (b, a))
    return sorted(pairs)


def _body(article: Article) -> str:
    return article.cleaned.text[article.cleaned.body.start : article.cleaned.body.end]


def _kinship(a: Article, b: Article) -> Kinship:
    alignments = align(a, b)
    share_a = _share(a, alignments, "a")
    share_b = _share(b, alignments, "b")
    return Kinship(a.id, b.id, share_a, share_b, _relation(share_a, share_b, alignments), alignments)


def _share(article: Article, alignments: Sequence[Alignment], side: Literal["a", "b"]) -> float:
    """Return the share of an article's words that stand in sentences the other article has too."""
    text = article.cleaned.text
    shared = whole = 0
    for alignment in alignments:
        span = alignment.a if side == "a" else alignment.b
        if span is not None:
            words = len(folded_words(text[span.start : span.end]))
            whole += words
            shared += words if alignment.a is not None and alignment.b is not None else 0
    return shared / whole if whole else 0.0


def _relation(
    share_a: float, share_b: float, alignments: Sequence[Alignment]
) -> Literal["copy", "rewrite", "excerpt"]:
    changed = any(al.changes for al in alignments if al.a is not None and al.b is not None)
    if min(share_a, share_b) >= _NEARLY_ALL:
        return "rewrite" if changed else "copy"
    return "excerpt" if max(share_a, share_b) >= _NEARLY_ALL and not changed else "rewrite"
