"""Content that stands before its cue and may go on behind it: `"...," the mayor said. "..."`."""

from __future__ import annotations

from broadsheet.describe.claims.beginnings import content_start
from broadsheet.describe.claims.circumstances import after_dateline
from broadsheet.describe.claims.cues import cue_forms, words
from broadsheet.describe.claims.endings import content_end
from broadsheet.describe.claims.forms import is_adverb, is_manner, is_unfinished, is_verb_like, last_word
from broadsheet.describe.claims.found import Found, found
from broadsheet.describe.claims.leads import tells_time
from broadsheet.describe.claims.phrases import Range, subject_after, subject_before
from broadsheet.describe.claims.subjects import is_circumstance
from broadsheet.describe.claims.tokens import Sentence
from broadsheet.describe.claims.verbs import Verb

_REACH = 30
"""Tokens behind the speaker within which a quotation is taken to go on."""


def trailing(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """Return what is attributed by `"...," the mayor said` or `..., the mayor said, ...`."""
    if "tail" not in verb.cue.takes or not verb.finite or verb.passive:
        return None
    subject = subject_before(sentence, verb.first, free)
    if subject is None or sentence.word(subject[0]).startswith("who") or sentence.word(subject[0]) == "you":
        return None
    if is_circumstance(sentence, verb, subject):
        return None
    if _wants_quotation(verb) and not _after_quotation(sentence, subject[0]):
        return None
    if verb.cue.sense == "show" and sentence.word(verb.end) not in (",", ".", ""):
        return None  # `chemicals found in water`
    if not _ends_content(sentence, subject[0], free, _resumes(sentence, verb)):
        return None
    if _takes_content(sentence, verb, subject[0], free):
        return None
    return _around(sentence, verb, subject, free, (subject[0], verb.end), "trailing")


def inverted(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """Return what is attributed by `"...," said the mayor, a farmer`."""
    if "tail" not in verb.cue.takes or not verb.cue.tensed or verb.first < verb.at:
        return None
    if verb.cue.sense == "show" or {"person", "request"} <= verb.cue.takes:
        return None  # behind "told" stands who was told
    if _wants_quotation(verb) and not _after_quotation(sentence, verb.at):
        return None
    if not _ends_content(sentence, verb.at, free, resumes=False):
        return None
    subject = subject_after(sentence, verb.end)
    if subject is None:
        return None
    if not _after_quotation(sentence, verb.at) and (
        is_verb_like(sentence, subject[1] - 1) or _has_subject_before(sentence, verb, free, subject)
    ):
        return None
    subject = _with_name(sentence, subject)
    return _around(sentence, verb, subject, free, (verb.at, subject[1]), "inverted")


def _with_name(sentence: Sentence, subject: Range) -> Range:
    """Return a speaker by office with the name behind a comma: `said [its director, Jane Doe]`."""
    start, comma = subject
    end = comma + 1
    while sentence.kind(end) == "name" or (end > comma + 1 and _is_initial(sentence, end)):
        end += 1
    named = end > comma + 1 and sentence.word(end) in (*words("pauses"), ".", "")
    office = sentence.kind(comma - 1) == "word" and sentence.word(comma) == ","
    return (start, end) if named and office else subject


def _is_initial(sentence: Sentence, stop: int) -> bool:
    """Return whether a full stop stands behind a letter within a name: `Jane D[.] Doe`."""
    return sentence.word(stop) == "." and len(sentence.word(stop - 1)) == 1 and sentence.kind(stop + 1) == "name"


def fronted(sentence: Sentence, verb: Verb, free: int, previous: Found | None) -> Found | None:
    """Return what is attributed by `Said the mayor, a farmer: "..."`, or with a comma for the colon."""
    if verb.first or "tail" not in verb.cue.takes or not verb.cue.tensed or "request" in verb.cue.takes:
        return None
    subject = subject_after(sentence, verb.end)
    pause = next((i for i in range(verb.end, verb.end + _REACH) if _introduces(sentence, i)), None)
    if subject is None or pause is None or subject[1] > pause:
        return None
    return found(sentence, "fronted", verb.cue.sense, (0, verb.end), subject, [(pause + 1, pause + 2)])


def _introduces(sentence: Sentence, index: int) -> bool:
    """Return whether a colon or comma stands before a quotation."""
    return sentence.word(index) in (":", ",") and sentence.kind(index + 1) == "quote"


def _wants_quotation(verb: Verb) -> bool:
    """Return whether a verb attributes what stands before it only if that is quoted: `"...," he began`."""
    return verb.cue.takes.isdisjoint(("that", "question"))


def _has_subject_before(sentence: Sentence, verb: Verb, free: int, subject: Range) -> bool:
    """Return whether a verb behind a comma has its subject before it: `Jane Doe, a farmer, said prices rose`."""
    comma = next((i for i in range(free, verb.at) if sentence.word(i) in words("pauses")), verb.at)
    if not any(is_verb_like(sentence, i) or sentence.kind(i) == "quote" for i in range(free, comma)):
        return True
    return subject[1] < len(sentence.tokens) and is_verb_like(sentence, subject[1])


def _after_quotation(sentence: Sentence, index: int) -> bool:
    """Return whether a quotation ends right before a token, a comma apart."""
    if sentence.kind(index - 1) == "quote":
        return True
    return sentence.kind(index - 2) == "quote" and sentence.kind(index - 1) == "mark"


def _ends_content(sentence: Sentence, index: int, free: int, resumes: bool) -> bool:
    """Return whether what stands before a token can be content: a quotation, or a clause and a comma."""
    before = index - 1
    if before < free:
        return False
    if _after_quotation(sentence, index):
        return True
    if sentence.word(before) not in words("pauses") and sentence.word(before) not in ("?", "!"):
        return False
    if sentence.word(free) in words("leads") and not _has_main_clause(sentence, free, before):
        return resumes
    return resumes or any(_may_be_verb(sentence, i) or sentence.kind(i) == "quote" for i in range(free, before))


def _resumes(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a comma follows the cue, so that it only interrupts: `If so, she said, it ...`."""
    return sentence.word(verb.after) == "," and sentence.kind(verb.after + 1) in ("word", "name")


def _may_be_verb(sentence: Sentence, index: int) -> bool:
    return is_verb_like(sentence, index) or sentence.word(index).endswith("s")


def _has_main_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a stretch that begins with `while`, `in`, ... goes on with a clause after a comma."""
    comma = next((i for i in range(start, end) if sentence.word(i) == ","), end)
    return any(_may_be_verb(sentence, index) for index in range(comma, end))


def _takes_content(sentence: Sentence, verb: Verb, subject: int, free: int) -> bool:
    """Return whether the content stands behind the cue after all."""
    following = sentence.word(verb.end)
    if following == "," and sentence.kind(verb.end + 1) == "quote" and _only_leads(sentence, free, subject):
        return True
    if following in words("pauses") or following in (".", ";", "?", ""):
        return following == "" and sentence.kind(verb.end) == "quote" and not _after_quotation(sentence, subject)
    if following in (":", "that"):
        return True
    if _after_quotation(sentence, subject) and _opens_with_quotation(sentence, subject, free):
        return False
    return not _is_tail(sentence, verb) or content_start(sentence, verb) is not None


def _is_tail(sentence: Sentence, verb: Verb) -> bool:
    """Return whether nothing but circumstances can follow a cue: `..., she said on Monday`."""
    return verb.after > verb.end or sentence.word(verb.end) in words("after_tail")


def _only_leads(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a stretch is nothing but circumstances: `Of the vote, he said, ...`."""
    start += 2 * (sentence.word(start) in words("inserted") and sentence.word(start + 1) == ",")
    lead = sentence.word(start) in words("prepositions") or sentence.word(start) == "as"
    return lead and sentence.kind(end - 2) != "quote" and not _has_main_clause(sentence, start, end - 1)


def _opens_with_quotation(sentence: Sentence, subject: int, free: int) -> bool:
    """Return whether nothing but the quotation itself stands before the subject."""
    return all(sentence.kind(index) in ("quote", "mark") for index in range(free, subject))


def _around(sentence: Sentence, verb: Verb, speaker: Range, free: int, middle: Range, rule: str) -> Found | None:
    start = _content_before(sentence, free, middle[0])
    tail = sentence.word(start) in words("prepositions") or sentence.word(start) == "as"
    if free and (tail or tells_time(sentence.word(start))):
        return None  # the tail of what somebody else said
    parts = [(start, middle[0])]
    after = _rest(sentence, verb, parts[0], middle[1])
    if after is not None:
        parts.append(after)
    return found(sentence, rule, verb.cue.sense, (verb.first, verb.end), speaker, parts)


def _content_before(sentence: Sentence, free: int, end: int) -> int:
    """Return where content before a cue begins: behind "and" or a comma, or at what a colon introduces."""
    start = free or after_dateline(sentence)
    while start < end - 1 and (_parts(sentence, start) or sentence.word(start) in ("and", "but")):
        start += 1
    quotes = (i for i in range(start + 1, end) if sentence.kind(i) == "quote" and sentence.word(i - 1) == ":")
    return next(quotes, start)


def _parts(sentence: Sentence, index: int) -> bool:
    """Return whether a token is a mark that parts, no mark of the word behind it: `$4`, `<Leck Co>`."""
    if sentence.kind(index) != "mark":
        return False
    parts = sentence.word(index) in words("pauses") or sentence.kind(index + 1) == "mark"
    return parts or sentence.tokens[index].end < sentence.tokens[index + 1].start


def _rest(sentence: Sentence, verb: Verb, before: Range, index: int) -> Range | None:
    """Return where interrupted content goes on behind cue and speaker."""
    for at in range(index, min(index + _REACH, len(sentence.tokens))):
        cue = cue_forms().get(sentence.word(at))
        if cue is not None and "that" in cue.takes and sentence.word(at - 1) in ("and", "but", ","):
            break
        if sentence.kind(at) == "quote":
            if at == index or sentence.kind(at - 1) == "mark":
                return at, at + 1
            break
    apposed = index > verb.end
    comma = index if apposed else verb.after
    if sentence.word(comma) == "," and _is_interrupted(sentence, before, comma + 1, apposed):
        return comma + 1, content_end(sentence, comma + 1, clause=True)
    return None


def _is_interrupted(sentence: Sentence, before: Range, after: int, apposed: bool) -> bool:
    """Return whether content goes on behind a comma: `If so, she said, [it would rain]`.

    Behind `said Jane Doe,` more is told of her, unless the content is no sentence without it.
    """
    while is_adverb(sentence, after) and not is_manner(sentence, after):
        after += 1  # `..., she said, just before noon`
    word = sentence.word(after)
    if after >= len(sentence.tokens) - 1:
        return False
    if word in ("and", "but") and is_verb_like(sentence, after + 1):
        return False
    if word.startswith("who"):
        return False
    if not apposed and is_unfinished(sentence, before[1]):
        return True
    if sentence.word(before[0]) in words("leads") and not _has_main_clause(sentence, *before):
        return True
    if (word.endswith("ing") and word not in words("prepositions")) or word in words("asides"):
        return False
    if not any(is_verb_like(sentence, i) or sentence.kind(i) == "quote" for i in range(*before)):
        return True
    if word in words("prepositions") and word != "to":
        return (
            not apposed and word in words("resuming") and sentence.kind(last_word(sentence, before[1])) != "quote"
        )
    return not apposed
