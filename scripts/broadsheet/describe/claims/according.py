"""Speakers named by a phrase instead of a verb: `according to the mayor`."""

from __future__ import annotations

from broadsheet.describe.claims.circumstances import after_dateline
from broadsheet.describe.claims.cues import words
from broadsheet.describe.claims.endings import content_end
from broadsheet.describe.claims.forms import is_auxiliary, is_pronoun, is_unfinished, is_verb_like, last_word
from broadsheet.describe.claims.found import Found, found
from broadsheet.describe.claims.tokens import Sentence

_FRONT = 2
"""Tokens that may stand before a phrase at the front: `But according to ...`."""

_LONGEST = 40
"""Tokens of a speaker's words at the front."""


_BRACKETED = 6
"""Tokens of what stands in brackets within a name."""


def according(sentence: Sentence) -> Found | None:
    """Return what is attributed by `According to X, ...` or `..., according to X`."""
    for index, token in enumerate(sentence.tokens[:-2]):
        if token.word == "according" and sentence.word(index + 1) == "to":
            quoted = any(sentence.kind(before) == "quote" for before in range(index))
            # `..., and according to X, ...`, but not `It had its part in that according to X`
            joined = sentence.word(index - 1) in words("joining")
            joined = joined and sentence.word(index - 2) not in words("prepositions")
            front = joined or (index <= _FRONT and not quoted)
            return _front(sentence, index) if front else _behind(sentence, index)
    return None


def _front(sentence: Sentence, index: int) -> Found | None:
    count = len(sentence.tokens)
    reach = range(index + 3, min(count, index + _LONGEST))
    commas = [at for at in reach if sentence.word(at) == "," and at + 2 < count]
    if not commas:
        return None
    comma = commas[0]
    if len(commas) > 1 and _is_apposed(sentence, commas[0], commas[1]):
        comma = commas[1]
    end = count - 1 if sentence.word(count - 1) == "." else count
    return found(sentence, "according-front", "say", (index, index + 2), (index + 2, comma), [(comma + 1, end)])


def _is_apposed(sentence: Sentence, comma: int, next_comma: int) -> bool:
    """Return whether more is told of a speaker between two commas: `According to Jane Doe, [a farmer], it ...`."""
    word, after = sentence.word(comma + 1), sentence.word(next_comma + 1)
    clause = any(is_verb_like(sentence, index) for index in range(comma + 2, next_comma))
    office = _is_noun(sentence, comma + 1) and not word.endswith("s") and sentence.kind(comma - 1) == "name"
    told = word in words("inserts") or office
    opens = word in ("who", "which") or word.endswith("ed") or (told and not clause)
    begins = (
        after in words("determiners")
        or (is_pronoun(after) and after != "who")
        or sentence.kind(next_comma + 1) == "name"
    )
    return opens and (begins or _is_noun(sentence, next_comma + 1))


def _is_noun(sentence: Sentence, index: int) -> bool:
    """Return whether a noun or adjective stands at a token, as far as the closed classes tell."""
    word = sentence.word(index)
    closed = ("prepositions", "subordinators", "adverbs", "determiners", "leads", "relatives", "times")
    other = is_pronoun(word) or word in ("and", "or", "such") or any(word in words(key) for key in closed)
    return sentence.kind(index) == "word" and not other and not is_verb_like(sentence, index)


def _behind(sentence: Sentence, index: int) -> Found | None:
    end = index + 2
    while end < len(sentence.tokens) and not _ends_speaker(sentence, end):
        end += 1
    if end == index + 2 or sentence.word(end - 1) in words("no_sources"):
        return None
    start = next((i + 1 for i in range(index - 2, 0, -1) if sentence.word(i) in (":", ";")), None)
    start = after_dateline(sentence) if start is None else start
    inside = _bracket_before(sentence, index) + 1
    start = inside if inside > start and _is_clause(sentence, inside, index) else start
    content = [(start, index)]
    goes_on = is_verb_like(sentence, end + 1) or not _is_clause(sentence, start, index)
    if sentence.word(end) == "," and goes_on and end + 2 < len(sentence.tokens):
        content.append((end + 1, content_end(sentence, end + 1, clause=True)))
    return found(sentence, "according-end", "say", (index, index + 2), (index + 2, end), content)


def _bracket_before(sentence: Sentence, index: int) -> int:
    """Return where a bracket opens that is not closed before a token; -1 where none is."""
    closed = 0
    for at in range(index - 1, -1, -1):
        closed += (sentence.word(at) == ")") - (sentence.word(at) == "(")
        if closed < 0:
            return at
    return -1


def _is_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a stretch can stand by itself, so that the phrase behind it interrupts nothing."""
    first = start + (sentence.word(start) in ("but", "and"))
    if is_unfinished(sentence, end):
        return False
    if sentence.word(first) in words("leads") and not any(sentence.word(i) == "," for i in range(first, end - 1)):
        return False
    last = last_word(sentence, end)
    return any(
        is_verb_like(sentence, i) or (sentence.word(i).endswith("s") and i < last) for i in range(first, end)
    )


def _ends_speaker(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    if word == ".":
        return sentence.kind(index + 1) != "name"
    if word == "and" and is_auxiliary(sentence, index + 1):
        return True
    if word == ")":
        return not any(sentence.word(i) == "(" for i in range(max(0, index - _BRACKETED), index))
    return word in (",", ";", ":") or word in words("pauses") or word in words("subordinators")
