"""Whose a verb without a subject of its own is: `The mayor left and [said] ...`, `..., [adding] that ...`."""

from __future__ import annotations

from broadsheet.describe.claims.cues import cue_forms, words
from broadsheet.describe.claims.forms import is_auxiliary, is_pronoun, is_verb_like
from broadsheet.describe.claims.found import Found
from broadsheet.describe.claims.phrases import Range, ends_place, subject_before
from broadsheet.describe.claims.tokens import Sentence
from broadsheet.describe.claims.verbs import Verb
from broadsheet.words import word_set

_REACH = 30
"""Tokens within which a sentence has its first verb."""

_ABSOLUTE = 15
"""Tokens between "with" and a participle: `with the head of the council saying`."""


def shared_subject(sentence: Sentence, end: int, previous: Found | None) -> Range | None:
    """Return who spoke before in the sentence, or its first subject; who is only cited says no more."""
    cited = previous is not None and previous.attribution.rule == "cited"
    return _first_subject(sentence, end) if previous is None or cited else previous.speaker


def participle_subject(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Range | None:
    """Return who speaks by an -ing form; without a comma before it only the noun phrase that ends there may."""
    if sentence.word(verb.first - 1) in words("perceived"):
        return _perceived(sentence, verb.first - 1, free)
    if sentence.word(verb.first - 2) in words("perceived"):
        return None  # `heard me saying a prayer`
    absolute = _absolute(sentence, verb.first, free)
    if absolute is not None:
        return absolute
    own = subject_before(sentence, verb.first, free)
    if _stands_apart(sentence, verb.first) or (own is not None and ends_place(sentence, own)):
        subject = shared_subject(sentence, verb.first, previous)
        if subject is None:
            return None
        start = subject[1] if previous is None else max(subject[1], previous.end)
        return None if _turns_aside(sentence, start, verb.first) else subject
    if own is None or sentence.word(own[0] - 1) in words("pauses"):
        return own
    return _own(sentence, own, previous)


def _perceived(sentence: Sentence, at: int, free: int) -> Range | None:
    """Return who is heard or seen: `[A woman] can be heard saying`; None where somebody hears another."""
    first = at
    while first > free and is_auxiliary(sentence, first - 1):
        first -= 1
    return subject_before(sentence, first, free) if sentence.word(at - 1) in words("be") else None


def _stands_apart(sentence: Sentence, first: int) -> bool:
    """Return whether a comma, a quotation or a word like "by" parts a participle from the noun before it."""
    before = sentence.word(first - 1)
    parted = before in words("pauses") or before in words("before_participles")
    return parted or sentence.kind(first - 1) == "quote"


def _absolute(sentence: Sentence, end: int, low: int) -> Range | None:
    """Return who stands between "with" and a participle: `..., with [the mayor] saying`."""
    for index in range(end - 1, max(low, end - _ABSOLUTE) - 1, -1):
        before = sentence.word(index - 1)
        if sentence.word(index) == "with":
            apart = before in words("pauses") or before in words("prepositions")
            return (index + 1, end) if apart and index + 1 < end else None
        if sentence.word(index) in words("pauses") or is_verb_like(sentence, index):
            return None
    return None


def _own(sentence: Sentence, phrase: Range, previous: Found | None) -> Range | None:
    """Return who speaks by `reports from Leck claiming`; the mayor by `The mayor issued a statement saying`."""
    start, end = phrase
    if any(is_verb_like(sentence, index) for index in range(start, end)):
        return None
    documents = word_set("speakers", "documents")
    noun = next(
        (i for i in range(end - 1, start - 1, -1) if sentence.word(i).removesuffix("s") in documents), None
    )
    if noun is None:
        plain = all(sentence.word(index) not in words("prepositions") for index in range(start, end))
        return phrase if plain else None
    first = noun
    while first > start and sentence.word(first - 1) not in words("prepositions") - {"of"} | {"and"}:
        first -= 1
    if sentence.word(first - 1) == "and":
        return None
    subject = shared_subject(sentence, first, previous) if is_verb_like(sentence, first - 1) else None
    return (first, end) if subject is None else subject


def _first_subject(sentence: Sentence, end: int) -> Range | None:
    """Return the noun phrase before the first verb of a sentence that is no subordinate clause's."""
    for index in range(1, min(end, _REACH)):
        cue = cue_forms().get(sentence.word(index))
        if is_verb_like(sentence, index) or (cue is not None and cue.finite and not cue.noun):
            subject = subject_before(sentence, index, 0)
            if subject is not None and is_pronoun(sentence.word(subject[0] - 1)):
                return subject[0] - 1, subject[0]
            if subject is not None and sentence.word(subject[0]) == "there":
                continue
            if subject is not None and not any(_opens_clause(sentence, i) for i in (subject[0] - 1, subject[0])):
                return subject
    return None


def _turns_aside(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a clause with a verb of its own, whose subject may be meant, stands between two tokens."""
    opened = aside = False
    for index in range(start, end):
        if sentence.word(index) in words("pauses"):
            aside = sentence.word(index + 1) in words("inserts")
        elif not aside and opened and is_verb_like(sentence, index):
            return True
        elif not aside and index > start and sentence.word(index) != "that" and _opens_clause(sentence, index):
            if sentence.word(index - 1) in words("coming"):
                return True
            opened = True
    return False


def _opens_clause(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    return word in words("subordinators") or word in words("time_conjunctions") or word == "who"
