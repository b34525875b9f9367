"""Joins the same statement as several articles carry it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat

from broadsheet.link.cards import made
from broadsheet.link.changes import figures
from broadsheet.link.claimed import Pair, Said, Statements
from broadsheet.link.sameness import same_statements
from broadsheet.link.shingles import components
from broadsheet.link.speakers import Voices
from broadsheet.models import Change, Claim, ClaimRef, Family, StatementGroup, statement_id
from broadsheet.records import ClaimPair, Decisions


def find_groups(
    statements: Statements, said: Said, families: Sequence[Family], voices: Voices, decisions: Decisions
) -> tuple[StatementGroup, ...]:
    """Return every statement once, with all claims that carry it, in the order of the coverage.

    People's decisions come before what the machine finds: what they part is never in one group, whatever else
    would join it, and what they join is joined first.
    """
    joined, parted = _numbered(decisions.join, statements), _numbered(decisions.part, statements)
    pairs, parts = same_statements(statements, said, voices)
    settled = set(chain.from_iterable(joined))
    parted += [pair for pair in parts if settled.isdisjoint(pair)]
    pairs[:0] = joined
    family_of = {member: family.id for family in families for member in family.members}
    named = {number for pair in chain(pairs, parted) for number in pair}
    group_of = {numbers[0]: numbers for numbers in components(named, pairs, parted)}
    taken = {number for numbers in group_of.values() for number in numbers[1:]}
    firsts = [number for number in range(len(statements.claims)) if number not in taken]
    groups = _alone([statements.refs[number] for number in firsts])
    for place, number in enumerate(firsts):
        if number in group_of:
            groups[place] = _group(group_of[number], statements, family_of)
    return tuple(groups)


def _numbered(pairs: Sequence[ClaimPair], statements: Statements) -> list[Pair]:
    """Return pairs by the numbers of their claims, as far as both are there."""
    found = ([statements.number_of.get(ClaimRef.at(at)) for at in (pair.a, pair.b)] for pair in pairs)
    return [(a, b) for a, b in found if a is not None and b is not None]


def _alone(refs: Sequence[ClaimRef]) -> list[StatementGroup]:
    """Return claims as groups of one, which most are."""
    columns: dict[str, Iterable[object]] = {"id": map(statement_id, refs), "claims": zip(refs, strict=True)}
    columns |= {"articles": repeat(1), "texts": repeat(1), "flags": repeat(())}
    return made(StatementGroup, len(refs), columns)


def _group(numbers: Sequence[int], statements: Statements, family_of: Mapping[str, str]) -> StatementGroup:
    refs = tuple(statements.refs[number] for number in numbers)
    texts = {family_of.get(ref.article, ref.article) for ref in refs}
    members = [statements.claims[number] for number in numbers]
    articles = len({ref.article for ref in refs})
    return StatementGroup(statement_id(refs[0]), refs, articles, len(texts), tuple(_flags(members)))


def _flags(members: Sequence[Claim]) -> Iterator[Change]:
    """Yield where later members differ from the first: figures, who is said to have said it, quotation marks."""
    first = members[0]
    mine = figures(first.text)
    for other in members[1:]:
        theirs = figures(other.text)
        if mine - theirs and theirs - mine:  # one alone may be what a shorter quotation leaves out
            yield Change("figure", ", ".join(sorted(mine)), ", ".join(sorted(theirs)))
        if (first.speaker_id or first.speaker.casefold()) != (other.speaker_id or other.speaker.casefold()):
            yield Change("attribution", first.speaker, other.speaker)
        if first.kind != "indirect" and other.kind == "indirect":
            yield Change("quotation", first.text, other.text)
