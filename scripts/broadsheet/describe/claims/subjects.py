"""Who stands before a verb and speaks by it: `[The mayor] said`, and what only looks like it."""

from __future__ import annotations

from broadsheet.describe.claims.cues import words
from broadsheet.describe.claims.forms import is_auxiliary, is_pronoun, is_verb_like
from broadsheet.describe.claims.found import Found
from broadsheet.describe.claims.phrases import Range, name_before, subject_before
from broadsheet.describe.claims.relatives import antecedent, behind_relative, told_of, who_of
from broadsheet.describe.claims.tokens import Sentence
from broadsheet.describe.claims.verbs import Verb


def speaking_subject(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Range | None:
    """Return the noun phrase before a verb that speaks by it; None where none does."""
    if not verb.finite or verb.passive or _is_short_passive(sentence, verb):
        return None
    if verb.cue.form == "plain" and sentence.word(verb.first - 1) in words("helping"):
        return None
    subject = subject_before(sentence, verb.first, free) or behind_relative(sentence, verb, previous)
    who = who_of(sentence, subject)
    if subject is None:
        who = told_of(sentence, verb.first, free)
    if who is not None:
        subject = antecedent(sentence, who, free, previous)
    if subject is not None and is_circumstance(sentence, verb, subject):
        subject = name_before(sentence, subject[1], subject[0])  # `after [Ada Moss] said`
    if subject is None or any(rule(sentence, verb, subject) for rule in _NO_SPEAKERS):
        return None
    return subject


def _is_short_passive(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a headline leaves out "is": `Toll called a joke`; what somebody did stands in the present."""
    return sentence.headline and verb.cue.form == "past" and verb.first == verb.at and "that" not in verb.cue.takes


def _is_asked(sentence: Sentence, verb: Verb, subject: Range) -> bool:
    """Return whether the sentence asks instead of telling, or means its reader: `Do you think ...`."""
    return sentence.word(subject[0]) == "you" or sentence.word(subject[0] - 1) in words("asking")


def _is_expected(sentence: Sentence, verb: Verb, subject: Range) -> bool:
    """Return whether others expect something of the subject: `a move expected to help`."""
    meant = verb.cue.sense == "predict" or verb.cue.lemma in words("meant")  # `a law intended to help`
    if not meant or verb.first < verb.at or sentence.word(verb.end) != "to":
        return False
    last = subject[1] - 1
    apart = sentence.word(verb.first - 1) == ","
    nobody = sentence.kind(last) != "name" and not is_pronoun(sentence.word(last))
    return verb.cue.form == "past" and (apart or nobody)


def _is_only_called(sentence: Sentence, verb: Verb, subject: Range) -> bool:
    """Return whether a participle names a thing: `a plan called Green Leck`, not `He called Moss a liar`."""
    if verb.cue.lemma not in words("naming") or verb.first < verb.at or verb.cue.form != "past":
        return False
    last = subject[1] - 1
    if sentence.kind(last) == "name" or is_pronoun(sentence.word(last)):
        return False
    end = next((i for i in range(verb.end, len(sentence.tokens)) if sentence.kind(i) != "name"), verb.end)
    said = sentence.kind(end) == "quote" or (
        sentence.word(end) in words("determiners") and not is_verb_like(sentence, end + 1)
    )
    named = end > verb.end and not said
    return named or is_auxiliary(sentence, subject[0] - 1)


def _is_amount(sentence: Sentence, verb: Verb, subject: Range) -> bool:
    """Return whether a sum of money stands before the verb: `1.10 crowns a share compared with 90`."""
    amount = sentence.word(subject[0])[:1].isdigit()
    return amount and any(sentence.word(index) in words("money") for index in range(*subject))


def _is_nobody(sentence: Sentence, verb: Verb, subject: Range) -> bool:
    """Return whether nobody speaks: `Neither side would say`, but not `No 10 said`."""
    return sentence.word(subject[0]) in words("none") and not sentence.word(subject[0] + 1).isdigit()


def is_circumstance(sentence: Sentence, verb: Verb, subject: Range) -> bool:
    """Return whether a phrase tells where or in doing what: `in the port`, `leaving the port`."""
    word, following = sentence.word(subject[0]), sentence.word(subject[0] + 1)
    meant = sentence.word(verb.first - 1) in words("relatives")
    if sentence.kind(subject[0]) != "word" or word in words("approximating") or meant:
        return False
    does = word.endswith("ing") and (following in words("determiners") or following in words("prepositions"))
    return word in words("prepositions") or does


_NO_SPEAKERS = (_is_nobody, _is_asked, _is_expected, _is_only_called, _is_amount)
