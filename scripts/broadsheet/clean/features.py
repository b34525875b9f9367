"""Measure the units of a page: what a line looks like, and what stands around it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from broadsheet.clean.furniture import Furniture
from broadsheet.clean.verdicts import ends_sentence
from broadsheet.words import table

# Chinese and Japanese are written without spaces; two of their signs are about a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’]\w+)?")
_SENTENCE_BREAK = re.compile(r"[.!?][\"”’)]? [\"“(]?[A-Z0-9]")
_ADDRESS = re.compile(r"https?:|www\.|@\w|\.(?:com|org|net)\b")
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATE = re.compile(
    rf"\b(?:{_MONTH}[a-z]{{0,6}}\.? \d{{1,2}}\b|\d{{1,2}} {_MONTH}|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    r"|\d{1,2}:\d\d|\d{1,3} \w{1,8} ago\b)",
    re.IGNORECASE,
)
_KIND_COUNT = 10
_CUT = 2000
"""So many characters of a unit are looked at; what a line is shows in less."""


class _Lists(NamedTuple):
    grammar: frozenset[str]
    reader: frozenset[str]
    writer: frozenset[str]
    kinds: dict[str, int]


@cache
def _lists() -> _Lists:
    words = table("page-words")
    kinds = {reason: i for i, reasons in enumerate(words["kinds"]) for reason in reasons}
    grammar, reader, writer = (frozenset(words[name]) for name in ("grammar", "reader", "writer"))
    return _Lists(grammar, reader, writer, kinds)


_SIDES = ("before", "after")
OWN = (
    "words", "letters", "sentence", "sentences", "colon", "question", "quote", "lower", "upper-share", "all-upper",
    "grammar", "digits", "commas", "reader", "writer", "address", "date", "bars", "repeated", "furniture",
    *(f"furniture-{i}" for i in range(_KIND_COUNT)), "section", "prose", "title-words", "theme",
)  # fmt: skip
AROUND = (
    *(f"prose-{side}-{reach}" for reach in (1, 2, 4, 10, 30) for side in _SIDES),
    *(f"short-{side}-{reach}" for reach in (2, 4, 10) for side in _SIDES),
    *(f"furniture-{side}-{reach}" for reach in (1, 3, 10) for side in _SIDES),
    "to-prose-before", "to-prose-after", "place", "prose-so-far", "comments-so-far", "related-so-far",
    "legal-so-far", "since-furniture", "until-furniture", "words-before", "words-after", "theme-before",
    "theme-after", "sentence-before", "sentence-after", "density-10", "density-30", "from-densest",
    "since-headline", "after-headline",
)  # fmt: skip
NAMES = (*OWN, *AROUND)


def measure(texts: Sequence[str], found: Sequence[Furniture | None]) -> list[list[float]]:
    """Return for every unit its features, in the order of `NAMES`."""
    words = [_WORD.findall(text[:_CUT].lower()) for text in texts]
    own = _own_features(texts, words, found)
    return [a + b for a, b in zip(own, _around(own, found), strict=True)]


_PROSE = OWN.index("prose")
_WORDS = OWN.index("words")
_FURNITURE = OWN.index("furniture")
_TITLE = OWN.index("title-words")
_HEADLINE_SHARE = 0.6
_THEME = OWN.index("theme")
_SENTENCE = OWN.index("sentence")


def _own_features(
    texts: Sequence[str], words: Sequence[list[str]], found: Sequence[Furniture | None]
) -> list[list[float]]:
    counts = Counter(texts)
    title = {w for w in words[0] if len(w) > 3} if words else set()
    theme = _find_theme(texts, words)
    lists = _lists()
    rows = []
    for text, tokens, entry in zip(texts, words, found, strict=True):
        row = _look(text, tokens)
        row.append(min(counts[text] - 1, 3) / 3)
        groups = [0.0] * _KIND_COUNT
        section = entry is not None and entry.run
        if entry is not None and not entry.run:
            groups[lists.kinds.get(entry.reason, 1)] = 1.0
        row += [float(entry is not None), *groups, float(section)]
        grammar = row[10]
        row.append(
            min(len(tokens), 60) / 60 * float(grammar > 0.2) * (1.0 if row[2] else 0.5) * float(entry is None)
        )
        content = {w for w in tokens if len(w) > 4 and w not in lists.grammar}
        row.append(len(content & title) / (len(title) + 1))
        row.append(sum(w in theme for w in content) / (len(content) + 2))
        rows.append(row)
    return rows


def _look(text: str, tokens: list[str]) -> list[float]:
    lists = _lists()
    count = max(1, len(tokens))
    capitals = sum(map(str.isupper, (part[0] for part in text[:_CUT].split())))
    return [
        math.log1p(len(tokens)) / 5,
        min(len(text) / count, 12) / 12,
        float(ends_sentence(text)),
        min(len(_SENTENCE_BREAK.findall(text[:_CUT])), 5) / 5,
        float(text[-1] == ":"),
        float(text[-1] == "?"),
        float(text[0] in "\"“‘'"),
        float(text[0].islower()),
        capitals / count,
        float(text.isupper()),
        sum(w in lists.grammar for w in tokens) / count,
        sum(map(str.isdigit, text[:300])) / min(len(text), 300),
        min(text.count(","), 5) / 5,
        float(not lists.reader.isdisjoint(tokens)),
        float(not lists.writer.isdisjoint(tokens)),
        float(_ADDRESS.search(text) is not None),
        float(_DATE.search(text[:200]) is not None),
        float("|" in text or "·" in text or "»" in text or "•" in text or "›" in text),
    ]


def _find_theme(texts: Sequence[str], words: Sequence[list[str]]) -> set[str]:
    """Return the content words that several paragraphs of running text share."""
    lists = _lists()
    seen: Counter[str] = Counter()
    for text, tokens in zip(texts, words, strict=True):
        if len(tokens) >= 20 and ends_sentence(text):
            seen.update({w for w in tokens if len(w) > 4 and w not in lists.grammar})
    return {w for w, n in seen.items() if n >= 3}


def _around(own: Sequence[list[float]], found: Sequence[Furniture | None]) -> list[list[float]]:
    n = len(own)
    prose = [row[_PROSE] for row in own]
    short = [float(row[_WORDS] < 0.36) for row in own]
    furniture = [row[_FURNITURE] for row in own]
    sums = {id(c): [0.0, *accumulate(c)] for c in (prose, short, furniture)}

    def window(column: list[float], i: int, reach: int) -> tuple[float, float]:
        total = sums[id(column)]
        return total[i] - total[max(0, i - reach)], total[min(n, i + 1 + reach)] - total[i + 1]

    since, until = _distances([x > 0.25 for x in prose])
    since_furniture, until_furniture = _distances([x > 0 for x in furniture])
    marks = [
        [0.0, *accumulate(float(f is not None and f.reason == reason) for f in found)]
        for reason in ("comments", "related", "legal")
    ]
    whole = sums[id(prose)][-1] + 0.1
    density = {reach: [sum(window(prose, i, reach)) + prose[i] for i in range(n)] for reach in (10, 30)}
    peaks = {reach: max(column, default=0.0) + 0.01 for reach, column in density.items()}
    densest = max(range(n), key=density[10].__getitem__, default=0)
    headline = max((i for i in range(1, densest + 1) if own[i][_TITLE] >= _HEADLINE_SHARE), default=0)
    rows = []
    for i in range(n):
        row: list[float] = []
        for column, reaches in ((prose, (1, 2, 4, 10, 30)), (short, (2, 4, 10)), (furniture, (1, 3, 10))):
            for reach in reaches:
                before, after = window(column, i, reach)
                row += [before / reach, after / reach]
        row += [math.log1p(since[i]) / 4, math.log1p(until[i]) / 4, i / n, sums[id(prose)][i] / whole]
        row += [min(mark[i], 4) / 4 for mark in marks]
        row += [math.log1p(since_furniture[i]) / 4, math.log1p(until_furniture[i]) / 4]
        before_row, after_row = (own[i - 1] if i else None), (own[i + 1] if i + 1 < n else None)
        for k in (_WORDS, _THEME, _SENTENCE):
            row += [before_row[k] if before_row else 0.0, after_row[k] if after_row else 0.0]
        row += [density[reach][i] / peaks[reach] for reach in (10, 30)]
        row += [max(-40, min(i - densest, 40)) / 40, math.log1p(max(0, i - headline)) / 5, float(i > headline)]
        rows.append(row)
    return rows


def _distances(marked: Sequence[bool]) -> tuple[list[int], list[int]]:
    """Return how many units ago the last marked one was, and in how many the next one comes; at most 99."""

    def count(flags: Sequence[bool]) -> list[int]:
        gone, counts = 99, []
        for flag in flags:
            counts.append(gone)
            gone = 0 if flag else min(gone + 1, 99)
        return counts

    return count(marked), count(list(reversed(marked)))[::-1]
