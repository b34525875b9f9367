"""The rules that find attributions in one sentence, in the order in which they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from broadsheet.describe.claims.according import according
from broadsheet.describe.claims.attribution import MOST, Attribution
from broadsheet.describe.claims.beginnings import content_start, marked_start
from broadsheet.describe.claims.cues import cue_forms, words
from broadsheet.describe.claims.endings import content_end, is_speech
from broadsheet.describe.claims.forms import is_adverb, is_manner, is_pronoun, is_verb_like
from broadsheet.describe.claims.found import Found, found
from broadsheet.describe.claims.nothing import says_nothing
from broadsheet.describe.claims.phrases import Range, subject_before
from broadsheet.describe.claims.relatives import ends_relative, meant_by, second_verb
from broadsheet.describe.claims.sharing import participle_subject, shared_subject
from broadsheet.describe.claims.subjects import speaking_subject
from broadsheet.describe.claims.surrounding import fronted, inverted, trailing
from broadsheet.describe.claims.tokens import Sentence
from broadsheet.describe.claims.verbs import Verb, find_verbs

Rule = Callable[[Sentence, Verb, int, "Found | None"], "Found | None"]
"""Takes a sentence, a cue in it, the first token still free and what was found before it in the sentence."""


_MAIN = 10
"""Tokens behind a comma within which a main clause has its verb."""

_CITED = 20
"""Tokens within which "as saying" follows, with a name and an office between: chosen by eye."""

_WORD = re.compile(r"\w+")


@cache
def _telling() -> frozenset[str]:
    """Return the words without which no rule finds anything, each as far as its first hyphen or apostrophe."""
    return frozenset(_WORD.findall(form)[0] for form in (*cue_forms(), "according"))


def may_attribute(text: str) -> bool:
    """Return whether a stretch of text can hold an attribution; where it cannot, no rule need look at it."""
    return not _telling().isdisjoint(_WORD.findall(text.lower()))


def find_attributions(sentence: Sentence) -> list[Attribution]:
    """Return what a sentence attributes, in order and without overlap."""
    verbs = list(find_verbs(sentence))
    whole = _enclosing(sentence, verbs) or according(sentence)
    if whole is not None:
        return [whole.attribution]
    attributed: list[Found] = []
    for verb in verbs:
        previous = attributed[-1] if attributed else None
        free = previous.end if previous is not None else 0
        if verb.at >= free:
            candidates = (rule(sentence, verb, free, previous) for rule in RULES)
            first = next((each for each in candidates if each is not None), None)
            if first is not None:
                attributed.append(first)
        if len(attributed) > MOST:
            break
    return [each.attribution for each in attributed]


def _enclosing(sentence: Sentence, verbs: Sequence[Verb]) -> Found | None:
    """Return what the last words of a sentence attribute, whoever speaks in it: `Ada Moss wants to go, she said`.

    Where something is quoted, it may be what somebody else said in the sentence.
    """
    if not verbs or verbs[-1].cue.sense != "say" or any(token.kind == "quote" for token in sentence.tokens):
        return None
    if any(verb.cue.sense == "say" and verb.cue.tensed for verb in verbs[:-1]):
        return None
    return trailing(sentence, verbs[-1], 0, None) if sentence.word(verbs[-1].after) in (".", "") else None


def forward(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """Return what is attributed by `The mayor said on Monday that ...`."""
    subject = speaking_subject(sentence, verb, free, previous)
    if subject is None:
        return None
    saying = _cited_as(sentence, verb) if verb.cue.sense == "mention" else None
    if saying is not None and sentence.word(saying - 1) == "as":
        return None
    return _behind(sentence, verb, subject, f"forward-{verb.cue.sense}")


def relative(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """Return what is attributed by `the wall, which the mayor said was unsafe`: `the wall ... was unsafe`."""
    start = verb.after - (verb.after > verb.end and is_manner(sentence, verb.after - 1))
    first = start + is_adverb(sentence, start)
    if "bare" not in verb.cue.takes or not is_verb_like(sentence, first) or is_pronoun(sentence.word(first)):
        return None
    subject = speaking_subject(sentence, verb, free, previous)
    pronoun = -1 if subject is None else subject[0] - 1
    if subject is None or sentence.word(pronoun) not in words("relative_objects") or pronoun < free:
        return None
    end = content_end(sentence, start, clause=True)
    if sentence.word(pronoun - 1) == ",":
        end = next((i for i in range(start + 1, end) if ends_relative(sentence, i)), end)
    else:
        end = second_verb(sentence, start, end)
    if sentence.word(pronoun) == "what" and sentence.word(first) in words("be"):
        content = [(first + 1, end)]  # `what the mayor said was [a mistake]`
    else:
        content = [meant_by(sentence, pronoun, free), (start, end)]
    return found(sentence, "relative", verb.cue.sense, (verb.first, verb.end), subject, content)


def introduced(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """Return what is attributed by `As the mayor said, ...`."""
    if not verb.finite or verb.passive or "tail" not in verb.cue.takes or sentence.word(verb.end) != ",":
        return None
    if sentence.word(free) not in ("as", "like"):
        return None
    subject = subject_before(sentence, verb.first, free + 1)
    if subject is None or subject[0] != free + 1 or says_nothing(sentence, verb, verb.end + 1):
        return None
    end = content_end(sentence, verb.end + 1, clause=True)
    content = [(verb.end + 1, end)]
    return found(sentence, "introduced", verb.cue.sense, (verb.first, verb.end), subject, content)


def cited(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """Return what is attributed by `The agency cited the mayor as saying ...`; the mayor speaks.

    So he does in `The mayor was quoted by the agency as saying ...`.
    """
    if verb.cue.lemma not in words("citing"):
        return None
    at = _cited_as(sentence, verb)
    if at is None or not (verb.passive or sentence.word(at - 1) == "as"):
        return None
    speaker = subject_before(sentence, verb.first, free) if verb.passive else (verb.end, at - 1)
    if speaker is None or speaker[0] >= speaker[1]:
        return None
    cue = (verb.first, at + 1)
    if sentence.kind(free) == "quote":
        return found(sentence, "cited", "say", cue, speaker, [(free, free + 1)])
    start = marked_start(sentence, at + 1, cue_forms()[sentence.word(at)]) or at + 1
    end = content_end(sentence, start, clause=True)
    return found(sentence, "cited", "say", cue, speaker, [(start, end)]) if start < end else None


def _cited_as(sentence: Sentence, verb: Verb) -> int | None:
    """Return the index of `saying` behind `cited the mayor as`."""
    return next((i for i in range(verb.end, verb.end + _CITED) if sentence.word(i) in words("cited_as")), None)


def conjoined(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """Return what is attributed by the second verb of `The mayor confirmed the plan and said ...`."""
    listed = previous is not None and sentence.word(verb.first - 1) == "," and sentence.word(verb.end) == "that"
    if not (listed or sentence.word(verb.first - 1) in ("and", "but")) or not verb.finite or verb.passive:
        return None
    if previous is None and "that" not in verb.cue.takes:
        return None
    subject = shared_subject(sentence, verb.first - 1, previous)
    return None if subject is None else _behind(sentence, verb, subject, "conjoined")


def participle(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """Return what is attributed by `..., adding that ...` or `... by calling it a day`."""
    if not verb.participle or verb.infinitive or not is_speech(verb.cue):
        return None
    if not _opens_participle(sentence, verb) or (previous is None and sentence.word(verb.first - 1) == "and"):
        return None
    subject = participle_subject(sentence, verb, free, previous)
    if subject is None or sentence.word(subject[0]) == "you":
        return None
    return _behind(sentence, verb, subject, "participle")


def _opens_participle(sentence: Sentence, verb: Verb) -> bool:
    """Return whether an -ing form can begin a phrase here; `saying` and its like can anywhere."""
    before = sentence.word(verb.first - 1)
    if any(before in words(key) for key in ("pauses", "before_participles", "perceived")):
        return True
    return sentence.kind(verb.first - 1) == "quote" or verb.cue.lemma in words("free_participles")


def _behind(sentence: Sentence, verb: Verb, subject: Range, rule: str) -> Found | None:
    """Return what the content behind a cue makes of it."""
    start = content_start(sentence, verb)
    if start is None or says_nothing(sentence, verb, start):
        return None
    clause = sentence.word(start) != "to" and (start > verb.end or "bare" in verb.cue.takes)
    end = content_end(sentence, start, clause=clause)
    if sentence.word(verb.first - 1) == "who":
        end = second_verb(sentence, start, end) if sentence.word(verb.first - 2) != "," and clause else end
        end = next((i for i in range(start + 1, end) if ends_relative(sentence, i)), end)
    lead = subject[0] - 1
    lead -= sentence.word(lead) not in words("leads") and is_adverb(sentence, lead)
    if sentence.word(lead) in words("leads"):
        end = _end_of_lead(sentence, start, end)
    if rule == "participle" and subject == (0, verb.first):
        end = second_verb(sentence, start, end)
    if not _is_enough(sentence, start, end):
        return None
    return found(sentence, rule, verb.cue.sense, (verb.first, verb.end), subject, [(start, end)])


def _end_of_lead(sentence: Sentence, start: int, end: int) -> int:
    """Return where content ends in a clause that leads to the main one: `When he said [it was late], we left`."""
    return next((index for index in range(start + 1, end) if _begins_main(sentence, index)), end)


def _begins_main(sentence: Sentence, comma: int) -> bool:
    """Return whether a clause with subject and verb begins behind a comma."""
    word = sentence.word(comma + 1)
    if sentence.word(comma) != "," or not (
        sentence.kind(comma + 1) == "name"
        or word in words("determiners")
        or word[:1].isdigit()
        or is_pronoun(word)
    ):
        return False
    pause = next(
        (i for i in range(comma + 1, comma + _MAIN) if sentence.word(i) in words("pauses")), comma + _MAIN
    )
    return any(is_verb_like(sentence, index) for index in range(comma + 2, pause))


def _is_enough(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether content is more than a pronoun: `denied wrongdoing`, not `denied it`, `made that plea`."""
    if end - start > 1 or sentence.kind(start) == "quote":
        return end > start
    plain = sentence.kind(start) == "word" and len(sentence.word(start)) > 4
    return end > start and plain and sentence.word(start - 1) != "that"


RULES: tuple[Rule, ...] = (
    cited,
    relative,
    introduced,
    trailing,
    inverted,
    fronted,
    forward,
    conjoined,
    participle,
)
