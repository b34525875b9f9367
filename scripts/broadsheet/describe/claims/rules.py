"""The rules that find attributions in one sentence, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from broadsheet.describe.claims.attribution import Attribution
from broadsheet.describe.claims.content import content_end, content_start
from broadsheet.describe.claims.cues import cue_forms, words
from broadsheet.describe.claims.phrases import (
    Range,
    is_pronoun,
    is_verb_like,
    subject_after,
    subject_before,
)
from broadsheet.describe.claims.tokens import Sentence
from broadsheet.describe.claims.verbs import Verb, find_verbs


@dataclass(frozen=True)
class Found:
    """An attribution and the tokens it uses up."""

    attribution: Attribution
    used: Range
    speaker: Range | None


Rule = Callable[[Sentence, Verb, int, "Found | None"], "Found | None"]
"""Takes a sentence, a cue in it, the first token still free and what was found before it in the sentence."""


def find_attributions(sentence: Sentence) -> list[Attribution]:
    """Return what a sentence attributes, in order and without overlap."""
    found: list[Found] = []
    by_phrase = according(sentence)
    if by_phrase is not None:
        return [by_phrase.attribution]
    for verb in find_verbs(sentence):
        previous = found[-1] if found else None
        free = previous.used[1] if previous is not None else 0
        if verb.at < free:
            continue
        for rule in RULES:
            attributed = rule(sentence, verb, free, previous)
            if attributed is not None:
                found.append(attributed)
                break
    return [each.attribution for each in found]


# ------------------------------------------------------------------ X said that ...


def forward(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """`The mayor said on Monday that ...`"""
    if not verb.finite or verb.passive:
        return None
    subject = subject_before(sentence, verb.first, free)
    if subject is None:
        return None
    if sentence.word(subject[0]) == "who":
        subject = subject_before(sentence, subject[0], free)
        if subject is None and sentence.word(verb.first - 2) == ",":
            subject = subject_before(sentence, verb.first - 2, free)
        if subject is None:
            return None
    return _with_content(sentence, verb, subject, f"forward-{verb.cue.sense}")


def conjoined(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """`The mayor confirmed the plan and [said it would ...]`"""
    before = sentence.word(verb.first - 1)
    if before not in ("and", "but") or not verb.finite or verb.passive:
        return None
    subject = previous.speaker if previous is not None else _first_subject(sentence, verb.first - 1)
    return _with_content(sentence, verb, subject, "conjoined") if subject is not None else None


def participle(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """`..., adding that ...`"""
    if not verb.participle or verb.infinitive or "that" not in verb.cue.takes:
        return None
    if sentence.word(verb.first - 1) not in (",", "—", "–", "-") and sentence.kind(verb.first - 1) != "quote":
        return None
    subject = previous.speaker if previous is not None else _first_subject(sentence, verb.first)
    return _with_content(sentence, verb, subject, "participle")


def _first_subject(sentence: Sentence, end: int) -> Range | None:
    """Return the noun phrase before the first verb of a sentence."""
    for index in range(1, min(end, 30)):
        if is_verb_like(sentence, index) or sentence.word(index) in cue_forms():
            return subject_before(sentence, index, 0)
    return None


def _with_content(sentence: Sentence, verb: Verb, subject: Range | None, rule: str) -> Found | None:
    start = content_start(sentence, verb.end, verb.cue)
    if start is None:
        return None
    end = content_end(sentence, start, verb.cue)
    if end - start < 2 and sentence.kind(start) != "quote":
        return None
    return _found(sentence, verb, rule, subject, [(start, end)])


# ------------------------------------------------------------------ ..., X said


def trailing(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """`"...," the mayor said.` and `..., the mayor said, ...`"""
    if "tail" not in verb.cue.takes or not verb.finite or verb.passive:
        return None
    subject = subject_before(sentence, verb.first, free)
    if subject is None:
        return None
    if not _ends_content(sentence, subject[0], free) or not _nothing_follows(sentence, verb, subject[0]):
        return None
    return _around(sentence, verb, subject, free, (subject[0], verb.end), "trailing")


def inverted(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """`"...," said the mayor, a farmer.`"""
    if "tail" not in verb.cue.takes or verb.cue.form not in ("past", "present") or verb.first < verb.at:
        return None
    if not _ends_content(sentence, verb.at, free):
        return None
    subject = subject_after(sentence, verb.end)
    if subject is None:
        return None
    return _around(sentence, verb, subject, free, (verb.at, subject[1]), "inverted")


def _ends_content(sentence: Sentence, index: int, free: int) -> bool:
    """Return whether what stands before a token can be content: a quotation, or a clause and a comma."""
    before = index - 1
    if before < free:
        return False
    if sentence.kind(before) == "quote":
        return True
    if sentence.word(before) not in (",", "—", "–", "?", "!", "-") or before - free < 2:
        return False
    if sentence.kind(before - 1) == "quote":
        return True
    if sentence.word(free) in words("leads") and not _has_main_clause(sentence, free, before):
        return False
    return any(is_verb_like(sentence, i) or sentence.word(i).endswith("s") for i in range(free, before))


def _has_main_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a stretch that begins with `while`, `in`, ... goes on with a clause after a comma."""
    comma = next((i for i in range(start, end) if sentence.word(i) == ","), end)
    return any(is_verb_like(sentence, index) for index in range(comma, end))


def _nothing_follows(sentence: Sentence, verb: Verb, subject: int) -> bool:
    """Return whether no content stands behind the cue, so that what stands before it is the content."""
    following, kind = sentence.word(verb.end), sentence.kind(verb.end)
    if sentence.kind(subject - 1) == "quote" or sentence.kind(subject - 2) == "quote":
        return following != "that"
    if kind in ("", "quote"):
        return kind == ""
    if following in (".", ",", ";", "—", "–", "-", "?"):
        return True
    if following == ":":
        return False
    start = content_start(sentence, verb.end, verb.cue)
    return start is None


def _around(sentence: Sentence, verb: Verb, speaker: Range, free: int, middle: Range, rule: str) -> Found:
    """Return an attribution whose content stands before, and perhaps goes on after, cue and speaker."""
    start = free
    while start < middle[0] and (sentence.word(start) in (",", "and", "but", ";", "—", "-", ".")):
        start += 1
    parts = [(start, middle[0])]
    after = _rest(sentence, middle[1])
    if after is not None:
        parts.append(after)
    return _found(sentence, verb, rule, speaker, parts, middle)


def _rest(sentence: Sentence, index: int) -> Range | None:
    """Return where interrupted content goes on behind the speaker: at the next quotation, or at once."""
    for at in range(index, min(index + 30, len(sentence.tokens))):
        if sentence.kind(at) == "quote":
            return at, at + 1
        if sentence.word(at) in cue_forms() and at > index + 1:
            break
    if sentence.word(index) == "," and is_pronoun(sentence.word(index + 1)):
        return index + 1, content_end(sentence, index + 1, next(iter(cue_forms().values())))
    return None


# ------------------------------------------------------------------ according to X


def according(sentence: Sentence) -> Found | None:
    """`According to the mayor, ...` and `..., according to the mayor.`"""
    for index in range(len(sentence.tokens) - 2):
        if sentence.word(index) == "according" and sentence.word(index + 1) == "to":
            return _according_front(sentence, index) if index <= 2 else _according_end(sentence, index)
    return None


def _according_front(sentence: Sentence, index: int) -> Found | None:
    count = len(sentence.tokens)
    comma = next((i for i in range(index + 3, min(count, index + 40)) if sentence.word(i) == ","), None)
    if comma is None or comma + 2 >= count:
        return None
    end = count - 1 if sentence.word(count - 1) == "." else count
    return _by_phrase(sentence, index, (index + 2, comma), (comma + 1, end), "according-front")


def _according_end(sentence: Sentence, index: int) -> Found | None:
    end = index + 2
    while end < len(sentence.tokens) and sentence.word(end) not in (
        ",",
        ".",
        ";",
        "which",
        "who",
        "but",
        "as",
        "while",
    ):
        end += 1
    stop = index - 1 if sentence.word(index - 1) == "," else index
    return _by_phrase(sentence, index, (index + 2, end), (0, stop), "according-end") if end > index + 2 else None


def _by_phrase(sentence: Sentence, index: int, speaker: Range, content: Range, rule: str) -> Found:
    cue = sentence.between(index, index + 2)
    spans = (sentence.between(*content),)
    attribution = Attribution(rule, "say", cue, sentence.between(*speaker), spans, sentence.quoted(spans))
    return Found(attribution, (0, len(sentence.tokens)), speaker)


RULES: tuple[Rule, ...] = (trailing, inverted, forward, conjoined, participle)


def _found(
    sentence: Sentence,
    verb: Verb,
    rule: str,
    speaker: Range | None,
    parts: list[Range],
    middle: Range | None = None,
) -> Found:
    spans = tuple(sentence.between(*_trim(sentence, part)) for part in parts)
    words_of_speaker = sentence.between(*speaker) if speaker is not None else None
    cue = sentence.between(verb.first, verb.end)
    reported = sentence.word(parts[0][0] - 1) == "that"
    attribution = Attribution(rule, verb.cue.sense, cue, words_of_speaker, spans, sentence.quoted(spans), reported)
    last = max(parts[-1][1], middle[1] if middle is not None else 0)
    return Found(attribution, (parts[0][0], last), speaker)


def _trim(sentence: Sentence, part: Range) -> Range:
    start, end = part
    while end - 1 > start and sentence.word(end - 1) in (",", "—", "–", "-"):
        end -= 1
    while start < end - 1 and sentence.word(start) in (",", ":", "—", "–", "-"):
        start += 1
    return start, end
