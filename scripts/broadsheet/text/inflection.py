"""The forms of the verbs that attribute."""

from __future__ import annotations

from typing import NamedTuple

from broadsheet.words import table, word_set

_VOWELS = "aeiou"
_HISSING = ("s", "x", "z", "ch", "sh")


class Forms(NamedTuple):
    """What becomes of a verb, besides the plain form."""

    present: str
    """With he, she or it."""
    past: str
    participle: str
    ing: str


def inflected(verb: str) -> tuple[Forms, ...]:
    """Return the forms of a verb of one word in each spelling, from `words/cues.yml` or else by rule."""
    irregular = table("cues")["irregular"].get(verb)
    if irregular is not None:
        return (Forms(*irregular),)
    doubled = _regular(verb, verb + verb[-1])
    if verb in word_set("cues", "doubled_in_britain"):
        return _regular(verb, verb), doubled
    return (doubled if verb in word_set("cues", "doubled") else _regular(verb, verb),)


def _regular(verb: str, stem: str) -> Forms:
    if verb.endswith("e"):
        return Forms(f"{verb}s", f"{verb}d", f"{verb}d", f"{verb if verb.endswith('ee') else verb[:-1]}ing")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return Forms(f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb[:-1]}ied", f"{verb}ing")
    return Forms(verb + ("es" if verb.endswith(_HISSING) else "s"), f"{stem}ed", f"{stem}ed", f"{stem}ing")
