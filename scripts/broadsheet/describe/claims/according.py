"""Speakers named by a phrase instead of a verb: `according to the mayor`."""

from __future__ import annotations

from broadsheet.describe.claims.cues import words
from broadsheet.describe.claims.found import Found, found
from broadsheet.describe.claims.phrases import Range
from broadsheet.describe.claims.tokens import Sentence

_FRONT = 2
"""Tokens that may stand before a phrase at the front: `But according to ...`."""

_LONGEST = 40
"""Tokens of a speaker's words at the front."""


def according(sentence: Sentence) -> Found | None:
    """Return what is attributed by `According to X, ...` or `..., according to X`."""
    for index in range(len(sentence.tokens) - 2):
        if sentence.word(index) == "according" and sentence.word(index + 1) == "to":
            return _front(sentence, index) if index <= _FRONT else _behind(sentence, index)
    return None


def _front(sentence: Sentence, index: int) -> Found | None:
    count = len(sentence.tokens)
    reach = range(index + 3, min(count, index + _LONGEST))
    comma = next((at for at in reach if sentence.word(at) == ","), None)
    if comma is None or comma + 2 >= count:
        return None
    end = count - 1 if sentence.word(count - 1) == "." else count
    return _attribute(sentence, index, (index + 2, comma), (comma + 1, end), "according-front")


def _behind(sentence: Sentence, index: int) -> Found | None:
    end = index + 2
    while end < len(sentence.tokens) and not _ends_speaker(sentence, end):
        end += 1
    if end == index + 2:
        return None
    return _attribute(sentence, index, (index + 2, end), (0, index), "according-end")


def _ends_speaker(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    if word == ".":
        return sentence.kind(index + 1) != "name"
    return word in ",;:" or word in words("pauses") or word in words("subordinators")


def _attribute(sentence: Sentence, index: int, speaker: Range, content: Range, rule: str) -> Found:
    return found(sentence, rule, "say", (index, index + 2), speaker, [content])
