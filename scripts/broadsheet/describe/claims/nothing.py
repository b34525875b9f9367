"""Where something stands behind a cue and nothing is said by it: `would not comment`, `called a meeting`."""

from __future__ import annotations

from broadsheet.describe.claims.cues import words
from broadsheet.describe.claims.endings import content_end
from broadsheet.describe.claims.forms import is_adverb, is_pronoun, is_verb_like
from broadsheet.describe.claims.leads import tells_time
from broadsheet.describe.claims.phrases import subject_before
from broadsheet.describe.claims.tokens import Sentence
from broadsheet.describe.claims.verbs import Verb


def says_nothing(sentence: Sentence, verb: Verb, start: int) -> bool:
    """Return whether the content that begins at a token is no statement of whoever stands before the verb."""
    return any(rule(sentence, verb, start) for rule in _NOTHING_SAID)


def _is_withheld(sentence: Sentence, verb: Verb, start: int) -> bool:
    """Return whether something is not given rather than not true: `denied the ships access to the port`."""
    following = (sentence.word(index) for index in range(start, start + 6))
    return verb.cue.lemma == "deny" and any(word in words("withheld") for word in following)


def _is_anonymous(sentence: Sentence, verb: Verb, start: int) -> bool:
    """Return whether somebody only wants no name given: `asked not to be identified`."""
    be = next((i for i in range(start, start + 4) if sentence.word(i) == "be"), None)
    return be is not None and sentence.word(be + 1) in words("anonymous")


def _is_silence(sentence: Sentence, verb: Verb, start: int) -> bool:
    """Return whether nothing was said: `did not say whether ...`, `would not comment on ...`."""
    if not verb.negated:
        return False
    return sentence.word(start) in words("questions") or verb.cue.lemma in words("silent")


def _is_relative(sentence: Sentence, verb: Verb, start: int) -> bool:
    """Return whether the content has its subject before the speaker: `which the mayor said harmed the town`."""
    if start != verb.after or "bare" not in verb.cue.takes:
        return False
    subject = subject_before(sentence, verb.first, 0)
    first = start + is_adverb(sentence, start)
    led = subject is not None and sentence.word(subject[0] - 1) in words("relatives")
    return led and is_verb_like(sentence, first) and not is_pronoun(sentence.word(first))


def _is_summons(sentence: Sentence, verb: Verb, start: int) -> bool:
    """Return whether nothing is said of what is called: `called a meeting`, not `called the attack a crime`."""
    if verb.cue.lemma not in words("naming") or sentence.headline:
        return False
    subject = subject_before(sentence, verb.first, 0)
    if subject is not None and sentence.word(subject[0] - 1) in words("questions") | words("relatives"):
        return False  # `what the mayor called a crime`
    end = content_end(sentence, start, clause=False)
    if any(sentence.kind(index) == "quote" for index in range(start, end)):
        return False
    return not _says_more(sentence, start, end)


def _says_more(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether something stands behind an object that is said of it: `[him] divisive`, `[Moss] a liar`."""
    after = start + 1
    while sentence.kind(start) == "name" and after < end and sentence.kind(after) == "name":
        after += 1
    if sentence.word(start) in words("object_pronouns") or sentence.kind(start) == "name":
        word = sentence.word(after)
        closed = word in words("prepositions") or word in words("auxiliaries") or is_adverb(sentence, after)
        said = after < end and sentence.kind(after) == "word" and not closed and not tells_time(word)
        return said and word not in words("idle")
    more = (i for i in range(after, end) if sentence.word(i) in words("determiners"))
    if any(_is_of_object(sentence, index) for index in more):
        return True
    last = sentence.word(end - 1)
    return sentence.word(start) not in ("a", "an") and last.endswith(tuple(words("adjective_endings")))


def _is_of_object(sentence: Sentence, index: int) -> bool:
    """Return whether a determiner begins what is said of an object, no part of it: `of [the] council`."""
    before = sentence.word(index - 1)
    joined = before in words("prepositions") or before in ("and", "or") or sentence.word(index - 2) == "to"
    return sentence.kind(index - 1) in ("word", "name") and not joined


def _is_interrogation(sentence: Sentence, verb: Verb, start: int) -> bool:
    """Return whether somebody is asked: `questioned [Moss] about the fire`, not `questioned Moss's account`."""
    after = start
    while sentence.kind(after) == "name" and not sentence.word(after).endswith(("'s", "s'")):
        after += 1
    return verb.cue.lemma in words("interrogating") and after > start and _is_closed(sentence, after)


def _is_closed(sentence: Sentence, index: int) -> bool:
    """Return whether a noun phrase has ended before a token."""
    word, kind = sentence.word(index), sentence.kind(index)
    return kind in ("", "mark") or word in words("prepositions") or tells_time(word) or is_adverb(sentence, index)


def _is_physical(sentence: Sentence, verb: Verb, start: int) -> bool:
    """Return whether something falls: `knocked [him out]`, `knocked the song off the top`."""
    if verb.cue.lemma not in words("physical"):
        return False
    end = content_end(sentence, start, clause=False)
    return any(sentence.word(index) in words("falling") for index in range(start, end))


def _is_figure(sentence: Sentence, verb: Verb, start: int) -> bool:
    """Return whether nobody said it: `as the sailors would say, ...`, but not `as she would later say`."""
    if sentence.word(verb.first) != "would" or verb.first + 1 != verb.at:
        return False
    subject = subject_before(sentence, verb.first, 0)
    return subject is not None and "as" in (sentence.word(subject[0] - 1), sentence.word(subject[0] - 2))


_NOTHING_SAID = (
    _is_silence,
    _is_withheld,
    _is_anonymous,
    _is_relative,
    _is_summons,
    _is_interrogation,
    _is_figure,
    _is_physical,
)
