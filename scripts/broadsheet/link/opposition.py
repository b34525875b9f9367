"""Finds statements on one theme that stand against each other. It never says who is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from broadsheet.link.changes import negations
from broadsheet.link.shingles import folded_words
from broadsheet.models import Claim, ClaimRef, Opposition, StatementGroup
from broadsheet.records import Theme
from broadsheet.words import table

# Candidates need two more words in common besides the theme's own, so that they are about the same matter.
_LEAST_SHARED = 2
_MOST_CANDIDATES = 6
_STEM = 6


def find_oppositions(
    theme: Theme,
    pattern: re.Pattern[str],
    groups: Sequence[StatementGroup],
    claims: Mapping[ClaimRef, Claim],
    group_of: Mapping[ClaimRef, str],
) -> tuple[Opposition, ...]:
    """Return the pairs that a person has set against each other, then those the machine proposes."""
    curated = list(_curated(theme, group_of))
    known = {frozenset((o.a, o.b)) for o in curated}
    proposed = [o for o in _candidates(theme, pattern, groups, claims) if frozenset((o.a, o.b)) not in known]
    return (*curated, *proposed)


def _curated(theme: Theme, group_of: Mapping[ClaimRef, str]) -> Iterator[Opposition]:
    for pair in theme.opposed:
        a, b = (group_of.get(ClaimRef(*address.split("#"))) for address in (pair.a, pair.b))
        if a is not None and b is not None:
            yield Opposition(theme.id, a, b, "curated", pair.why)


def _candidates(
    theme: Theme,
    pattern: re.Pattern[str],
    groups: Sequence[StatementGroup],
    claims: Mapping[ClaimRef, Claim],
) -> list[Opposition]:
    """Return pairs of different speakers on the same matter, one of them negated, the likeliest first."""
    shown = [(g.id, claims[g.claims[0]]) for g in groups]
    denying = [(name, c) for name, c in shown if _negative(c)]
    asserting = [(name, c) for name, c in shown if not _negative(c)]
    scored = []
    for no, against in denying:
        for yes, claim in asserting:
            shared = _matter(against) & _matter(claim)
            same_word = {m.lower()[:_STEM] for m in pattern.findall(against.text)} & {
                m.lower()[:_STEM] for m in pattern.findall(claim.text)
            }
            if _speakers_differ(against, claim) and same_word and len(shared) >= _LEAST_SHARED:
                scored.append((-len(shared), yes, no, ", ".join(sorted(shared))))
    best = sorted(scored)[:_MOST_CANDIDATES]
    return [Opposition(theme.id, yes, no, "candidate", f"in common: {words}") for _, yes, no, words in best]


def _negative(claim: Claim) -> bool:
    return (negations(claim.text) + (claim.sense == "deny")) % 2 == 1


def _speakers_differ(a: Claim, b: Claim) -> bool:
    return bool(a.speaker and b.speaker) and (a.speaker_id or a.speaker) != (b.speaker_id or b.speaker)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(table("languages")["en"]) | frozenset(table("changes")["function_words"])


def _matter(claim: Claim) -> set[str]:
    """Return the beginnings of a claim's words of content: `mobilis` for mobilisation and mobilised."""
    known = _function_words()
    return {w[:_STEM] for w in folded_words(claim.text) if len(w) > 3 and w not in known}
