"""Finds statements on one theme that stand against each other. It never says who is right."""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from broadsheet.link.shingles import folded_words
from broadsheet.models import Claim, ClaimRef, Opposition, StatementGroup
from broadsheet.records import Theme
from broadsheet.text.inflection import inflected
from broadsheet.words import table, word_set

# Candidates have two words in common, one of them not the theme's own, and more than half of what the shorter one
# says, so that they are about the same matter.
_LEAST_SHARED = 2
_LEAST_SHARE = 1 / 2
_MOST_CANDIDATES = 6
# A word that more statements of a theme share is the theme's own.
_MOST_HOLDERS = 200
_STEM = 6
_SHORT = 3
# Without the ending of a genitive: "the council's" is the council.
_WORD = re.compile(r"[^\W_]+(?:[’'](?!s\b)[^\W_]+)?")
_CLAUSE_END = re.compile(r"[,;:.!?]\s|[—–]")


@dataclass(frozen=True)
class _Side:
    """A statement that others may stand against."""

    group: str
    claim: Claim
    matter: Mapping[str, str]
    """Its words of content by their beginnings, without those of names."""
    theme: frozenset[str]
    """The beginnings of the theme's words in it."""
    negative: bool


def find_oppositions(
    theme: Theme,
    pattern: re.Pattern[str],
    groups: Sequence[StatementGroup],
    claim_of: Callable[[ClaimRef], Claim],
    group_of: Callable[[ClaimRef], str | None],
) -> tuple[Opposition, ...]:
    """Return the pairs that a person has set against each other, then those the machine proposes."""
    curated = list(_curated(theme, group_of))
    known = {frozenset((o.a, o.b)) for o in curated}
    proposed = [o for o in _candidates(theme, pattern, groups, claim_of) if frozenset((o.a, o.b)) not in known]
    return (*curated, *proposed)


def _curated(theme: Theme, group_of: Callable[[ClaimRef], str | None]) -> Iterator[Opposition]:
    for pair in theme.opposed:
        a, b = (group_of(ClaimRef(*address.split("#"))) for address in (pair.a, pair.b))
        if a is not None and b is not None:
            yield Opposition(theme.id, a, b, "curated", pair.why)


def _candidates(
    theme: Theme,
    pattern: re.Pattern[str],
    groups: Sequence[StatementGroup],
    claim_of: Callable[[ClaimRef], Claim],
) -> list[Opposition]:
    """Return pairs of different speakers on the same matter, one of them negated, the likeliest first."""
    sides = [_side(g.id, claim_of(g.claims[0]), pattern) for g in groups]
    denying, asserting = ([side for side in sides if side.negative is which] for which in (True, False))
    best = heapq.nsmallest(_MOST_CANDIDATES, _against(denying, asserting))
    return [Opposition(theme.id, yes, no, "candidate", f"both speak of: {words}") for _, yes, no, words in best]


def _against(denying: Sequence[_Side], asserting: Sequence[_Side]) -> Iterator[tuple[int, str, str, str]]:
    """Yield the pairs that speak of the same matter: minus how many words they share, both ids, and the words."""
    holders: dict[str, list[_Side]] = defaultdict(list)
    for yes in asserting:
        for stem in yes.matter:
            holders[stem].append(yes)
    for no in denying:
        near = (yes for stem in no.matter if len(holders[stem]) <= _MOST_HOLDERS for yes in holders[stem])
        for yes in {side.group: side for side in near}.values():
            if yes.theme & no.theme and _speakers_differ(yes.claim, no.claim):
                shared = {stem: word for stem, word in yes.matter.items() if stem in no.matter}
                enough = len(shared) > _LEAST_SHARE * min(len(yes.matter), len(no.matter))
                if enough and len(shared) >= _LEAST_SHARED and not shared.keys() <= yes.theme:
                    yield -len(shared), yes.group, no.group, ", ".join(shared.values())


def _side(group: str, claim: Claim, pattern: re.Pattern[str]) -> _Side:
    theme = frozenset(word.lower()[:_STEM] for found in pattern.findall(claim.text) for word in found.split())
    return _Side(group, claim, _matter(claim), theme, _negative(claim))


def _negative(claim: Claim) -> bool:
    return _is_negated(claim.text) != (claim.sense == "deny")


def _is_negated(text: str) -> bool:
    """Return whether the verb of a statement's first clause is negated: no `the floor, not the ceiling`."""
    before = ""
    for word in folded_words(_CLAUSE_END.split(text, maxsplit=1)[0]):
        if word in word_set("grammar", "subordinators") or word == "who":
            return False
        if (
            word in _rejecting()
            or word.endswith("n't")
            or word == "cannot"
            or (word in ("not", "never") and before in word_set("grammar", "auxiliaries"))
        ):
            return True
        before = word
    return False


@cache
def _rejecting() -> frozenset[str]:
    """Return the forms of the verbs that say no by themselves: `opposed`, `denies`."""
    verbs = [v for row in table("cues")["verbs"] if row["sense"] in ("deny", "reject") for v in row["verbs"]]
    return frozenset(form for verb in verbs if " " not in verb for form in (verb, *inflected(verb)))


def _speakers_differ(a: Claim, b: Claim) -> bool:
    return bool(a.speaker and b.speaker) and (a.speaker_id or a.speaker) != (b.speaker_id or b.speaker)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(table("languages")["en"]) | frozenset(table("changes")["function_words"])


def _matter(claim: Claim) -> dict[str, str]:
    """Return a claim's words of content as they stand, by their beginnings: `mobili` for mobilisation.

    Words with a capital are those of names, but for the first.
    """
    known = _function_words()
    found: dict[str, str] = {}
    for n, word in enumerate(_WORD.findall(claim.text)):
        folded = word.lower().replace("’", "'")
        if len(folded) > _SHORT and folded not in known and (n == 0 or word == folded):
            found.setdefault(folded[:_STEM], word)
    return found
