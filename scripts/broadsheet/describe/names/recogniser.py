"""Proposes names that nobody has registered: read twice, the second time knowing what the first has found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from broadsheet.models import EntityType
from broadsheet.words import table

from .evidence import Document, document_of, evidence, recalled
from .folding import Folded
from .institutions import find_institutions
from .reading import Candidate, Name, read
from .tokens import Token, runs, spans
from .weights import TYPES, weights

_SURE = 0.5
"""Probability from which a first finding counts as evidence in the second reading."""
_TYPED = 0.5
"""Share of the probability that one type must have; below it the type is unknown."""
_LEAST = 0.38
"""Probability below which a type is a guess."""
_INSTITUTION = 0.9
"""Confidence of a state body with its country; by reading, there is no set that marks them all."""


class Proposed(NamedTuple):
    """A name that the text seems to hold; offsets into the folded text."""

    start: int
    end: int
    type: EntityType
    rule: str
    confidence: float


def find_proposed(text: Folded) -> list[Proposed]:
    """Return what reads like a name, in order, never overlapping."""
    document = document_of(text)
    tokens = document.tokens
    stretches = [(run, _weighed(document, run)) for run in runs(tokens)]
    first = [name for run, candidates in stretches for name in read(run, candidates)]
    document = replace(document, known=known_from(tokens, (n for n in first if n.probability > _SURE)))
    second = [name for run, candidates in stretches for name in read(run, _again(document, candidates))]
    bodies = [_institution(tokens, *span) for span in find_institutions(tokens)]
    taken = {offset for body in bodies for offset in range(body.start, body.end)}
    names = [_proposed(document, name) for name in second]
    return sorted([*bodies, *(n for n in names if taken.isdisjoint(range(n.start, n.end)))])


def _institution(tokens: Sequence[Token], first: int, past: int) -> Proposed:
    return Proposed(tokens[first].start, tokens[past - 1].end, "organisation", "role", _INSTITUTION)


def _weighed(document: Document, run: tuple[int, int]) -> list[Candidate]:
    score = weights().score
    return [Candidate(*span, score(evidence(document, run, *span))) for span in spans(document.tokens, *run)]


def _again(document: Document, candidates: Sequence[Candidate]) -> list[Candidate]:
    score = weights().score
    return [Candidate(c.first, c.past, score(recalled(document, c.first, c.past), c.scores)) for c in candidates]


def known_from(tokens: Sequence[Token], names: Iterable[Name]) -> dict[str, Counter[str]]:
    """Return what names say about the same words elsewhere in the article: word or phrase -> kinds of evidence."""
    known: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        kind, parts = TYPES[name.type], tokens[name.first : name.past]
        known[" ".join(t.small for t in parts)]["as " + kind] += 1
        if len(parts) > 1:
            known[parts[-1].small]["last of " + kind] += 1
            known[parts[0].small]["first of " + kind] += 1
            for token in parts:
                known[token.small]["in " + kind] += 1
            initials = "".join(t.small[0] for t in parts if t.word[0].isupper())
            if len(initials) > 1:
                known[initials]["acronym of " + kind] += 1
    return known


def _proposed(document: Document, name: Name) -> Proposed:
    tokens = document.tokens
    typed = name.probability >= max(_LEAST, _TYPED * name.any_type)
    kind: EntityType = TYPES[name.type] if typed else "unknown"
    share = weights().share(name.probability if typed else name.any_type)
    run = (name.first, name.past)
    found = evidence(document, run, *run) | set(recalled(document, *run))
    rule = _rule(found, kind)
    return Proposed(tokens[name.first].start, tokens[name.past - 1].end, kind, rule, share)


def _rule(found: set[str], kind: EntityType) -> str:
    """Return the plainest reason for the type, as a key of `words/names_rules.yml`; `form` where there is none."""
    reasons = table("names_rules").get(kind, {})
    return next((rule for rule, signs in reasons.items() if not found.isdisjoint(signs)), "form")
