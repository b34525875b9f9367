"""Lets what a person decided about names and claims win over what was found."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from broadsheet.models import Claim, Cleaned, Mention, Span
from broadsheet.records import AddedClaim, Entity, Sidecar


def decide_mentions(
    found: tuple[Mention, ...], cleaned: Cleaned, sidecar: Sidecar, entities: Sequence[Entity]
) -> tuple[Mention, ...]:
    """Return the mentions without those a person rejected and with those added, in order."""
    if not sidecar.entities.add and not sidecar.entities.reject:
        return found
    rejected = {item.words for item in sidecar.entities.reject}
    added = list(_apart(_added_mentions(cleaned, sidecar, entities)))
    kept = [m for m in found if m.text not in rejected and not any(_overlap(m.clean, a.clean) for a in added)]
    return tuple(sorted([*kept, *added], key=lambda m: m.clean))


def places_of(words: str, text: str) -> Iterator[Span]:
    """Yield where added words stand in a cleaned text: never inside a longer word."""
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        yield Span(*match.span())


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _apart(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield mentions that do not overlap, of several at one place the longest, of equal ones the first."""
    end = 0
    for mention in sorted(mentions, key=lambda m: (m.clean.start, -m.clean.end)):
        if mention.clean.start >= end:
            end = mention.clean.end
            yield mention


def _added_mentions(cleaned: Cleaned, sidecar: Sidecar, entities: Sequence[Entity]) -> Iterator[Mention]:
    known = {e.id: e for e in entities}
    for item in sidecar.entities.add:
        entity = known.get(item.entity)
        if entity is not None:
            for place in places_of(item.words, cleaned.text):
                raw = cleaned.raw_span(place)
                yield Mention(place, raw, item.words, entity.name, entity.type, entity.id, "curated")


def decide_claims(
    found: tuple[Claim, ...], cleaned: Cleaned, sidecar: Sidecar, entities: Sequence[Entity]
) -> tuple[Claim, ...]:
    """Return the claims without those a person rejected, with those corrected and added, in order."""
    rejected = {item.claim for item in sidecar.claims.reject}
    speakers = {item.claim: item.speaker for item in reversed(sidecar.claims.correct)}  # the first one counts
    added = [c for item in sidecar.claims.add if (c := _added_claim(item, cleaned, entities)) is not None]
    kept = [
        _said_by(c, speakers[c.id], entities) if c.id in speakers else c for c in found if c.id not in rejected
    ]
    once = {c.id: c for c in reversed([*kept, *added])}  # of the same statement, added twice, the first
    return tuple(sorted(once.values(), key=lambda c: c.spans))


def _added_claim(item: AddedClaim, cleaned: Cleaned, entities: Sequence[Entity]) -> Claim | None:
    """Return a claim that a person added; None where its words are not in the text (the check reports that)."""
    at = cleaned.text.find(item.words)
    if at < 0:
        return None
    place = Span(at, at + len(item.words))
    digest = hashlib.sha256(f"{item.speaker}\n{item.words}".encode()).hexdigest()[:8]
    claim = Claim(
        id=f"c-{digest}",
        speaker=item.speaker,
        speaker_id=None,
        speaker_status="curated",
        speaker_clean=None,
        cue=item.cue,
        cue_clean=None,
        sense="say",
        kind=item.kind,
        spans=(place,),
        raw_spans=(cleaned.raw_span(place),),
        text=item.words,
        rule="curated",
    )
    return _said_by(claim, item.speaker, entities)


def _said_by(claim: Claim, speaker: str, entities: Sequence[Entity]) -> Claim:
    """Return a claim as made by the entity of this id or name, or by whoever is called so."""
    entity = next((e for e in entities if speaker in (e.id, e.name)), None)
    return replace(
        claim,
        speaker=entity.name if entity is not None else speaker,
        speaker_id=entity.id if entity is not None else None,
        speaker_status="curated",
        speaker_clean=None,
        speaker_rule="curated",
    )
