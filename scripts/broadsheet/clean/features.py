"""Measure the units of a page: what a line looks like, and what stands around it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from broadsheet.clean.furniture import Furniture
from broadsheet.clean.lines import CUT, Lines, grammar
from broadsheet.clean.rows import Rows, neighbours, sums_around
from broadsheet.clean.verdicts import ends_sentence
from broadsheet.words import table

_SENTENCE_BREAK = re.compile(r"[.!?][\"”’)]? [\"“(]?[A-Z0-9]")
_ADDRESS = re.compile(r"https?:|www\.|@\w|\.(?:com|org|net)\b")
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATE = re.compile(
    rf"\b(?:{_MONTH}[a-z]{{0,6}}\.? \d{{1,2}}\b|\d{{1,2}} {_MONTH}|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    r"|\d{1,2}:\d\d|\d{1,3} \w{1,8} ago\b)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_BAR = re.compile("[|·»•›]")
_KIND_COUNT = 10


class _Lists(NamedTuple):
    reader: frozenset[str]
    writer: frozenset[str]
    kinds: dict[str, int]


@cache
def _lists() -> _Lists:
    words = table("page-words")
    kinds = {reason: i for i, reasons in enumerate(words["kinds"]) for reason in reasons}
    return _Lists(frozenset(words["reader"]), frozenset(words["writer"]), kinds)


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


def measure(lines: Lines, found: Sequence[Furniture | None]) -> Rows:
    """Return for every unit a row of its features, in the order of `NAMES`."""
    if not lines.texts:
        return np.zeros((0, len(NAMES)))
    own = np.array(_own_features(lines, found))
    return np.hstack([own, _around(own, found)])


_PROSE, _WORDS, _FURNITURE = OWN.index("prose"), OWN.index("words"), OWN.index("furniture")
_TITLE, _THEME, _SENTENCE = OWN.index("title-words"), OWN.index("theme"), OWN.index("sentence")
_HEADLINE_SHARE = 0.6


def _own_features(lines: Lines, found: Sequence[Furniture | None]) -> list[list[float]]:
    texts, words, contents = lines.texts, lines.words, lines.contents
    counts = Counter(texts)
    title = {w for w in words[0] if len(w) > 3}
    theme = _find_theme(lines)
    rows = []
    for text, tokens, content, entry in zip(texts, words, contents, found, strict=True):
        row = _look(text, tokens)
        row.append(min(counts[text] - 1, 3) / 3)
        row += _kinds(entry)
        length = min(len(tokens), 60) / 60
        row.append(length * (1.0 if row[2] else 0.5) if row[10] > 0.2 and entry is None else 0.0)
        row.append(len(content & title) / (len(title) + 1))
        row.append(len(content & theme) / (len(content) + 2))
        rows.append(row)
    return rows


@cache
def _kinds(entry: Furniture | None) -> list[float]:
    """Return whether the furniture table has the unit, of which kind it is, and whether it counts in runs only."""
    groups = [0.0] * _KIND_COUNT
    if entry is not None and not entry.run:
        groups[_lists().kinds.get(entry.reason, 1)] = 1.0
    return [float(entry is not None), *groups, float(entry is not None and entry.run)]


def _look(text: str, tokens: list[str]) -> list[float]:
    lists, common = _lists(), grammar()
    count = max(1, len(tokens))
    cut = text[:CUT]
    digits = len(_DIGIT.findall(text, 0, 300))
    return [
        math.log1p(len(tokens)) / 5,
        min(len(text) / count, 12) / 12,
        float(ends_sentence(text)),
        min(len(_SENTENCE_BREAK.findall(cut)), 5) / 5,
        float(text[-1] == ":"),
        float(text[-1] == "?"),
        float(text[0] in "\"“‘'"),
        float(text[0].islower()),
        sum([part[0].isupper() for part in cut.split()]) / count,
        float(text.isupper()),
        len([w for w in tokens if w in common]) / count,
        digits / min(len(text), 300),
        min(text.count(","), 5) / 5,
        float(not lists.reader.isdisjoint(tokens)),
        float(not lists.writer.isdisjoint(tokens)),
        float(_ADDRESS.search(text) is not None),
        float(digits > 0 and _DATE.search(text, 0, 200) is not None),
        float(_BAR.search(text) is not None),
    ]


def _find_theme(lines: Lines) -> set[str]:
    """Return the content words that several paragraphs of running text share."""
    seen: Counter[str] = Counter()
    for text, tokens, content in zip(lines.texts, lines.words, lines.contents, strict=True):
        if len(tokens) >= 20 and ends_sentence(text):
            seen.update(content)
    return {w for w, n in seen.items() if n >= 3}


def _around(own: Rows, found: Sequence[Furniture | None]) -> Rows:
    n = len(own)
    places = np.arange(n)
    prose, furniture = own[:, _PROSE], own[:, _FURNITURE]
    columns = [
        *sums_around(prose, (1, 2, 4, 10, 30), mean=True),
        *sums_around((own[:, _WORDS] < 0.36).astype(float), (2, 4, 10), mean=True),
        *sums_around(furniture, (1, 3, 10), mean=True),
        *(np.log1p(d) / 4 for d in _distances(prose > 0.25)),
        places / n,
        (np.cumsum(prose) - prose) / (prose.sum() + 0.1),
    ]
    for reason in ("comments", "related", "legal"):
        marks = np.array([float(f is not None and f.reason == reason) for f in found])
        columns.append(np.minimum(np.cumsum(marks) - marks, 4) / 4)
    columns += [np.log1p(d) / 4 for d in _distances(furniture > 0)]
    for k in (_WORDS, _THEME, _SENTENCE):
        columns += neighbours(own[:, k], 1)
    density = {reach: prose + sum(sums_around(prose, (reach,))) for reach in (10, 30)}
    columns += [column / (column.max() + 0.01) for column in density.values()]
    densest = int(density[10].argmax())
    titles = np.flatnonzero(own[1 : densest + 1, _TITLE] >= _HEADLINE_SHARE)
    headline = int(titles[-1]) + 1 if len(titles) else 0
    columns += [
        np.clip(places - densest, -40, 40) / 40,
        np.log1p(np.maximum(0, places - headline)) / 5,
        places > headline,
    ]
    return np.column_stack(columns)


_FAR = 99


def _distances(marked: Rows) -> tuple[Rows, Rows]:
    """Return how many units ago the last marked one was, and in how many the next one comes; at most 99."""

    def count(flags: Rows) -> Rows:
        places = np.arange(len(flags))
        last = np.maximum.accumulate(np.where(flags, places, -_FAR - 1))
        gone: Rows = np.minimum(places - np.concatenate([[-_FAR - 1], last[:-1]]) - 1, _FAR)
        return gone

    return count(marked), count(marked[::-1])[::-1]
