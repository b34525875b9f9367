"""What a rule hands back: an attribution and the tokens it uses up."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.describe.claims.attribution import Attribution
from broadsheet.describe.claims.cues import words
from broadsheet.describe.claims.forms import is_pronoun
from broadsheet.describe.claims.phrases import Range
from broadsheet.describe.claims.tokens import Sentence
from broadsheet.models import Span


@dataclass(frozen=True)
class Found:
    """An attribution as found in the tokens of a sentence."""

    attribution: Attribution
    end: int
    """Index after the last token it uses."""
    speaker: Range | None


def found(
    sentence: Sentence, rule: str, sense: str, cue: Range, speaker: Range | None, content: list[Range]
) -> Found | None:
    """Return an attribution made of stretches of tokens; None where nothing is left to attribute."""
    content = [(start, end) for start, end in content if start < min(end, len(sentence.tokens))]
    if not content:
        return None
    spans = tuple(sentence.between(*_trim(sentence, part)) for part in content)
    named = None if speaker is None else _named(sentence, speaker)
    attribution = Attribution(
        rule=rule,
        sense=sense,
        cue=sentence.between(*cue),
        speaker=named,
        content=spans,
        quotations=sentence.quoted(spans),
        reported=sentence.word(content[0][0] - 1) == "that",
    )
    used = [cue, *content, *([] if speaker is None else [speaker])]
    return Found(attribution, max(end for _, end in used), speaker)


def _named(sentence: Sentence, speaker: Range) -> Span:
    """Return where a speaker's words stand, without what is short for a verb: `we` of `we've`."""
    span, last = sentence.between(*speaker), sentence.word(speaker[1] - 1)
    short = len(last) - len(last.partition("'")[0]) if is_pronoun(last) else 0
    return Span(span.start, span.end - short)


def _is_inserted(sentence: Sentence, index: int) -> bool:
    """Return whether a word belongs to what follows: `denied it was late, [however], the bank`."""
    return sentence.word(index) in words("inserted") and sentence.word(index - 1) == ","


def _trim(sentence: Sentence, part: Range) -> Range:
    """Return a stretch without the commas, colons and dashes at its edges."""
    start, end = part
    while end - 1 > start and (sentence.word(end - 1) in words("pauses") or _is_inserted(sentence, end - 1)):
        end -= 1
    while start < end - 1 and (sentence.word(start) in words("pauses") or sentence.word(start) == ":"):
        start += 1
    return start, end
