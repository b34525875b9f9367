"""Where circumstances end that stand before or behind what is said: datelines, days, the one addressed."""

from __future__ import annotations

from broadsheet.describe.claims.cues import Cue, words
from broadsheet.describe.claims.forms import is_manner, is_pronoun, is_verb_like
from broadsheet.describe.claims.phrases import DASHES
from broadsheet.describe.claims.tokens import Sentence

_ADDRESSED = 10
"""Tokens that may name the one addressed."""

_DATELINE, _PLACE = 16, 3
"""Tokens of a dateline, and letters of the place it begins with."""


def after_dateline(sentence: Sentence) -> int:
    """Return the index behind where and when a sentence was written: `LECK, Ruritania — [Rain fell]`."""
    first = sentence.tokens[0] if sentence.tokens else None
    if first is None or not sentence.text[first.start : first.end].isupper() or len(first.word) < _PLACE:
        return 0
    for index in range(1, min(_DATELINE, len(sentence.tokens))):
        if sentence.word(index) in DASHES:
            return index + 1
        if sentence.kind(index) == "quote" or (
            sentence.kind(index) == "word" and not sentence.word(index).isdigit()
        ):
            return 0
    return 0


def after_circumstances(sentence: Sentence, end: int, cue: Cue) -> int:
    """Return the index behind when and to whom something is said: `told [the BBC on Monday] he ...`."""
    return _after_person(sentence, end) if "person" in cue.takes else _after_adjunct(sentence, end)


def _after_adjunct(sentence: Sentence, index: int) -> int:
    """Return the index behind the days and adverbs right after a cue: `said [late Monday] he would go`."""
    while True:
        word, following = sentence.word(index), sentence.word(index + 1)
        if (
            word in words("days")
            or word in words("single_times")
            or word in words("inserted")
            or is_manner(sentence, index)
        ):
            index += 1
        elif occasion := _occasion(sentence, index):
            index = occasion
        elif word == "," and following in words("inserted") and sentence.word(index + 2) == ",":
            index += 3
        elif (word in words("time_openers") and _is_date(following)) or (word == "in" and following.isdigit()):
            index += 2
        else:
            return index


def _occasion(sentence: Sentence, index: int) -> int:
    """Return the index behind where something was said: `[in a written statement] it was`; 0 where none is."""
    if sentence.word(index) not in ("in", "at") or sentence.word(index + 1) not in words("determiners"):
        return 0
    nouns = (i for i in range(index + 2, index + 5) if sentence.word(i) in words("occasions"))
    return _after_participle(sentence, next(nouns, -1) + 1)


def _after_participle(sentence: Sentence, index: int) -> int:
    """Return the index behind what a participle tells of an occasion: `in a statement [posted on its page]`."""
    told = sentence.word(index).endswith("ed") or sentence.word(index) in words("participles")
    if not index or not told or sentence.word(index + 1) not in words("prepositions"):
        return index
    end = index + 1
    while sentence.kind(end) in ("word", "name") and not is_pronoun(sentence.word(end)):
        if sentence.word(end) == "that":
            break
        end += 1
    return end


def _is_date(word: str) -> bool:
    return word in words("days") or word in words("months") or word in words("periods")


def _after_person(sentence: Sentence, end: int) -> int:
    """Return the index behind the one addressed: `told [the BBC] he ...`, `told [a crowd in Leeds] the ...`."""
    word = sentence.word(end)
    if word in words("object_pronouns") and not (word in ("it", "you") and is_verb_like(sentence, end + 1)):
        return _after_adjunct(sentence, end + 1)
    index = end
    while index < end + _ADDRESSED and _is_addressed(sentence, index, index == end):
        index += 1
    if is_verb_like(sentence, index):  # `told reporters [Ruritania would go]`
        names = end + 1 if index == end + 2 and sentence.kind(end + 1) == "name" else index
        index = next((i for i in range(index - 1, end, -1) if _begins_name(sentence, i)), names)
    return _after_adjunct(sentence, index)


def _begins_name(sentence: Sentence, index: int) -> bool:
    return sentence.kind(index) == "name" and sentence.kind(index - 1) == "word"


def _is_addressed(sentence: Sentence, index: int, first: bool) -> bool:
    """Return whether a token belongs to the one addressed; a new article or pronoun begins the message."""
    word, kind = sentence.word(index), sentence.kind(index)
    if is_pronoun(word) or is_verb_like(sentence, index) or word in words("subordinators"):
        return False
    if word in words("days") or kind == "mark":
        return word in ("&", "'", "’")
    if word in words("determiners"):
        return first or sentence.word(index - 1) in words("prepositions")
    return kind in ("word", "name") or (kind == "quote" and sentence.word(index - 1).endswith("'s"))
