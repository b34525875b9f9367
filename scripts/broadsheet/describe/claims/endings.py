"""Where content ends: at asides of the reporter, at a second verb, at another speaker."""

from __future__ import annotations

from broadsheet.describe.claims.cues import Cue, cue_forms, words
from broadsheet.describe.claims.forms import ends_with_comma, is_pronoun, is_verb_like
from broadsheet.describe.claims.tokens import Sentence

_BRIEF = 6
"""Tokens of a qualification between commas: `although brief`."""

_OTHERS = 9
"""Tokens that tell who else says something: `more than 4 in 10 of the voters`."""

_INSERT = 22
"""Tokens of an aside behind which a clause may go on."""


def content_end(sentence: Sentence, start: int, *, clause: bool) -> int:
    """Return the index after the last token of the content; a clause goes on where a noun phrase ends."""
    end = len(sentence.tokens)
    if end and sentence.word(end - 1) == ".":
        end -= 1
    for index in range(_after_insert(sentence, start, end), end):
        if _only_inserts(sentence, start, index, clause=clause):
            continue  # `around noon, a truck drove off`, `his clients, who were angry, left`
        if _stops(sentence, index, clause) or (
            sentence.headline and not clause and sentence.word(index) in ("as", "amid")
        ):
            return index
    return end


def _only_inserts(sentence: Sentence, start: int, index: int, *, clause: bool) -> bool:
    """Return whether a clause has no verb yet where a pause comes with what may be inserted."""
    if not clause or not _after_pause(sentence, index) or sentence.word(index + 1) not in words("inserts"):
        return False
    return not any(is_verb_like(sentence, i) or sentence.word(i).endswith("s") for i in range(start, index))


def _after_insert(sentence: Sentence, start: int, end: int) -> int:
    """Return where content can first end: behind what leads to it: `that, by law, it`, `that if it rains, it`."""
    if sentence.word(start) != "," and sentence.word(start) not in words("leads"):
        return start + 1
    commas = [index for index in range(start + 1, end) if sentence.word(index) == ","]
    main = (i for i in commas if is_pronoun(sentence.word(i + 1)) or sentence.word(i + 1) in words("determiners"))
    return next(main, next(iter(commas), start)) + 1


def _stops(sentence: Sentence, index: int, clause: bool) -> bool:
    """Return whether content ends before a token."""
    word = sentence.word(index)
    if word == ";" or (word == "according" and sentence.word(index + 1) == "to"):
        return True
    if word in ("and", "but") and _begins_verb(sentence, index + 1, clause):
        return True
    if not _after_pause(sentence, index):
        return False
    following = index + 1 if sentence.kind(index) == "mark" else index
    return _begins_aside(sentence, following, clause)


def _after_pause(sentence: Sentence, index: int) -> bool:
    """Return whether a token is a comma or dash, or the word behind a quotation that ends with a comma."""
    if sentence.word(index) in words("pauses"):
        return True
    return sentence.kind(index) != "mark" and ends_with_comma(sentence, index - 1)


def _begins_aside(sentence: Sentence, index: int, clause: bool) -> bool:
    """Return whether something begins that the speaker need not have said."""
    word = sentence.word(index)
    cue = cue_forms().get(word)
    if (cue is not None and cue.form == "ing" and "that" in cue.takes) or _begins_other(sentence, index):
        return True
    if cue is not None and cue.finite and cue.sense == "say":
        return sentence.word(index + 1) == "that" or _ends_with_name(sentence, index + 1)
    if clause and word == "on" and sentence.word(index + 1) in words("days"):
        return not _is_insert(sentence, index)  # the day on which it was said
    if clause and word in words("prepositions"):
        return sentence.word(index + 1) in ("which", "whom") and not _is_insert(sentence, index)
    if clause and word in words("inserts"):
        return not _is_insert(sentence, index)
    if clause:
        if word == "even" and sentence.word(index + 1) in ("as", "though"):
            return not _is_insert(sentence, index)
        return word in words("clause_stops") and not (_goes_on(sentence, index + 1) or _is_brief(sentence, index))
    return word in words("object_stops") or (word.endswith("ing") and sentence.kind(index) == "word")


def _ends_with_name(sentence: Sentence, index: int) -> bool:
    """Return whether nothing but a name ends a sentence: `..., says [Jane Doe].`."""
    end = index
    while sentence.kind(end) == "name":
        end += 1
    return end > index and sentence.word(end) in (".", "")


def _is_insert(sentence: Sentence, index: int) -> bool:
    """Return whether an aside ends with a comma behind which the same clause goes on: `Doe, who ..., was`."""
    comma = next((i for i in range(index + 1, index + _INSERT) if sentence.word(i) in words("pauses")), None)
    if comma is None or comma + 1 >= len(sentence.tokens):
        return False
    return is_verb_like(sentence, comma + 1) or sentence.word(comma + 1) in words("prepositions")


def _is_brief(sentence: Sentence, index: int) -> bool:
    """Return whether a comma follows before any verb does: `a crucial, although brief, chance`."""
    near = range(index + 1, index + _BRIEF)
    comma = next((i for i in near if sentence.word(i) in words("pauses")), None)
    return comma is not None and not any(is_verb_like(sentence, i) for i in range(index + 1, comma))


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Return whether the speaker is still being reported behind "but": `but that ...`, `but only ...`."""
    if any(sentence.kind(i) == "quote" for i in (index, index + 1)):
        return True
    return sentence.word(index) in words("going_on") or sentence.word(index) in words("prepositions")


def _begins_verb(sentence: Sentence, index: int, clause: bool) -> bool:
    """Return whether a second verb of the same subject, or another speaker with a verb, follows "and"."""
    while sentence.word(index) in words("adverbs") or sentence.word(index) in words("auxiliaries"):
        index += 1
    cue = cue_forms().get(sentence.word(index))
    if cue is not None and cue.form in ("past", "present", "ing") and is_speech(cue):
        return not cue.noun or _has_object(sentence, index + 1)
    if not clause and sentence.word(index).endswith("ed"):
        return True
    return _begins_other(sentence, index)


def _has_object(sentence: Sentence, index: int) -> bool:
    """Return whether the form before a token is a verb for certain: `and calls [her] ...`."""
    return sentence.word(index) in words("sure_objects") or sentence.kind(index) == "quote"


def _begins_other(sentence: Sentence, index: int) -> bool:
    """Return whether somebody else, or the same by name, says something: `and [Jane Doe] said`."""
    if not is_pronoun(sentence.word(index)) and sentence.kind(index) != "name":
        return _counts_others(sentence, index)
    end = index + 1
    while end < index + 4 and sentence.kind(end) == "name":
        end += 1
    cue = cue_forms().get(sentence.word(end))
    return cue is not None and cue.tensed and not cue.noun and cue.sense == "say"


def _counts_others(sentence: Sentence, index: int) -> bool:
    """Return whether some others say something: `and [more than half of them] said`."""
    first = sentence.word(index)
    if not (first in words("determiners") or first in words("numbers") or first[:1].isdigit()):
        return False
    for at in range(index, index + _OTHERS):
        cue = cue_forms().get(sentence.word(at))
        if cue is not None and at > index and cue.tensed and cue.sense == "say":
            return not cue.noun
        word = sentence.word(at)
        closed = is_pronoun(word) or word in words("relative_objects")
        if closed or sentence.kind(at) not in ("word", "name") or is_verb_like(sentence, at):
            return False
    return False


def is_speech(cue: Cue) -> bool:
    """Return whether a verb tells of spoken words; `hoping` and `showing` rather tell what somebody does."""
    if cue.sense in words("spoken_senses"):
        return True
    return "that" in cue.takes and cue.sense not in words("silent_senses")
