"""Clauses that tell of a noun, `the firm that owns the plant`: whom they mean, where they begin and end."""

from __future__ import annotations

from broadsheet.describe.claims.cues import cue_forms, words
from broadsheet.describe.claims.forms import is_adverb, is_auxiliary, is_pronoun, is_verb_like
from broadsheet.describe.claims.found import Found
from broadsheet.describe.claims.phrases import Range, name_before, subject_before
from broadsheet.describe.claims.tokens import Sentence
from broadsheet.describe.claims.verbs import Verb


def who_of(sentence: Sentence, subject: Range | None) -> int | None:
    """Return where "who" stands that is all of a subject, or begins a clause in it: `those who [study it] say`.

    So may "that" or "which": `the firm that [owns the plant] says`.
    """
    if subject is None or sentence.word(subject[0]) == "who":
        return None if subject is None else subject[0]
    who = subject[0] - 1
    own = sentence.kind(subject[0]) == "word" and sentence.word(subject[0]) not in words("determiners")
    return who if own and (sentence.word(who) == "who" or _owns(sentence, who)) else None


def _owns(sentence: Sentence, pronoun: int) -> bool:
    """Return whether a verb and its object follow "that" or "which": `that [owns the] plant`."""
    if sentence.word(pronoun) not in words("relatives") or sentence.word(pronoun + 2) not in words("determiners"):
        return False
    before = sentence.word(pronoun - 1)  # `said that owners`, `at which point`
    return before not in cue_forms() and before not in words("prepositions")


def told_of(sentence: Sentence, end: int, low: int) -> int | None:
    """Return where a clause begins that tells of a noun and ends before a token: `men [who were there] said`."""
    for index in range(end - 1, low, -1):
        word = sentence.word(index)
        if sentence.kind(index) in ("mark", "quote") or word == "and":
            return None
        if word in words("relatives"):
            led = is_auxiliary(sentence, index + 1) or is_verb_like(sentence, index + 1)
            return index if led and index + 1 < end else None
        if word in words("subordinators"):
            return None
    return None


def behind_relative(sentence: Sentence, verb: Verb, previous: Found | None) -> Range | None:
    """Return who spoke in the clause that ends before a verb: `[Moss], who denied it, said ...`.

    Of whom somebody else spoke there: `[Moss], who the mayor said was ill, denied ...`.
    """
    speaker = previous.speaker if previous is not None and previous.end == verb.first - 1 else None
    if previous is None or speaker is None or sentence.word(verb.first - 1) != ",":
        return None
    if previous.attribution.rule == "relative":
        return antecedent(sentence, speaker[0] - 1, 0, None)
    return speaker if (sentence.word(speaker[1]), sentence.word(speaker[1] + 1)) == (",", "who") else None


def antecedent(sentence: Sentence, who: int, free: int, previous: Found | None) -> Range | None:
    """Return whom "who" means: the noun phrase before it, with or without a comma."""
    end = who - 1 if sentence.word(who - 1) == "," else who
    if (
        previous is not None
        and previous.end == end
        and previous.speaker is not None
        and previous.speaker[1] == end
    ):
        return previous.speaker
    named = name_before(sentence, end, free) or subject_before(sentence, end, free)
    return None if named is None else _behind_verb(sentence, named)


def _behind_verb(sentence: Sentence, phrase: Range) -> Range:
    """Return what is behind a verb within a phrase, its object: `analysts` of `the speech surprised analysts`."""
    start, end = phrase
    verbs = (i for i in range(end - 2, start, -1) if is_verb_like(sentence, i))
    verb = next((i for i in verbs if sentence.word(i + 1) not in words("prepositions")), start - 1)
    return verb + 1, end


def meant_by(sentence: Sentence, pronoun: int, low: int) -> Range:
    """Return the noun phrase for which a pronoun stands, without what is done to it; the pronoun where none is."""
    end = pronoun - (sentence.word(pronoun - 1) == ",")
    phrase = None if sentence.word(pronoun) == "what" else subject_before(sentence, end, low)
    if phrase is None:
        return pronoun, pronoun + 1
    start, end = _behind_verb(sentence, phrase)
    if not sentence.word(start).endswith(("ing", "ed")) and not is_verb_like(sentence, start):
        return start, end
    nouns = (i for i in range(start, end - 1) if sentence.word(i) in words("determiners"))
    return next(nouns, start), end


def ends_relative(sentence: Sentence, comma: int) -> bool:
    """Return whether the main clause goes on behind a comma: `Moss, who said it was late, [left]`."""
    cue = cue_forms().get(sentence.word(comma + 1))
    verb = is_verb_like(sentence, comma + 1) or (cue is not None and cue.finite)
    return sentence.word(comma) == "," and verb and not is_adverb(sentence, comma - 1)


def second_verb(sentence: Sentence, start: int, end: int) -> int:
    """Return where the verb of the whole sentence stands: `Farmers saying the dam was unsafe [left]`."""
    open_ = 1
    for index in range(start, end):
        word = sentence.word(index)
        before = index - 1 - is_adverb(sentence, index - 1)
        helped = is_auxiliary(sentence, before) or "'" in sentence.word(before)
        if index > start and (word in words("subordinators") or is_pronoun(word) or word in ("and", ",")):
            open_ += 1
        elif is_verb_like(sentence, index) and not helped:
            open_ -= sentence.word(before) not in words("determiners") and sentence.word(before) != "to"
            if open_ < 0:
                return index
    return end
