"""Where a sentence's cue verbs are, with the auxiliaries and adverbs that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from broadsheet.describe.claims.circumstances import after_circumstances
from broadsheet.describe.claims.cues import Cue, cue_forms, first_words, words
from broadsheet.describe.claims.forms import (
    ends_with_comma,
    is_adverb,
    is_auxiliary,
    is_manner,
    is_pronoun,
    is_verb_like,
)
from broadsheet.describe.claims.tokens import Sentence

_LONGEST = 4
"""Words of the longest cue."""


class Verb(NamedTuple):
    """A cue with its verb group: `has repeatedly said`."""

    cue: Cue
    first: int
    """Index of the group's first token."""
    at: int
    """Index of the cue itself."""
    end: int
    """Index after the cue."""
    after: int
    """Index after when and to whom it is said: `told the BBC on Monday`."""
    passive: bool
    infinitive: bool
    """Whether "to" stands before it, or "should": nothing was said yet."""
    progressive: bool
    """Whether a form of "be" makes a finite verb of its -ing form."""
    negated: bool

    @property
    def finite(self) -> bool:
        """Whether a subject can stand before it."""
        if self.infinitive:
            return False
        helped = self.first < self.at or self.cue.form == "participle"
        return self.cue.finite or (helped and (self.progressive or self.cue.form == "participle"))

    @property
    def participle(self) -> bool:
        """Whether it is an -ing form by itself: `adding that ...`."""
        return self.cue.form == "ing" and not self.progressive


def find_verbs(sentence: Sentence) -> Iterator[Verb]:
    """Yield the cue verbs of a sentence that stand outside quotations, in order."""
    openers = first_words()
    for at, token in enumerate(sentence.tokens):
        cue = _phrase(sentence, at) if token.word in openers else cue_forms().get(token.word)
        if cue is not None and not _is_part_of_name(sentence, at) and not _is_noun(sentence, at, cue):
            yield _group(sentence, at, cue)


def _phrase(sentence: Sentence, at: int) -> Cue | None:
    """Return the longest cue that begins at a token: `go on to say` before `go on`."""
    following = [sentence.word(index) for index in range(at, at + _LONGEST)]
    phrases = (" ".join(following[:length]) for length in range(_LONGEST, 0, -1))
    return next((cue_forms()[phrase] for phrase in phrases if phrase in cue_forms()), None)


def _group(sentence: Sentence, at: int, cue: Cue) -> Verb:
    kept = cue.form == "ing" and sentence.word(at - 1) in words("keeping")
    first = at - kept
    while first > 0 and _helps(sentence, first - 1):
        first -= 1
    helpers = [sentence.word(index) for index in range(first, at)]
    owner = sentence.word(first - 1)
    is_be = any(word in words("be") for word in helpers)
    end = at + cue.length
    # A headline leaves out "are": `Residents told to leave`.
    is_told = "person" in cue.takes and "to" not in cue.takes and sentence.word(end) == "to"
    contracted = owner.endswith(("'s", "'re", "'m"))
    return Verb(
        cue=cue,
        first=first,
        at=at,
        end=end,
        after=after_circumstances(sentence, end, cue),
        # "He's said" is "has said" but "he's expected" is "is expected".
        passive=(is_be or is_told or (contracted and "to" in cue.takes)) and cue.form in ("past", "participle"),
        infinitive=owner == "to" or any(word in words("obliging") for word in helpers),
        progressive=cue.form == "ing" and (is_be or contracted or kept),
        negated=any(word in words("negations") for word in helpers),
    )


def _helps(sentence: Sentence, index: int) -> bool:
    """Return whether a token before a verb belongs to it: `has`, `repeatedly`, `did not`."""
    return is_auxiliary(sentence, index) or is_adverb(sentence, index)


def _is_part_of_name(sentence: Sentence, at: int) -> bool:
    """Return whether a form with a capital is part of a name, as in `State University`."""
    if sentence.kind(at) != "name" or sentence.headline:
        return False
    return at > 0 and sentence.kind(at - 1) != "quote"


def _is_noun(sentence: Sentence, at: int, cue: Cue) -> bool:
    """Return whether the form is a noun here, judged by the word before it."""
    before = sentence.word(at - 1)
    if sentence.word(at + 1) in words("compounds"):
        return True
    if is_manner(sentence, at - 1) and sentence.word(at - 2) in words("articles"):
        return cue.form in ("past", "participle")  # `a widely criticised plan`
    if before in words("determiners") and before not in words("lone_determiners"):
        counted = before in words("counting") or (before in words("numbers") and not cue.noun)
        return not (counted and cue.finite)
    named = cue.noun or (cue.form == "plain" and _ends_singular(sentence, at))
    if named and cue.form in ("present", "plain") and is_verb_like(sentence, at + 1):
        return True
    if before in words("before_nouns"):
        return cue.form != "ing"
    if cue.noun and before.endswith(("'s", "s'")) and before not in words("short_is"):
        return True
    if (
        not cue.noun
        or cue.form == "ing"
        or (cue.form == "past" and sentence.word(at + 1) == "to")
        or before in words("auxiliaries")
        or before in words("subject_pronouns")
        or before == "to"
    ):
        return False
    return _is_noun_phrase_end(sentence, at)


def _ends_singular(sentence: Sentence, at: int) -> bool:
    """Return whether article and adjective stand before a form: `a huge [blast]`, not `in the town [say]`."""
    article, before = sentence.word(at - 2), sentence.word(at - 1)
    plain = sentence.kind(at - 1) == "word" and not before.endswith("s") and not is_pronoun(before)
    return article in words("determiners") and plain and sentence.word(at - 3) not in words("prepositions")


def _is_noun_phrase_end(sentence: Sentence, at: int) -> bool:
    """Return whether a doubtful form goes on with a noun phrase: `job reports`, `trade talks`."""
    before = sentence.kind(at - 1)
    if before == "name":
        plain = cue_forms()[sentence.word(at)].form == "plain" and not sentence.headline
        return plain and not (_begins_in_plural(sentence, at - 1) and _clause_follows(sentence, at + 1))
    if sentence.word(at - 1) in (",", "who", "and", "but") or _helps(sentence, at - 1):
        return False
    if ends_with_comma(sentence, at - 1):
        return False
    return not (before == "word" and sentence.word(at - 1).endswith("s") and not sentence.word(at).endswith("s"))


def _begins_in_plural(sentence: Sentence, index: int) -> bool:
    """Return whether a token begins its sentence and is a plural rather than a name: `[Economists] fear that`."""
    word = sentence.word(index)
    return sentence.kind(index - 1) in ("", "mark", "quote") and (word.endswith("s") or word in words("plurals"))


def _clause_follows(sentence: Sentence, index: int) -> bool:
    """Return whether what a noun has not behind it stands at a token: `that`, an article, a pronoun."""
    word = sentence.word(index)
    if word == "that":
        return not is_verb_like(sentence, index + 1)
    return word in words("determiners") or is_pronoun(word)
