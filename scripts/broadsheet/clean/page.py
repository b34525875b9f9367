"""Judges all the visible text of a page: the article's region is found, what is around it goes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from broadsheet.clean.context import COURSE, ODDS, around_odds, course
from broadsheet.clean.features import AROUND, OWN, around, own_features
from broadsheet.clean.furniture import Furniture, holds_quotation
from broadsheet.clean.headline import name_fields
from broadsheet.clean.lines import Lines, read_lines
from broadsheet.clean.model import Forest, load_forest, score
from broadsheet.clean.rows import Rows, stack
from broadsheet.clean.verdicts import KEPT, Verdict, is_prose
from broadsheet.clean.wording import load_weights, weigh

# Chosen so that of 2,800 texts that were taken out of their pages next to none is taken for a page, and of 1,150
# pages nearly all are; the rest are pages with so little around the article that caution does as well.
_LABELS, _KINDS, _SHORT = 5, 3, 10
_MANY_SHORT, _SHORT_SHARE, _FEW_LABELS = 30, 0.45, 2
_SHORT_WORDS = 5
_PROSE_SHARE = 0.93
"""With more running text than this there is too little else for a page: a transcript, a live blog."""

FURNITURE_CHANCE = 0.03
"""What the trees give to lines that the furniture table knows, nearly always; they need not be asked."""

_SURE = 0.65
"""A unit that is kept with less is doubted."""


def is_page(texts: Sequence[str], found: Sequence[Furniture | None]) -> bool:
    """Return whether a text is a whole page rather than an article taken out of one."""
    labels = [entry.reason for entry in found if entry is not None and not entry.paper]
    if len(labels) < _FEW_LABELS:
        return False
    spaces = [text.count(" ") for text in texts]
    prose = list(map(is_prose, texts))
    running = sum(n for n, own, entry in zip(spaces, prose, found, strict=True) if own and entry is None)
    if running > _PROSE_SHARE * sum(spaces):
        return False
    few = [text for text, n, own in zip(texts, spaces, prose, strict=True) if n < _SHORT_WORDS and not own]
    # The figures of a table are as short as labels, but no labels.
    short = sum(any(map(str.isalpha, text)) for text in few)
    if len(labels) >= _LABELS and len(set(labels)) >= _KINDS and short >= _SHORT:
        return True
    return short >= max(_MANY_SHORT, _SHORT_SHARE * len(texts))


def judge_page(
    texts: Sequence[str], matched: Sequence[Furniture | None], found: Sequence[Furniture | None]
) -> list[Verdict]:
    """Return a verdict on every unit of a page; `matched` is what the furniture table has, `found` what counts."""
    lines = read_lines(texts)
    rows = add_odds(survey(lines, matched), weigh(lines, load_weights()))
    chances = ask(load_forest("page-trees", FEATURES), rows, found)
    verdicts, first = judge_region(texts, found, chances)
    name_fields(texts, verdicts, first)
    return verdicts


FEATURES = (*OWN, *AROUND, *COURSE, *ODDS)
"""The names of what the trees are asked with."""
_PROSE = FEATURES.index("prose")


def survey(lines: Lines, matched: Sequence[Furniture | None]) -> Rows:
    """Return for every unit the features that need no weights."""
    own = own_features(lines, matched)
    return stack([own[name] for name in OWN], *around(own, matched), *course(lines, own))


def add_odds(rows: Rows, odds: Rows) -> Rows:
    """Return for every unit all its `FEATURES`: to those that need no weights what its words weigh."""
    return np.concatenate([rows.T, around_odds(odds, rows[:, _PROSE]).T]).T


def ask(forest: Forest, rows: Rows, found: Sequence[Furniture | None]) -> list[float]:
    """Return for every unit the chance that it belongs to the article; the furniture table's are not asked for."""
    asked = np.array([entry is None for entry in found], bool)
    chances = np.full(len(found), FURNITURE_CHANCE)
    chances[asked] = score(forest, rows[asked])
    told: list[float] = chances.tolist()
    return told


_OUTSIDE = Verdict("removed", "page", "page-trees")
_LEAN = 1.0
"""A paragraph too few is worse than a line too many."""


def judge_region(
    texts: Sequence[str], found: Sequence[Furniture | None], chances: Sequence[float], lean: float = _LEAN
) -> tuple[list[Verdict], int]:
    """Return a verdict on every unit by the chances that it belongs to the article, and which is its first."""
    inside = choose_region(chances, [entry is not None for entry in found], lean)
    first = next((i for i, kept in enumerate(inside) if kept), len(texts))
    last = max((i for i, kept in enumerate(inside) if kept), default=-1)
    verdicts = [
        _judge_unit(text, entry, chance, kept=kept, within=first < i < last)
        for i, (text, entry, chance, kept) in enumerate(zip(texts, found, chances, inside, strict=True))
    ]
    return verdicts, first


def _judge_unit(text: str, entry: Furniture | None, chance: float, *, kept: bool, within: bool) -> Verdict:
    """Return a verdict on one unit, by its chance and whether it is in the region or amid it."""
    if entry is not None:
        return Verdict("removed", entry.reason, entry.id)
    if kept:
        return KEPT if chance >= _SURE else Verdict(doubt="unlike the article's other lines")
    if within and holds_quotation(text):
        return Verdict(doubt="unlike the article's other lines, but quotes somebody")
    return _OUTSIDE


_LEAVE = 1.0
"""What leaving the article costs, in log-odds: lists and tables within it are bridged."""


def find_region(chances: Rows | Sequence[float], lean: float = _LEAN) -> list[bool]:
    """Return which units are the article's: the likeliest way through (Viterbi, two states).

    `lean` is added to the log-odds of every unit.
    """
    clipped = np.clip(np.asarray(chances, float), 1e-3, 1 - 1e-3)
    inside = outside = 0.0
    ways: list[tuple[bool, bool]] = []
    for odds in (np.log(clipped / (1 - clipped)) + lean).tolist():
        leaving, entering = inside - _LEAVE, outside > inside
        ways.append((leaving > outside, entering))
        inside, outside = (outside if entering else inside) + odds, leaving if leaving > outside else outside
    state = inside > outside
    kept = []
    for left, entered in reversed(ways):
        kept.append(state)
        state = not entered if state else left
    return kept[::-1]


_MORE = (0.0, 1.0, 2.0, 3.0, 4.0)


def choose_region(chances: Sequence[float], known: Sequence[bool], lean: float = _LEAN) -> list[bool]:
    """Return which units of a page are the article's; `known` are furniture whatever the chances say.

    A page has an article: where nothing looks like one, `lean` grows and what comes nearest is taken.
    """
    inside: list[bool] = []
    for more in _MORE:
        inside = find_region(chances, lean + more)
        if any(kept and not furniture for kept, furniture in zip(inside, known, strict=True)):
            break
    return inside
