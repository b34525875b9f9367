"""The forms of the verbs that attribute."""

from __future__ import annotations

from typing import NamedTuple

from broadsheet.words import table

_VOWELS = "aeiou"
_HISSING = ("s", "x", "z", "ch", "sh")


class Forms(NamedTuple):
    """What becomes of a verb, besides the plain form."""

    present: str
    """With he, she or it."""
    past: str
    participle: str
    ing: str


def inflected(verb: str) -> Forms:
    """Return the forms of a verb of one word: from `words/cues.yml` where it is irregular there, else by rule."""
    irregular = table("cues")["irregular"].get(verb)
    return Forms(*irregular) if irregular is not None else _regular(verb)


def _regular(verb: str) -> Forms:
    if verb.endswith("e"):
        stem = verb if verb.endswith("ee") else verb[:-1]
        return Forms(f"{verb}s", f"{verb}d", f"{verb}d", f"{stem}ing")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return Forms(f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb[:-1]}ied", f"{verb}ing")
    return Forms(verb + ("es" if verb.endswith(_HISSING) else "s"), f"{verb}ed", f"{verb}ed", f"{verb}ing")
