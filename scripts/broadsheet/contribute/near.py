"""Finds the articles of a corpus that carry much of a new text, without comparing it with each of them in full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import ahocorasick

from broadsheet.link.gists import TEXT_RUN
from broadsheet.link.shingles import containment, folded_words, shingles

# As in `link.families`: two texts that share a fifth of their runs of words are kin.
KIN = 0.2
_SAMPLES = 60
"""Phrases looked for in each article. Of a text that shares a fifth of its runs, one in 650,000 shares none."""
_LONGEST = 1_000
"""Characters of a phrase. The automaton is freed by recursion, a call a character, and what a saved page spells
out in its code may be words of millions, which the stack does not hold."""


class Near(NamedTuple):
    """An article of the corpus that shares much of a text."""

    id: str
    share: float
    """Share of the shorter text's runs of five words that stand in the longer one."""
    alike: float = 0.0
    """Share of the runs of both that both have."""


def near_copies(text: str, others: Iterable[tuple[str, str]]) -> tuple[Near, ...]:
    """Return which of the other texts (id, text) are kin of this one, the closest first."""
    return copies_of_each({"": text}, others)[""]


def copies_of_each(texts: Mapping[str, str], others: Iterable[tuple[str, str]]) -> dict[str, tuple[Near, ...]]:
    """Return for each text, by id, which of the others (id, text) are its kin, the closest first.

    The others are gone over once; no text is its own kin.
    """
    words = {name: folded_words(text) for name, text in texts.items()}
    own = {name: shingles(each, TEXT_RUN) for name, each in words.items()}
    found: dict[str, list[Near]] = {name: [] for name in texts}
    search = _search(words)
    if search is None:
        return dict.fromkeys(texts, ())
    for other, text in others:
        told = folded_words(text)
        names = {name for _, held in search.iter(" ".join(told)) for name in held} - {other}
        runs = shingles(told, TEXT_RUN) if names else frozenset()
        for name in names:
            share = containment(own[name], runs)
            if share >= KIN:
                both = len(own[name] & runs)
                found[name].append(Near(other, share, both / (len(own[name]) + len(runs) - both)))
    return {name: tuple(sorted(near, key=lambda n: (-n.share, n.id))) for name, near in found.items()}


def _search(words: Mapping[str, list[str]]) -> ahocorasick.Automaton | None:
    """Return an automaton that tells of whom a phrase is, by some phrases from all over each; None without any."""
    holders: dict[str, set[str]] = defaultdict(set)
    for name, each in words.items():
        last = len(each) - TEXT_RUN
        for start in range(0, last + 1, max(1, (last + 1) // _SAMPLES)):
            holders[" ".join(each[start : start + TEXT_RUN])].add(name)
    return _searching(holders)


def _searching(values: Mapping[str, object]) -> ahocorasick.Automaton | None:
    """Return an automaton that tells the values of the phrases it meets; None where there is no phrase."""
    search = ahocorasick.Automaton(ahocorasick.STORE_ANY)
    for phrase, value in values.items():
        if len(phrase) <= _LONGEST:
            search.add_word(phrase, value)
    search.make_automaton()
    return search if len(search) else None


def sharing(passages: Iterable[str], others: Iterable[tuple[str, str]]) -> Counter[str]:
    """Return for each other text (id, text) how many runs of five words of the passages stand in it, if any."""
    runs = {run for passage in passages for run in shingles(folded_words(passage), TEXT_RUN)}
    search = _searching({phrase: phrase for phrase in map(" ".join, runs)})
    counts: Counter[str] = Counter()
    if search is None:
        return counts
    for name, other in others:
        found = {run for _, run in search.iter(" ".join(folded_words(other)))}
        if found:
            counts[name] = len(found)
    return counts
