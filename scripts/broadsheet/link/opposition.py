"""Finds statements on one theme that stand against each other. It never says who is right."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.link.polarity import Clause, clauses, stem
from broadsheet.link.shingles import folded_words
from broadsheet.models import Claim, ClaimRef, Opposition, StatementGroup
from broadsheet.records import Theme
from broadsheet.words import word_set

# Both clauses have two words in common: more than half of what is denied, a third of what is asserted.
_LEAST_SHARED = 2
_LEAST_OF_DENIED, _LEAST_OF_ASSERTED = 1 / 2, 1 / 3
_MOST_CANDIDATES = 6
# A word that more statements of a theme share is the theme's own.
_MOST_HOLDERS = 200


@dataclass(frozen=True)
class _Side:
    """A clause of a statement that others may stand against."""

    group: str
    claim: Claim
    clause: Clause
    voice: frozenset[str]
    """The beginnings of the words that name who speaks."""
    names: frozenset[str]
    """The beginnings of all names in the statement."""
    events: frozenset[str]
    """The families and stories in which it is told."""


def find_oppositions(
    theme: Theme,
    groups: Sequence[StatementGroup],
    claim_of: Callable[[ClaimRef], Claim],
    group_of: Callable[[ClaimRef], str | None],
    events_of: Mapping[str, Sequence[str]],
) -> tuple[Opposition, ...]:
    """Return the pairs that a person has set against each other, then those the machine proposes.

    `events_of` are for each article the families and stories it belongs to.
    """
    curated = list(_curated(theme, group_of))
    known = {frozenset((o.a, o.b)) for o in curated}
    sides = [side for group in groups for side in _sides(group, claim_of(group.claims[0]), events_of)]
    proposed = [o for o in _candidates(theme, sides) if frozenset((o.a, o.b)) not in known]
    return (*curated, *proposed)


def _curated(theme: Theme, group_of: Callable[[ClaimRef], str | None]) -> Iterator[Opposition]:
    for pair in theme.opposed:
        a, b = (group_of(ClaimRef.at(address)) for address in (pair.a, pair.b))
        if a is not None and b is not None:
            yield Opposition(theme.id, a, b, "curated", pair.why)


def _sides(group: StatementGroup, claim: Claim, events_of: Mapping[str, Sequence[str]]) -> Iterator[_Side]:
    """Yield what a statement asserts and denies, where somebody is named who puts it forward as a fact."""
    voice = frozenset(map(stem, folded_words(claim.speaker)))
    denied = claim.sense == "deny"
    if not voice or voice <= word_set("grammar", "subject_pronouns"):
        return
    if denied or claim.sense in word_set("changes", "assertive"):
        found = clauses(claim.text, denied=denied)
        names = frozenset().union(*(clause.names for clause in found))
        events = frozenset(event for ref in group.claims for event in events_of.get(ref.article, ()))
        yield from (_Side(group.id, claim, clause, voice, names, events) for clause in found)


def _candidates(theme: Theme, sides: Sequence[_Side]) -> list[Opposition]:
    """Return pairs of different speakers on the same matter, one of them denying it, the likeliest first."""
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for pair, shared, words in _against(sides):
        best[pair] = min(best.get(pair, (0, "")), (-shared, words))
    found = heapq.nsmallest(_MOST_CANDIDATES, ((*told, *pair) for pair, told in best.items()))
    return [Opposition(theme.id, yes, no, "candidate", f"both speak of: {words}") for _, words, yes, no in found]


def _against(sides: Sequence[_Side]) -> Iterator[tuple[tuple[str, str], int, str]]:
    """Yield the pairs that speak of the same matter: their ids, how many words they share, and the words."""
    holders: dict[str, list[_Side]] = defaultdict(list)
    for yes in sides:
        if not yes.clause.denies:
            for word in yes.clause.matter:
                holders[word].append(yes)
    for no in sides:
        if no.clause.denies:
            near = [word for word in no.clause.matter if len(holders.get(word, ())) <= _MOST_HOLDERS]
            for yes in {id(side): side for word in near for side in holders.get(word, ())}.values():
                names = yes.clause.names & no.clause.names
                shared = [w for w in yes.clause.matter if w in no.clause.matter and w not in names]
                if _same_matter(yes, no, shared) and _one_context(yes, no):
                    yield (yes.group, no.group), len(shared), ", ".join(yes.clause.matter[w] for w in shared)


def _same_matter(yes: _Side, no: _Side, shared: Sequence[str]) -> bool:
    """Return whether what one asserts is what the other denies, as far as words tell."""
    asserted, denied = yes.clause, no.clause
    return (
        len(shared) >= _LEAST_SHARED
        and len(shared) > _LEAST_OF_DENIED * len(denied.matter)
        and len(shared) >= _LEAST_OF_ASSERTED * len(asserted.matter)
        and (not denied.focus or denied.focus in asserted.words)
        # Where a pronoun stands for what is spoken of, that is who speaks: "Ruritania said it had sent no troops".
        and not (denied.subject or no.voice).isdisjoint(asserted.words)
    )


def _one_context(yes: _Side, no: _Side) -> bool:
    """Return whether two speakers speak of one event, or one of them names what the other does."""
    if yes.voice <= no.voice or no.voice <= yes.voice:
        return False  # "Hentzau" and "Rupert Hentzau" may be one
    if yes.claim.speaker_id is not None and yes.claim.speaker_id == no.claim.speaker_id:
        return False
    return not (yes.events.isdisjoint(no.events) and yes.names.isdisjoint(no.names | no.voice))
