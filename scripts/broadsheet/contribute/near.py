"""Finds the articles of a corpus that carry much of a new text, without comparing it with each of them in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import ahocorasick

from broadsheet.link.shingles import containment, folded_words, shingles

# As in `link.families`: two texts that share a fifth of their runs of five words are kin.
_RUN = 5
KIN = 0.2
_SAMPLES = 60
"""Phrases looked for in each article. Of a text that shares a fifth of its runs, one in 650,000 shares none."""


class Near(NamedTuple):
    """An article of the corpus that shares much of a text."""

    id: str
    share: float
    """Share of the shorter text's runs of five words that stand in the longer one."""


def near_copies(text: str, others: Iterable[tuple[str, str]]) -> tuple[Near, ...]:
    """Return which of the other texts (id, text) are kin of this one, the closest first."""
    words = folded_words(text)
    own = shingles(words, _RUN)
    search = _search(words)
    if search is None:
        return ()
    found = []
    for name, other in others:
        if next(search.iter(other.lower().replace("’", "'")), None) is not None:
            share = containment(own, shingles(folded_words(other), _RUN))
            if share >= KIN:
                found.append(Near(name, share))
    return tuple(sorted(found, key=lambda near: (-near.share, near.id)))


def _search(words: list[str]) -> ahocorasick.Automaton | None:
    """Return an automaton for phrases from all over a text; None where it has too few words."""
    last = len(words) - _RUN
    if last < 0:
        return None
    step = max(1, (last + 1) // _SAMPLES)
    search = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for start in range(0, last + 1, step):
        search.add_word(" ".join(words[start : start + _RUN]))
    search.make_automaton()
    return search


def sharing(passages: Iterable[str], others: Iterable[tuple[str, str]]) -> Counter[str]:
    """Return for each other text (id, text) how many runs of five words of the passages stand in it, if any."""
    search = ahocorasick.Automaton(ahocorasick.STORE_ANY)
    for passage in passages:
        for run in shingles(folded_words(passage), _RUN):
            search.add_word(" ".join(run), " ".join(run))
    counts: Counter[str] = Counter()
    if not len(search):
        return counts
    search.make_automaton()
    for name, other in others:
        found = {run for _, run in search.iter(other.lower().replace("’", "'"))}
        if found:
            counts[name] = len(found)
    return counts
