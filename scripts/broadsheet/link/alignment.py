"""Sets the sentences of two articles side by side and names what differs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.gathering import gathered
from broadsheet.link.changes import changes
from broadsheet.link.shingles import Shingles, containment, folded_words, shingles
from broadsheet.models import Alignment, Article, Span
from broadsheet.text.sentences import sentences

# Measured on hand-read pairs: all true ones lie above .38, the nearest false one at .31.
_SHINGLE = 3
_SAME = 0.35
# A short sentence ("He declined to comment.") is contained in many others by chance, unless it is one of them.
_LEAST_WORDS = 6
# Of sentences repeated without end, as in tables and refrains, the nearest are compared.
_NEAREST = 15


@dataclass(frozen=True)
class _Sentence:
    span: Span
    words: int
    runs: Shingles


@dataclass(frozen=True)
class Sentences:
    """An article and its sentences."""

    article: Article
    sentences: tuple[_Sentence, ...]


@dataclass(frozen=True)
class Sides:
    """Two articles, sentence beside sentence."""

    a: Sentences
    b: Sentences
    partner: Mapping[int, int]
    """For sentences of the first article their counterpart in the second, by their places."""

    @property
    def shares(self) -> tuple[float, float]:
        """Return the shares of both articles' words that stand in sentences which the other one has too."""
        return _share(self.partner, self.a.sentences), _share(set(self.partner.values()), self.b.sentences)

    @property
    def words(self) -> int:
        """Return how many words of the first article stand in such sentences."""
        return sum(self.a.sentences[i].words for i in self.partner)

    @property
    def rows(self) -> tuple[Alignment, ...]:
        """Return every sentence of both articles: pairs and lone ones, in the order of reading."""
        a, b, second = self.a.article, self.b.article, self.b.sentences
        counterparts = (
            second[self.partner[i]] if i in self.partner else None for i in range(len(self.a.sentences))
        )
        rows = [_row(a, b, s, other) for s, other in zip(self.a.sentences, counterparts, strict=True)]
        taken = set(self.partner.values())
        alone = [Alignment(None, s.span, 0.0) for j, s in enumerate(second) if j not in taken]
        return tuple(_merged(rows, alone))


def align(a: Sentences, b: Sentences) -> Sides:
    """Return two articles side by side."""
    return Sides(a, b, _partners(a.sentences, b.sentences))


def sentences_of(article: Article) -> Sentences:
    """Return an article in sentences, ready to be set beside others."""
    text = article.cleaned.text
    spans = sentences(text, article.cleaned.body)
    words = [folded_words(text[s.start : s.end]) for s in spans]
    # What has no words, such as a line of dashes, is no sentence.
    parts = (_Sentence(s, len(w), shingles(w, _SHINGLE)) for s, w in zip(spans, words, strict=True) if w)
    return Sentences(article, tuple(parts))


def _share(part: Collection[int], sentences: Sequence[_Sentence]) -> float:
    whole = sum(s.words for s in sentences)
    return sum(sentences[i].words for i in part) / whole if whole else 0.0


def _partners(first: Sequence[_Sentence], second: Sequence[_Sentence]) -> dict[int, int]:
    """Return for sentences of the first article their counterpart in the second, best matches first.

    Two sentences may have one counterpart: rewriting merges sentences.
    """
    scored = sorted(_candidates(first, second), reverse=True)
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in scored:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    for _, i, j in scored:
        if i not in partner:
            partner[i] = j
    return partner


def _candidates(first: Sequence[_Sentence], second: Sequence[_Sentence]) -> Iterator[tuple[float, int, int]]:
    holders = gathered((run, j) for j, sentence in enumerate(second) for run in sentence.runs)
    for i, sentence in enumerate(first):
        for j in sorted({j for run in sentence.runs for j in _nearest(holders.get(run, ()), i)}):
            score = containment(sentence.runs, second[j].runs)
            long = min(sentence.words, second[j].words) >= _LEAST_WORDS
            if score >= _SAME and (long or sentence.runs == second[j].runs):
                yield score, i, j


def _nearest(places: Sequence[int], place: int) -> Sequence[int]:
    """Return of rising places the nearest on either side of one."""
    at = bisect_left(places, place)
    return places[max(0, at - _NEAREST) : at + _NEAREST]


def _row(a: Article, b: Article, mine: _Sentence, other: _Sentence | None) -> Alignment:
    if other is None:
        return Alignment(mine.span, None, 0.0)
    overlap = containment(mine.runs, other.runs)
    return Alignment(mine.span, other.span, overlap, changes(a, mine.span, b, other.span))


def _merged(rows: list[Alignment], alone: list[Alignment]) -> Iterator[Alignment]:
    """Yield the rows in the first article's order, each lone sentence of the second where that one has it."""
    waiting = iter(alone)
    lone = next(waiting, None)
    for row in rows:
        while row.b is not None and lone is not None and lone.b is not None and lone.b < row.b:
            yield lone
            lone = next(waiting, None)
        yield row
    while lone is not None:
        yield lone
        lone = next(waiting, None)
