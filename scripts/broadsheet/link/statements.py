"""Joins the same statement as several articles carry it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from broadsheet.link.changes import figures, negations
from broadsheet.link.shingles import Shingles, components, containment, folded_words, shared_counts, shingles
from broadsheet.link.speakers import Voices
from broadsheet.models import Article, Change, Claim, ClaimRef, Family, StatementGroup
from broadsheet.records import Decisions

_SHINGLE = 3
_SAME = 0.35
# A run of three words in more claims than this ("as soon as") says nothing about the matter.
_MOST_HOLDERS = 200
# Two claims of four words that share one run agree by chance.
_LEAST_RUNS = 3

Claims = Mapping[str, tuple[ClaimRef, Claim]]


def find_groups(
    articles: Sequence[Article], families: Sequence[Family], voices: Voices, decisions: Decisions
) -> tuple[StatementGroup, ...]:
    """Return every statement once, with all claims that carry it, in the order of the coverage.

    People's decisions join and part claims whatever the machine found.
    """
    claims = {f"{a.id}#{c.id}": (ClaimRef(a.id, c.id), c) for a in articles for c in a.claims}
    order = {name: place for place, name in enumerate(claims)}
    parted = {frozenset((pair.a, pair.b)) for pair in decisions.part}
    pairs = [p for p in _same(claims, voices) if frozenset(p) not in parted]
    pairs += [(p.a, p.b) for p in decisions.join if p.a in claims and p.b in claims]
    family_of = {member: family.id for family in families for member in family.members}
    groups = [sorted(group, key=order.__getitem__) for group in components(claims, pairs)]
    return tuple(_group(names, claims, family_of) for names in sorted(groups, key=lambda g: order[g[0]]))


def _same(claims: Claims, voices: Voices) -> Iterator[tuple[str, str]]:
    """Yield the pairs of claims of different articles that say the same in nearly the same words."""
    runs = {name: shingles(folded_words(claim.text), _SHINGLE) for name, (_, claim) in claims.items()}
    for (a, b), _ in sorted(shared_counts(runs, most_holders=_MOST_HOLDERS).items()):
        (ref_a, claim_a), (ref_b, claim_b) = claims[a], claims[b]
        across = ref_a.article != ref_b.article and voices.agree(claim_a, claim_b)
        if across and _alike(runs[a], runs[b]) and _one_sense(claim_a, claim_b):
            yield a, b


def _alike(a: Shingles, b: Shingles) -> bool:
    return min(len(a), len(b)) >= _LEAST_RUNS and containment(a, b) >= _SAME


def _one_sense(a: Claim, b: Claim) -> bool:
    """Return False where one claim negates the other: that is no copy but the opposite."""
    return negations(a.text) % 2 == negations(b.text) % 2 and (a.sense == "deny") == (b.sense == "deny")


def _group(names: Sequence[str], claims: Claims, family_of: Mapping[str, str]) -> StatementGroup:
    refs = tuple(claims[name][0] for name in names)
    texts = {family_of.get(ref.article, ref.article) for ref in refs}
    digest = hashlib.sha256(names[0].encode()).hexdigest()[:10]
    members = [claims[name][1] for name in names]
    return StatementGroup(f"s-{digest}", refs, len({r.article for r in refs}), len(texts), tuple(_flags(members)))


def _flags(members: Sequence[Claim]) -> Iterator[Change]:
    """Yield where later members differ from the first: figures, who is said to have said it, quotation marks."""
    first = members[0]
    for other in members[1:]:
        mine, theirs = figures(first.text), figures(other.text)
        if mine != theirs:
            yield Change("figure", ", ".join(sorted(mine)), ", ".join(sorted(theirs)))
        if (first.speaker_id or first.speaker) != (other.speaker_id or other.speaker):
            yield Change("attribution", first.speaker, other.speaker)
        if first.kind != "indirect" and other.kind == "indirect":
            yield Change("quotation", first.text, other.text)
