"""The words that attribute: every form of every verb of `words/cues.yml`, and the closed word classes."""

from __future__ import annotations

from functools import cache, partial
from typing import Literal, NamedTuple

from broadsheet.text.inflection import inflected
from broadsheet.words import table, word_set

Form = Literal["plain", "present", "past", "participle", "ing"]


class Cue(NamedTuple):
    """One form of a verb that attributes."""

    lemma: str
    sense: str
    takes: frozenset[str]
    form: Form
    noun: bool
    """Whether the same form is a noun more often."""
    length: int
    """In words: `pointed out` has two."""

    @property
    def finite(self) -> bool:
        """Whether it can be the verb of a main clause by itself."""
        return self.tensed or self.form == "plain"

    @property
    def tensed(self) -> bool:
        """Whether its form can be no infinitive: `says`, `said`."""
        return self.form in ("present", "past")


@cache
def cue_forms() -> dict[str, Cue]:
    """Return every form, such as `pointed out`, with what it does; the first entry of a verb counts."""
    nouns = frozenset(table("cues")["nouns"])
    never = frozenset(table("cues")["never"])
    forms: dict[str, Cue] = {}
    for entry in table("cues")["verbs"]:
        takes = frozenset(entry["takes"])
        for lemma in entry["verbs"]:
            head, _, particle = lemma.partition(" ")
            for form, word in _inflect(head):
                written = f"{word} {particle}" if particle else word
                if written not in never:
                    cue = Cue(lemma, entry["sense"], takes, form, word in nouns, lemma.count(" ") + 1)
                    forms.setdefault(written, cue)
    return forms


@cache
def first_words() -> frozenset[str]:
    """Return the words with which cues of several words begin."""
    return frozenset(form.partition(" ")[0] for form in cue_forms() if " " in form)


words = partial(word_set, "grammar")
"""Returns one of the closed word classes of `words/grammar.yml`."""


def _inflect(verb: str) -> list[tuple[Form, str]]:
    """Return the forms of a verb; a past participle like the past form is given once, as `past`."""
    found: list[tuple[Form, str]] = []
    for present, past, participle, ing in inflected(verb):
        found += [("past", past), ("plain", verb), ("present", present), ("participle", participle), ("ing", ing)]
    return found
