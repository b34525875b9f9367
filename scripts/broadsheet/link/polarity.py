"""Reads what the clauses of a statement assert and what they deny."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from broadsheet.text.inflection import inflected
from broadsheet.words import table, word_set

_STEM = 6
_SHORT = 3
# Without the ending of a genitive: "the council's" is the council.
_WORD = re.compile(r"[^\W_]+(?:[’'](?!s\b)[^\W_]+)?")
_CLAUSE_END = re.compile(r"([,;:.!?])(?=[\s”\"’')]|$)|[—–]")

Matter = Mapping[str, str]
"""Words of content as they stand, by their beginnings: `mobili` for mobilisation."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and whether it asserts what it speaks of or denies it."""

    denies: bool
    matter: Matter
    """Its words of content, names left out."""
    names: frozenset[str]
    """The beginnings of its words with a capital."""
    words: frozenset[str]
    """The beginnings of all its words but those that only hold others together."""
    subject: frozenset[str] = frozenset()
    """Those before a negation; empty where a mere pronoun stands there."""
    focus: str = ""
    """The first of those that are negated; empty where that is the whole of it."""


def stem(word: str) -> str:
    """Return the beginning by which the forms of a word are known."""
    return word.lower()[:_STEM]


def clauses(text: str, *, denied: bool) -> list[Clause]:
    """Return the clauses that plainly assert or deny something; the first is the other way round where `denied`.

    Questions, conditions and what is only said to be possible do neither.
    """
    found = [(n, _clause(words)) for n, words in enumerate(_worded(text))]
    if not denied:
        return [clause for _, clause in found if clause is not None]
    return [replace(c, denies=True, subject=c.names) for n, c in found if n == 0 and c and not c.denies]


def _worded(text: str) -> Iterator[list[str]]:
    """Yield the words of each clause that is no question."""
    parts = _CLAUSE_END.split(text)
    for part, mark in zip(parts[::2], [*parts[1::2], None], strict=True):
        if mark != "?":
            yield [word.replace("’", "'") for word in _WORD.findall(part)]


def _clause(words: Sequence[str]) -> Clause | None:
    folded = [word.lower() for word in words]
    if _doubtful().isdisjoint(folded) and not any(word.endswith("n't") for word in folded):
        return Clause(False, *_content(words, folded)) if words else None
    at = next((n for n in range(len(folded)) if _negates(folded, n)), None)
    if at is None:
        return None
    ends, behind = word_set("changes", "scope_ends"), folded[at + 1 :]
    reach = at + 1 + next((n for n, word in enumerate(behind) if word in ends), len(behind))
    negated = [word for word in folded[at + 1 : reach] if word not in _light()]
    if not negated or not _is_plain(folded[: at + 1], behind[0]):
        return None
    _, _, subject = _content(words[:at], folded)
    return Clause(True, *_content(words[:reach], folded), subject, stem(negated[0]))


def _is_plain(until: Sequence[str], behind: str) -> bool:
    """Return whether a negation, by the words around it, denies its whole clause, and a clause of known matter."""
    unsure = word_set("grammar", "subordinators") | word_set("changes", "unsure")
    vague = until[0] in word_set("changes", "vague")
    return not vague and behind not in word_set("changes", "part_negated") and unsure.isdisjoint(until)


def _negates(words: Sequence[str], at: int) -> bool:
    """Return whether a word negates a verb or denies by itself."""
    word = words[at]
    return (
        word.endswith("n't")
        or word == "cannot"
        or word in _forms("deny")
        or (word in ("not", "never") and at > 0 and words[at - 1] in word_set("grammar", "auxiliaries"))
    )


@cache
def _doubtful() -> frozenset[str]:
    """Return the words with which a clause is no plain assertion."""
    return word_set("changes", "negations") | word_set("changes", "unsure") | _forms("deny") | _forms("reject")


@cache
def _light() -> frozenset[str]:
    """Return the words that only hold others together, or stand between a negation and what it negates."""
    keys = ("adverbs", "auxiliaries", "determiners", "prepositions", "subject_pronouns")
    lists = [*(("grammar", key) for key in keys), ("changes", "seeming")]
    return frozenset().union(*(word_set(*each) for each in lists))


@cache
def _forms(sense: str) -> frozenset[str]:
    """Return the forms of the verbs of a sense: `opposed`, `denies`."""
    verbs = [v for row in table("cues")["verbs"] if row["sense"] == sense for v in row["verbs"] if " " not in v]
    return frozenset(verbs).union(*(forms for verb in verbs for forms in inflected(verb)))


@cache
def _empty() -> frozenset[str]:
    """Return the words that carry no matter of their own."""
    return _light() | frozenset(table("languages")["en"]) | word_set("changes", "function_words")


@cache
def _titles() -> frozenset[str]:
    """Return what stands before names with a capital and names nobody."""
    lists = (("speakers", "offices"), ("names_roles", "female_titles"), ("names_roles", "male_titles"))
    return frozenset().union(*(word_set(*each) for each in lists))


def _content(words: Sequence[str], folded: Sequence[str]) -> tuple[Matter, frozenset[str], frozenset[str]]:
    """Return a clause's matter, names and words. A word with a capital is a name's; the first may be either."""
    matter: dict[str, str] = {}
    names, told = set(), set()
    for n, (word, low) in enumerate(zip(words, folded, strict=False)):
        if low not in _empty():
            key, is_long, has_capital = low[:_STEM], len(low) > _SHORT, word != low
            told.add(key)
            if has_capital and (n > 0 or is_long) and low not in _titles():
                names.add(key)
            if is_long and (n == 0 or not has_capital):
                matter.setdefault(key, word)
    return matter, frozenset(names), frozenset(told)
