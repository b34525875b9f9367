"""An attribution and its speaker made into a claim with a permanent id."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from hashlib import sha256

from broadsheet.describe.claims.attribution import Attribution
from broadsheet.describe.claims.resolution import Speaker
from broadsheet.models import PAUSE, Claim, ClaimKind, Cleaned, Span

_WORD = re.compile(r"\w+")


def assemble(cleaned: Cleaned, attribution: Attribution, speaker: Speaker) -> Claim:
    """Return the claim; its id is not yet told apart from those of equal claims in the article."""
    text = cleaned.text
    kind = _kind(text, attribution)
    spans = (
        tuple(_without_marks(text, span) for span in attribution.content)
        if kind == "direct"
        else attribution.content
    )
    content = PAUSE.join(text[start:end] for start, end in spans)
    written = _words_at(text, attribution.speaker)
    return Claim(
        id=_id(content, written),
        speaker=speaker.name,
        speaker_id=speaker.id,
        speaker_status=speaker.status,
        speaker_clean=attribution.speaker,
        cue=_words_at(text, attribution.cue),
        cue_clean=attribution.cue,
        sense=attribution.sense,
        kind=kind,
        spans=spans,
        raw_spans=tuple(cleaned.raw_span(span) for span in spans),
        text=content,
        rule=attribution.rule,
        speaker_rule=speaker.rule,
    )


def number(claims: list[Claim]) -> tuple[Claim, ...]:
    """Return the claims with `-2`, `-3`, ... behind the ids that come again."""
    seen: Counter[str] = Counter()
    numbered: list[Claim] = []
    for claim in claims:
        seen[claim.id] += 1
        numbered.append(claim if seen[claim.id] == 1 else replace(claim, id=f"{claim.id}-{seen[claim.id]}"))
    return tuple(numbered)


def _id(content: str, speaker: str) -> str:
    """Return an id from nothing but words, so that neither the registry nor punctuation changes it."""
    words = _WORD.findall(f"{content} | {speaker}".casefold())
    return f"c-{sha256(' '.join(words).encode()).hexdigest()[:8]}"


def _words_at(text: str, span: Span | None) -> str:
    return "" if span is None else text[span.start : span.end]


def _kind(text: str, attribution: Attribution) -> ClaimKind:
    """Return direct only where every word is quoted: after "that" the sentence is the reporter's."""
    if not attribution.quotations:
        return "indirect"
    quoted = sum(len(_WORD.findall(text, *span)) for span in attribution.quotations)
    return "direct" if quoted == _count(text, attribution) and not attribution.reported else "mixed"


def _count(text: str, attribution: Attribution) -> int:
    return sum(len(_WORD.findall(text, *span)) for span in attribution.content)


def _without_marks(text: str, span: Span) -> Span:
    start, end = span
    while start < end and not text[start].isalnum() and text[start] not in "[($£€#@":
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in ".!?…)]%":
        end -= 1
    return Span(start, end)
