"""Where the content behind a cue begins, once time, place and the one addressed are passed over."""

from __future__ import annotations

from broadsheet.describe.claims.cues import Cue, words
from broadsheet.describe.claims.forms import is_adverb, is_auxiliary, is_manner, is_pronoun, is_verb_like
from broadsheet.describe.claims.leads import tells_time
from broadsheet.describe.claims.tokens import Sentence
from broadsheet.describe.claims.verbs import Verb

_FAR = 22
"""Tokens between a cue and its "that", colon or quotation."""

_CLAUSE = 30
"""Tokens within which a clause has its verb."""


def content_start(sentence: Sentence, verb: Verb) -> int | None:
    """Return the index at which the content behind a cue begins; None where the cue takes none there."""
    cue, end, takes = verb.cue, verb.end, verb.cue.takes
    if "to" in takes and _is_infinitive(sentence, end):
        return end
    if "noun" in takes:
        inner = next((i for i in range(end + 1, end + 5) if sentence.word(i) == "that"), None)
        if inner is not None:
            return inner + 1
    if not takes.isdisjoint(("that", "quote")):
        marked = marked_start(sentence, end, cue)
        if marked is not None:
            return marked
    if "question" in takes:
        asked = _question_start(sentence, end)
        if asked is not None:
            return asked
    if "request" in takes and _is_request(sentence, end):
        return end
    start = verb.after + (verb.after > end and sentence.word(verb.after) == ",")
    if "that" in takes and verb.after > end and sentence.word(start) == "that":
        return None if is_auxiliary(sentence, start + 1) else start + 1
    if "bare" in takes and _is_clause(sentence, start, cue):
        return start
    if cue.sense == "call" and sentence.kind(end) == sentence.kind(end + 1) == "quote":
        return end + 1  # `called 'Green Leck' “a masterpiece”`
    return end if "object" in takes and _is_object(sentence, end, cue) else None


def marked_start(sentence: Sentence, end: int, cue: Cue) -> int | None:
    """Return where "that", a colon or a quotation marks the beginning, circumstances skipped."""
    person = "person" in cue.takes
    for index in range(end, min(end + _FAR, len(sentence.tokens))):
        word = sentence.word(index)
        if sentence.kind(index) == "quote" and _introduces(sentence, end, index, cue):
            return index
        if word == "that" and "that" in cue.takes:
            if sentence.word(index + 1) in words("auxiliaries"):
                return index if index == end else None
            return index + 1 if _is_conjunction(sentence, end, index, cue) else None
        if word == ":" and not _is_clock(sentence, index):
            return index + 1 if index + 1 < len(sentence.tokens) else None
        if word in ";.?!" or not _is_circumstance(sentence, end, index, person):
            return None
    return None


def _is_clock(sentence: Sentence, colon: int) -> bool:
    """Return whether a colon stands within a time: `at 4[:]30`."""
    return sentence.word(colon - 1).isdigit() and sentence.word(colon + 1).isdigit()


def _introduces(sentence: Sentence, end: int, quote: int, cue: Cue) -> bool:
    """Return whether a quotation behind a cue is its content rather than a word of it."""
    if quote == end or sentence.word(quote - 1) == ",":
        return True
    return "person" in cue.takes


def _is_conjunction(sentence: Sentence, end: int, index: int, cue: Cue) -> bool:
    """Return whether "that" opens a clause: `said on Monday that ...`, not `said of the law that ...`."""
    before = sentence.word(index - 1)
    if index == end or before == ",":
        return True
    if (
        before in words("prepositions")
        or sentence.word(end) in words("about")
        or (cue.lemma in words("not_to") and sentence.word(end) == "to")
    ):
        return False
    return "person" in cue.takes or sentence.word(end) in words("addresses") or _is_adverbial(sentence, end)


def _is_adverbial(sentence: Sentence, index: int) -> bool:
    return tells_time(sentence.word(index)) or is_adverb(sentence, index)


def _is_circumstance(sentence: Sentence, end: int, index: int, person: bool) -> bool:
    """Return whether a token between cue and content only tells when, where or to whom."""
    word = sentence.word(index)
    if person and index == end:
        return word not in words("about") and not is_pronoun(word)
    if index == end:
        return word == "," or word in words("addresses") or _is_adverbial(sentence, index)
    before = sentence.word(index - 1)  # `in a prepared statement`, `in a statement posted on its page`
    participle = before in words("determiners") or (before in words("occasions") and word.endswith("ed"))
    return (participle or not is_verb_like(sentence, index)) and not is_pronoun(word)


def _is_request(sentence: Sentence, end: int) -> bool:
    """Return whether somebody is asked to do something: `asked [workers to sign up]`."""
    for index in range(end + 1, end + 9):
        if sentence.word(index) == "to":
            return _is_infinitive(sentence, index)
        if sentence.kind(index) not in ("word", "name") or is_verb_like(sentence, index):
            return False
    return False


def _is_infinitive(sentence: Sentence, index: int) -> bool:
    """Return whether `to` with a verb stands at a token, not `up to 1,800 tons`."""
    if sentence.word(index) != "to":
        return False
    return sentence.kind(index + 1) == "quote" or (
        sentence.kind(index + 1) == "word" and not sentence.word(index + 1)[0].isdigit()
    )


def _question_start(sentence: Sentence, end: int) -> int | None:
    for index in range(end, min(end + 8, len(sentence.tokens))):
        if sentence.word(index) in words("questions"):
            return index
        if sentence.kind(index) in ("mark", "quote"):
            return None
    return None


def _is_clause(sentence: Sentence, start: int, cue: Cue) -> bool:
    """Return whether a clause begins at a token: something that can begin one, and a verb."""
    word, kind = sentence.word(start), sentence.kind(start)
    if kind in ("mark", "quote", "") or word in words("no_clause") or word == "who":
        return False
    if is_pronoun(word) and word not in ("it", "you"):
        return True
    if is_auxiliary(sentence, start):  # `what the mayor said was a mistake`
        return False
    if cue.lemma == "say":
        alone = word in words("no_statement") and _stands_alone(sentence, start)
        return not alone and _has_words(sentence, start)
    opens = (
        kind == "name"
        or word[:1].isdigit()
        or word in words("determiners")
        or is_pronoun(word)
        or word in words("clause_openers")
    )
    if not opens and (cue.noun or cue.lemma not in words("bare_freely")) and not word.endswith("s"):
        return False
    surely = cue.lemma in words("bare_surely") and not is_pronoun(word)
    return _has_verb(sentence, start, loosely=cue.lemma in words("bare_freely") and not surely)


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """Return whether a word is all that was said: `said no to the plan`, but not `said no ship was lost`."""
    following = sentence.word(index + 1)
    closed = any(following in words(key) for key in ("prepositions", "subordinators", "days", "times"))
    return (closed and following != "of") or following == "and" or sentence.kind(index + 1) not in ("word", "name")


def _has_words(sentence: Sentence, start: int) -> bool:
    """Return whether more than a word or two follow: `said yes` is no statement."""
    following = sentence.tokens[start : start + 4]
    return any(token.kind == "quote" for token in following) or sum(t.kind != "mark" for t in following) > 2


def _has_verb(sentence: Sentence, start: int, *, loosely: bool) -> bool:
    """Return whether a clause has a verb; loosely, it may be far off, and any word in -s may be one."""
    for index in range(start, min(start + _CLAUSE, len(sentence.tokens))):
        word = sentence.word(index)
        if not loosely and (word in words("subordinators") or word in words("pauses")):
            return False
        dated = word.endswith("ed") and sentence.word(index + 1) in words("months")  # `the year ended March 31`
        if (
            (is_verb_like(sentence, index) and not dated)
            or _is_short_be(sentence, index)
            or sentence.kind(index) == "quote"
        ):
            return True
        if loosely and index > start and sentence.kind(index) == "word" and word.endswith("s"):
            return True
    return False


def _is_short_be(sentence: Sentence, index: int) -> bool:
    """Return whether a word ends in a short "is" or "has" rather than a genitive: `the road's not safe`."""
    following = sentence.word(index + 1)
    if not sentence.word(index).endswith("'s"):
        return False
    closed = any(following in words(key) for key in ("determiners", "prepositions", "adverbs", "negations"))
    return closed or following.endswith(("ing", "ed"))


def _is_object(sentence: Sentence, index: int, cue: Cue) -> bool:
    """Return whether a noun phrase, a quotation or the name of a deed begins at a token."""
    word, kind = sentence.word(index), sentence.kind(index)
    if word in words("days"):
        return False
    if kind in ("quote", "name") or word in words("determiners") or word in words("object_pronouns"):
        return True
    if cue.sense == "call" and not any(sentence.kind(i) == "quote" for i in range(index, index + 5)):
        return False
    if kind != "word" or word in words("prepositions") or word in words("auxiliaries"):
        return False
    return word not in words("no_object") and word not in words("subordinators") and not is_manner(sentence, index)
