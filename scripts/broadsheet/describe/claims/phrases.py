"""Noun phrases around a cue: who stands before it, who stands after it."""

from __future__ import annotations

from broadsheet.describe.claims.cues import words
from broadsheet.describe.claims.forms import is_adverb, is_auxiliary, is_pronoun, is_verb_like
from broadsheet.describe.claims.leads import tells_time, without_lead, without_time
from broadsheet.describe.claims.tokens import Sentence

Range = tuple[int, int]
"""Token indices, end-exclusive."""

_LONGEST = 40
"""Tokens looked at on either side; a longer stretch names nobody."""

_LONGEST_NAME = 25
"""Tokens of the longest phrase that names somebody, office and all: chosen by eye."""

DASHES = frozenset({"—", "–", "-", "―"})
"""Marks that set off what a sentence only adds."""

_BRACKETED = 5
"""Tokens of the longest brackets within a name."""

_INSIDE = frozenset({"'", "’", "&", "$", "%", "#", "@", "/"})
_LINKS = frozenset({"of", "for"})
_BRACKETS = {")": "(", ">": "<"}
"""What a name may stand in or have behind it, by its closing mark: wire services write `Leck Plc <LECK.L>`."""


def subject_before(sentence: Sentence, first: int, low: int) -> Range | None:
    """Return the noun phrase that ends right before token `first`, looking back to `low`."""
    # Several rules ask the same of a verb.
    known = sentence.subjects
    if (first, low) not in known:
        known[first, low] = _subject_before(sentence, first, low)
    return known[first, low]


def _subject_before(sentence: Sentence, first: int, low: int) -> Range | None:
    low = max(low, first - _LONGEST)
    while first > low and is_adverb(sentence, first - 1):
        first -= 1
    first = without_time(sentence, low, first)
    last = first - 1
    if last < low or sentence.word(last) in ("and", "or", "but"):
        return None
    if is_pronoun(sentence.word(last)):
        return last, first
    if sentence.word(last) == "," or sentence.word(last) in DASHES:
        return _before_apposition(sentence, low, last)
    phrase = _phrase_ending(sentence, low, last + 1)
    return phrase if phrase is None else _with_place(sentence, low, phrase)


def ends_place(sentence: Sentence, phrase: Range) -> bool:
    """Return whether a phrase is only the second name of a place: `outside Leck, [Ruritania]`."""
    start, end = phrase
    first = name_before(sentence, start - 1, 0) if sentence.word(start - 1) == "," else None
    led = first is not None and sentence.word(first[0] - 1) in words("before_places")
    return led and name_before(sentence, end, start) == phrase


def _with_place(sentence: Sentence, low: int, phrase: Range) -> Range:
    """Return a phrase with what stands before the comma in it: `[A family from Leck], Ruritania said`."""
    whole = _phrase_ending(sentence, low, phrase[0] - 1) if ends_place(sentence, phrase) else None
    if whole is None or sentence.word(whole[0]) not in words("determiners"):
        return phrase
    timed = any(tells_time(sentence.word(index).removesuffix("s")) for index in range(*whole))
    return phrase if timed or whole[0] > low or sentence.kind(low - 1) == "word" else (low, phrase[1])


def name_before(sentence: Sentence, end: int, low: int) -> Range | None:
    """Return the run of names that ends right before a token."""
    start = end
    while start > low and (sentence.kind(start - 1) == "name" or _is_inner_mark(sentence, start - 1)):
        start -= 1
    return (start, end) if start < end else None


def subject_after(sentence: Sentence, start: int) -> Range | None:
    """Return the noun phrase that begins at a token: `said [Jane Doe], a ...`."""
    end = start
    while end < len(sentence.tokens) and end - start < _LONGEST and _goes_on(sentence, start, end):
        end += 1
    found = start < end and _can_begin(sentence, start) and _names_somebody(sentence, start, end)
    return (start, end) if found else None


def _goes_on(sentence: Sentence, start: int, index: int) -> bool:
    word, kind = sentence.word(index), sentence.kind(index)
    if kind == "mark":
        return _is_inner_mark(sentence, index)
    if kind == "quote" or word in words("days") or (word in words("subordinators") and kind != "name"):
        return False
    if kind == "word" and word.endswith("ed") and sentence.word(index + 1) == "by":
        return False
    if word in words("prepositions"):
        return index > start and word in _LINKS
    return index == start or (not is_auxiliary(sentence, index) and word not in words("after_speakers"))


def _can_begin(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    if any(word in words(key) for key in ("no_speakers", "prepositions", "object_pronouns", "adverbs")):
        return False
    does = word.endswith("ing") and sentence.word(index + 1) in words("determiners")  # `admitted making a mistake`
    return not does


def _phrase_ending(sentence: Sentence, low: int, end: int) -> Range | None:
    """Return the noun phrase that ends before token `end`."""
    low, end = _outside_brackets(sentence, low, end)
    head_end = end
    reach = end
    while reach > low and _belongs(sentence, low, reach - 1):
        reach -= 1
    start = without_lead(sentence, _after_conjunction(sentence, low, reach, end), end)
    named = start < end and _names_somebody(sentence, start, end)
    governed = any(sentence.word(index) in words("after_participles") for index in (start - 1, reach))
    governed = governed and sentence.word(start - 1) not in words("time_conjunctions")
    made = None if named and not governed else _made(sentence, low, reach)
    if made is not None:
        return made, head_end
    return (start, head_end) if named else None


def _made(sentence: Sentence, low: int, index: int) -> int | None:
    """Return where a phrase begins of which a participle tells more: `[a statement] released by the agency`."""
    participle = sentence.word(index - 1)
    if index - 1 <= low or not (participle.endswith("ed") or participle in words("participles")):
        return None
    phrase = _phrase_ending(sentence, low, index - 1)
    before = "" if phrase is None else sentence.word(phrase[0] - 1)
    finite = before in words("subordinators") or before in words("time_conjunctions")
    return None if phrase is None or finite else phrase[0]


def _after_conjunction(sentence: Sentence, low: int, start: int, end: int) -> int:
    """Return where a phrase begins once the clause before it is off: `sanctions after [a newspaper]`.

    A phrase that begins its clause may hold such a word itself: `A statement after the call said ...`.
    """
    cut = next((i + 1 for i in range(end - 2, start, -1) if sentence.word(i) in words("time_conjunctions")), start)
    first = next((i for i in range(start, end) if sentence.word(i) not in words("determiners")), start)
    timed = tells_time(sentence.word(first).removesuffix("s"))  # `two days after`, `a day after`
    verb = sentence.kind(start) == "word" and is_verb_like(sentence, start)  # `and set on fire after [a cleric]`
    return start if _begins_clause(sentence, low, start) and not timed and not verb else cut


def _outside_brackets(sentence: Sentence, low: int, end: int) -> Range:
    """Return where a phrase can stand without the brackets it ends with: `Leck Plc <LECK.L>`, `<Leck Plc>`."""
    opening = _BRACKETS.get(sentence.word(end - 1))
    inner = range(end - 2, low - 1, -1) if opening else ()
    index = next((i for i in inner if sentence.word(i) == opening), None)
    if index is None:
        return low, end
    inside = sentence.text[sentence.tokens[index].end : sentence.tokens[end - 1].start]
    alone = index == low or sentence.kind(index - 1) in ("mark", "quote")
    return (index + 1, end - 1) if alone or (opening == "<" and not inside.isupper()) else (low, index)


def _belongs(sentence: Sentence, low: int, index: int) -> bool:
    """Return whether a token can be part of the noun phrase that goes on to its right."""
    word, kind = sentence.word(index), sentence.kind(index)
    if kind == "mark":
        return _is_inner_mark(sentence, index)
    if word == "that" and sentence.word(index - 1) in words("prepositions"):  # `the judge in that case`
        return True
    if kind == "quote" or is_pronoun(word) or word in words("subordinators") or is_auxiliary(sentence, index):
        return False
    if word == "and":
        return _joins_nouns(sentence, low, index)
    return not _is_past(sentence, index)


def _is_past(sentence: Sentence, index: int) -> bool:
    """Return whether a token is a verb in the past for certain: `came`, or `announced` before `by`."""
    word, following = sentence.word(index), sentence.word(index + 1)
    if sentence.kind(index) != "word":
        return False
    closed = following in words("prepositions") or following in words("determiners") or following in words("times")
    return word in words("past_verbs") or (word.endswith("ed") and closed)


def _is_inner_mark(sentence: Sentence, index: int) -> bool:
    """Return whether a mark stands inside a name or noun: `Rep. Doe`, `AT&T`, `Leck (South) Ltd`."""
    before = sentence.word(index - 1)
    if sentence.word(index) in ("(", ")"):
        return _is_inner_bracket(sentence, index)
    if sentence.word(index) == ".":
        dated = before in words("months") and sentence.word(index + 1).isdigit()
        return dated or "." in before or (sentence.kind(index + 1) == "name" and len(before) <= 4)
    return sentence.word(index) in _INSIDE


def _is_inner_bracket(sentence: Sentence, index: int) -> bool:
    """Return whether a name goes on on both sides of a pair of brackets of which one stands at an index."""
    opening = next((i for i in range(index, index - _BRACKETED, -1) if sentence.word(i) == "("), index)
    closing = next((i for i in range(opening, opening + _BRACKETED) if sentence.word(i) == ")"), opening)
    return closing > opening and sentence.kind(opening - 1) == sentence.kind(closing + 1) == "name"


def _joins_nouns(sentence: Sentence, low: int, index: int) -> bool:
    """Return whether "and" joins two nouns rather than two clauses."""
    if index - 1 < low or sentence.kind(index - 1) == "mark":
        return False
    left = index
    while left > low and sentence.kind(left - 1) not in ("mark", "quote"):
        left -= 1
        if sentence.word(left) in words("time_conjunctions"):
            break
        if is_verb_like(sentence, left):
            return False
        if sentence.word(left) in words("determiners"):
            return not is_verb_like(sentence, left - 1)  # `it was [a gorilla and] the zoo hoped`
    return True


def _names_somebody(sentence: Sentence, start: int, end: int) -> bool:
    if end - start > _LONGEST_NAME:
        return False
    return any(_is_somebody(sentence, index) for index in range(start, end))


def _is_somebody(sentence: Sentence, index: int) -> bool:
    """Return whether a token can be what its phrase names: no time (`last month`), no `his part`, `the past`."""
    word = sentence.word(index)
    if sentence.kind(index) == "name" and word in words("months"):
        return True
    return word[:1].isalnum() and word not in words("nobody") and not tells_time(word)


def _before_apposition(sentence: Sentence, low: int, last: int) -> Range | None:
    """Return the head of `Jane Doe, a farmer, said` or `Doe - a farmer - said`; all of `The mayor, Doe, said`."""
    mark = sentence.word(last)
    for index in range(low + 1, last):
        if sentence.word(index) != mark or index + 1 == last or sentence.word(index + 1) in ("but", "and"):
            continue
        head = _phrase_ending(sentence, low, index)
        if head is not None and _begins_clause(sentence, low, head[0]) and not _only_leads(sentence, head):
            named = name_before(sentence, last, index + 1) == (index + 1, last)
            office = any(sentence.kind(i) == "word" for i in range(*head))
            return (head[0], last) if named and office else head
    return None


def _only_leads(sentence: Sentence, phrase: Range) -> bool:
    """Return whether a phrase tells what somebody does meanwhile: `[Speaking in Leck], the mayor said`."""
    word = sentence.word(phrase[0])
    return word in words("leads") and word.endswith("ing")


def _begins_clause(sentence: Sentence, low: int, start: int) -> bool:
    before = sentence.word(start - 1)
    if before in words("time_conjunctions"):
        return start - 1 > low
    if start == low or sentence.kind(start - 1) in ("mark", "quote", ""):
        return True
    return before in words("subordinators") or before == "and"
