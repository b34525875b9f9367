"""What a cue attributes: where its content begins behind it, and where it ends."""

from __future__ import annotations

from broadsheet.describe.claims.cues import Cue, cue_forms, words
from broadsheet.describe.claims.phrases import is_pronoun, is_verb_like
from broadsheet.describe.claims.tokens import Sentence

_FAR = 22
"""Tokens between a cue and its "that", colon or quotation."""


def content_start(sentence: Sentence, end: int, cue: Cue) -> int | None:
    """Return the index at which the content behind a cue begins; None where the cue takes none there."""
    marked = _marked_start(sentence, end, cue)
    if marked is not None:
        return marked
    takes = cue.takes
    start = _after_adjunct(sentence, end)
    if "question" in takes:
        asked = _question_start(sentence, end)
        if asked is not None:
            return asked
    if "person" in takes:
        start = _after_person(sentence, end)
    if "bare" in takes and _is_clause(sentence, start, cue):
        return start
    if "to" in takes and sentence.word(end) == "to" and sentence.kind(end + 1) == "word":
        return end
    return end if "object" in takes and _is_object(sentence, end) else None


def _marked_start(sentence: Sentence, end: int, cue: Cue) -> int | None:
    """Return where "that", a colon or a quotation marks the beginning, circumstances skipped."""
    person = "person" in cue.takes
    for index in range(end, min(end + _FAR, len(sentence.tokens))):
        word = sentence.word(index)
        if sentence.kind(index) == "quote":
            return index if _introduces(sentence, end, index, cue) else None
        if word == "that" and "quote" not in cue.takes:
            return index + 1 if _is_conjunction(sentence, end, index, person) else None
        if word == ":":
            return index + 1 if index + 1 < len(sentence.tokens) else None
        if word in ";.?!" or not _is_circumstance(sentence, end, index, person):
            return None
    return None


def _introduces(sentence: Sentence, end: int, quote: int, cue: Cue) -> bool:
    """Return whether a quotation behind a cue is its content rather than a word of it."""
    if quote == end or sentence.word(quote - 1) == ",":
        return True
    return "person" in cue.takes or sentence.word(end) in words("addresses")


def _is_conjunction(sentence: Sentence, end: int, index: int, person: bool) -> bool:
    """Return whether "that" opens a clause: `said on Monday that ...`, not `said of the law that ...`."""
    if index == end or sentence.word(index - 1) == ",":
        return True
    return person or sentence.word(end) in words("addresses") or _is_adverbial(sentence, end)


def _is_adverbial(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    return word in words("days") or word in words("times") or word in words("adverbs") or word.endswith("ly")


def _is_circumstance(sentence: Sentence, end: int, index: int, person: bool) -> bool:
    """Return whether a token between cue and content only tells when, where or to whom."""
    if person and index == end:
        return sentence.word(index) not in ("of", "about")
    if index == end:
        word = sentence.word(index)
        return word == "," or word in words("addresses") or _is_adverbial(sentence, index)
    return not is_verb_like(sentence, index) and not is_pronoun(sentence.word(index))


def _after_adjunct(sentence: Sentence, index: int) -> int:
    """Return the index behind the days and adverbs right after a cue: `said [late Monday] he would go`."""
    while True:
        word = sentence.word(index)
        following = sentence.word(index + 1)
        if word in words("days") or (word.endswith("ly") and sentence.kind(index) == "word"):
            index += 1
        elif word in ("on", "late", "early", "last", "this") and (_is_date(following)):
            index += 2
        elif word in ("morning", "afternoon", "evening", "night", "today", "yesterday", "earlier", "again"):
            index += 1
        elif word == "in" and following.isdigit():
            index += 2
        else:
            return index


def _is_date(word: str) -> bool:
    return (
        word in words("days") or word in words("months") or word in ("week", "month", "year", "night", "weekend")
    )


def _question_start(sentence: Sentence, end: int) -> int | None:
    for index in range(end, min(end + 8, len(sentence.tokens))):
        if sentence.word(index) in words("questions"):
            return index
        if sentence.kind(index) in ("mark", "quote"):
            return None
    return None


def _after_person(sentence: Sentence, end: int) -> int:
    """Return the index behind the one addressed: `told [the BBC] he ...`, `told [reporters] the ...`."""
    index = end
    if sentence.word(index) in words("object_pronouns"):
        return _after_adjunct(sentence, index + 1)
    if sentence.word(index) in words("determiners") or sentence.word(index) in words("prepositions"):
        index += 2
    elif sentence.kind(index) == "word":
        index += 1
    while sentence.kind(index) == "name" and not is_pronoun(sentence.word(index)):
        index += 1
    return _after_adjunct(sentence, index)


def _is_clause(sentence: Sentence, start: int, cue: Cue) -> bool:
    """Return whether a clause begins at a token: something that can begin one, and a verb."""
    word, kind = sentence.word(start), sentence.kind(start)
    if kind in ("mark", "quote", "") or word in ("as", "than", "so", "and", "or", "but", "like", "while"):
        return False
    if (word in words("prepositions") or word in ("nothing", "something", "anything")) and cue.lemma != "say":
        return False
    if word in ("to", "of", "about", "on", "for", "with", "by", "while", "when", "after", "before", "because"):
        return False
    opens = kind == "name" or word in words("determiners") or is_pronoun(word) or word in ("there", "if", "it's")
    if (
        not opens
        and cue.lemma not in ("say", "believe", "think", "argue", "insist", "add")
        and not word.endswith("s")
    ):
        return False
    if cue.noun and cue.form == "plain" and not opens:
        return False
    return _has_verb(sentence, start)


def _has_verb(sentence: Sentence, start: int) -> bool:
    for index in range(start, min(start + 30, len(sentence.tokens))):
        word = sentence.word(index)
        if is_verb_like(sentence, index) or ("'" in word and is_pronoun(word)) or word.endswith("'s"):
            return True
        if index > start and sentence.kind(index) == "word" and word.endswith("s") and not word.endswith("'s"):
            return True
    return False


def _is_object(sentence: Sentence, index: int) -> bool:
    """Return whether a noun phrase, a quotation or the name of a deed begins at a token."""
    word, kind = sentence.word(index), sentence.kind(index)
    if kind in ("quote", "name"):
        return True
    if (
        kind != "word"
        or word in words("prepositions")
        or word in words("subordinators")
        or word in words("auxiliaries")
    ):
        return False
    return word not in ("and", "to", "more", "less") and not word.endswith("ly")


def content_end(sentence: Sentence, start: int, cue: Cue) -> int:
    """Return the index after the last token of the content that begins at `start`."""
    tokens, end = sentence.tokens, len(sentence.tokens)
    if end and tokens[end - 1].word == ".":
        end -= 1
    for index in range(start + 1, end):
        if tokens[index].word in _STOPS and _stops(sentence, index, start):
            return index
    return end


_STOPS = frozenset({",", "—", "–", "-", ";", "and", "but", "according", "(", ")"})


def _stops(sentence: Sentence, index: int, start: int) -> bool:
    word, following = sentence.word(index), sentence.word(index + 1)
    if word == "according":
        return following == "to"
    if word == ";":
        return True
    cue = cue_forms().get(following)
    if word in (",", "—", "–", "-"):
        return (cue is not None and cue.form == "ing" and "that" in cue.takes) or following == "according"
    if word in ("and", "but"):
        then = cue
        if following in words("adverbs") or following in words("auxiliaries"):
            then = cue_forms().get(sentence.word(index + 2))
        return then is not None and then.form in ("past", "present") and not then.noun
    return False
