"""Says what a speaker did, so that speaker, verb and words read as one sentence."""

from __future__ import annotations

from functools import cache

from broadsheet.models import Claim
from broadsheet.text.inflection import inflected
from broadsheet.words import table, word_set

_NO_CLAUSE = frozenset(("object", "to", "noun"))
"""What a cue takes, by `words/cues.yml`, if its content need not be a clause of its own."""


def verb(claim: Claim) -> str:
    """Return what the speaker did, in the past where that is one word: it fits one speaker and many.

    A clause goes with any verb ("said it would close"), an object only with its own ("blamed the council"). Who
    did not say something is never told to have said it.
    """
    if claim.cue and (claim.sense in _own() or _is_negated(claim.cue)):
        return _past(claim.cue)
    return str(table("pages")["sense"].get(claim.sense, claim.sense))


def _past(cue: str) -> str:
    """Return a cue with its verb in the past: `accusing` is accused; after an auxiliary it stays as it is."""
    words = cue.lower() if cue.isupper() else cue[:1].lower() + cue[1:]
    parts = words.split()
    for n, word in enumerate(parts):
        folded = word.lower().replace("’", "'")
        if folded in word_set("grammar", "auxiliaries"):
            return words
        if folded in _pasts():
            return " ".join([*parts[:n], _pasts()[folded], *parts[n + 1 :]])
    return words


def _is_negated(cue: str) -> bool:
    return not word_set("grammar", "negations").isdisjoint(cue.lower().replace("’", "'").split())


@cache
def _own() -> frozenset[str]:
    """Return the senses whose verbs cannot stand for one another."""
    distinct = word_set("grammar", "distinct_senses")
    return distinct.union(row["sense"] for row in table("cues")["verbs"] if _NO_CLAUSE & set(row["takes"]))


@cache
def _pasts() -> dict[str, str]:
    """Return the past of every form of these verbs that has none of its own; of phrases only the verb changes."""
    verbs = [v.split()[0] for row in table("cues")["verbs"] if row["sense"] in _own() for v in row["verbs"]]
    found: dict[str, str] = {}
    for plain in verbs:
        for forms in inflected(plain):
            found |= dict.fromkeys((plain, forms.present, forms.ing), forms.past)
    return found
