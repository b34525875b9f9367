"""What leads to a subject and is no part of it: times, places, circumstances."""

from __future__ import annotations

from broadsheet.describe.claims.cues import words
from broadsheet.describe.claims.tokens import Sentence

_YEAR = 4
"""Digits of a year."""

_AGO = 7
"""Tokens of a time in the past: `Two and a half years ago`."""


def without_time(sentence: Sentence, low: int, end: int) -> int:
    """Return where a subject ends before a day that stands between it and its verb: `Doe on Monday said`."""
    index = end
    while index > low + 1 and tells_time(sentence.word(index - 1)):
        index -= 1
    if index == end or index <= low + 1 or all(_only_counts(sentence.word(i)) for i in range(index, end)):
        return end
    if sentence.word(index - 1) in words("before_days"):
        return index - 1
    told = sentence.word(end - 1) in words("days") or sentence.word(index) in words("time_openers")
    return index if told else end


def _only_counts(word: str) -> bool:
    """Return whether a number is no year: `4 in [10]`."""
    return word.isdigit() and len(word) < _YEAR


def without_lead(sentence: Sentence, start: int, end: int) -> int:
    """Return where a phrase begins once the words that only lead to it are off: `On Monday the ministry`."""
    while start < end and _only_joins(sentence, start):
        start += 1
    if sentence.word(start) == "by" and start > 0 and sentence.word(start - 1).endswith("ed"):
        return start + 1
    start = _behind_ago(sentence, start, end)
    lead = sentence.word(start)
    index = start + 1
    while index < end and tells_time(sentence.word(index)):
        index += 1
    placed = lead in words("prepositions") and not _is_about(sentence, start)
    if lead in words("days") or (index > start + 1 and (placed or lead in words("time_openers"))):
        return index
    return _last_phrase(sentence, start, end) if placed else start


def _is_about(sentence: Sentence, index: int) -> bool:
    """Return whether a preposition only tells how exact a number is: `About [half of the voters] said`."""
    number = sentence.word(index + 1)
    counted = number[:1].isdigit() or number.partition("-")[0] in words("numbers")
    near = (sentence.word(i).removesuffix("s") for i in (index + 2, index + 3))
    timed = any(tells_time(word) and not word.isdigit() for word in near)
    return sentence.word(index) in words("approximating") and counted and not timed


def _behind_ago(sentence: Sentence, start: int, end: int) -> int:
    """Return where a phrase begins behind a time in the past: `Two years ago [the mayor]`."""
    for index in range(start, min(end, start + _AGO)):
        if sentence.word(index) == "ago":
            return start if sentence.word(index + 1) == "and" else index + 1
        if sentence.word(index) in words("prepositions"):
            break
    return start


def _only_joins(sentence: Sentence, index: int) -> bool:
    """Return whether a token is no part of the phrase behind it: `also`, but not `both` of `both sides`."""
    word = sentence.word(index)
    if word in words("adverbs"):
        return word not in words("determiners") and sentence.word(index + 1) != "of"
    if word.endswith("ly") and word not in words("no_adverbs"):  # `Initially the company`
        return sentence.word(index + 1) in words("determiners")
    return word in ("and", ".", "'", "’")


def _last_phrase(sentence: Sentence, start: int, end: int) -> int:
    """Return where the last article or the last run of names begins, unless it is what a preposition leads to."""
    nobody = start + 1 if sentence.word(start) in words("time_conjunctions") else end
    for index in range(end - 1, start, -1):
        before = sentence.word(index - 1)
        named = sentence.kind(index) == "name" and sentence.kind(index - 1) == "word"
        if sentence.word(index) in words("determiners") or (named and before not in words("determiners")):
            led = before in words("prepositions") and before not in words("time_conjunctions")
            return nobody if led else index
    return nobody


def tells_time(word: str) -> bool:
    """Return whether a word tells when: a day, a month, `earlier`, a number."""
    return word in words("days") or word in words("months") or word in words("times") or word.isdigit()
