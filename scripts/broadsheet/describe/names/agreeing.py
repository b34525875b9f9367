"""One article calls one thing by one name: what most of its places say of a name holds for all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from broadsheet.describe.names.classes import is_known, place_kind
from broadsheet.describe.names.folding import fold_spelling
from broadsheet.describe.names.recogniser import Proposed
from broadsheet.describe.names.registry import family_names
from broadsheet.models import EntityType
from broadsheet.words import word_set

_MOST = 0.85
"""Share of the confidence in any type of a name that one type must have to hold for all its places."""
_LARGE = {"country", "region", "state", "capital", "city", "known"}
"""Kinds of places that are meant when their name stands alone, whoever is called so."""
_SURELY, _PERHAPS = 0.9, 0.75
"""Confidence from which a surname is another's name all the same: any, and one that a town has."""

Kinds = dict[str, tuple[EntityType, float]]
"""Folded name -> the type that holds for all its places, and how sure these are."""


def agreed(written: Sequence[str], names: Sequence[Proposed]) -> list[Proposed]:
    """Return the names with the type that their article speaks for, where its places differ or do not know.

    A full name of unknown type is a person's where its last word alone is: "Han Mei-lin", and later "Han said".
    The surname of somebody named in full is that person's, if little speaks for a place or body of that name.
    """
    kinds = _kinds(written, names)
    surnames = {name for name, kind in kinds.items() if kind[0] == "person" and " " not in name}
    spelled_out, bodies = _spelled_out(kinds), _words_of_bodies(kinds)
    found: list[Proposed] = []
    for text, name in zip(written, names, strict=True):
        folded = fold_spelling(text)
        kind, confidence = kinds.get(folded, (name.type, name.confidence))
        if kind == "unknown" and not surnames.isdisjoint(owners := family_names(folded)):
            kind, confidence = "person", min(name.confidence, *(kinds[o][1] for o in owners if o in surnames))
        if (
            (small := folded.lower()) in spelled_out
            and small not in bodies
            and is_surname(small, kind, confidence)
        ):
            kind, confidence = "person", spelled_out[small]
        found.append(name if kind == name.type else name._replace(type=kind, confidence=confidence))
    return found


def is_surname(small: str, kind: EntityType, confidence: float) -> bool:
    """Return whether little speaks against a word, in small letters, being the surname that somebody here has.

    A town may be called so, too: it takes less for the town to be meant.
    """
    parts = word_set("names_words", "place") | word_set("names_words", "direction")
    if kind == "person" or is_known(small, (small,)) or (kind == "place" and small in parts):
        return False
    known = place_kind(small) if kind == "place" else None
    return known not in _LARGE and confidence < (_SURELY if known is None else _PERHAPS)


def _spelled_out(kinds: Kinds) -> dict[str, float]:
    """Return the surnames, in small letters, of the people named in full, and how sure these are."""
    people = [(name, sure) for name, (kind, sure) in kinds.items() if kind == "person" and " " in name]
    return {short.lower(): sure for name, sure in people for short in family_names(name)}


def _words_of_bodies(kinds: Kinds) -> set[str]:
    """Return the words, in small letters, of longer names of organisations: "Halloran" of "Halloran Ltd"."""
    bodies = (name for name, (kind, _) in kinds.items() if kind == "organisation" and " " in name)
    return {word for name in bodies for word in name.lower().split()}


def _kinds(written: Sequence[str], names: Sequence[Proposed]) -> Kinds:
    """Return of each name the type that holds for all its places, and how sure the places are that say so."""
    weights: dict[str, Counter[EntityType]] = defaultdict(Counter)
    sure: dict[tuple[str, EntityType], list[float]] = defaultdict(list)
    for text, name in zip(written, names, strict=True):
        folded = fold_spelling(text)
        weights[folded][name.type] += round(1000 * name.confidence)
        sure[folded, name.type].append(name.confidence)
    kinds: Kinds = {}
    for folded, each in weights.items():
        known: dict[EntityType, int] = {kind: weight for kind, weight in each.items() if kind != "unknown"}
        most: EntityType = max(known, key=lambda kind: known[kind], default="unknown")
        if most == "unknown" or known[most] >= _MOST * sum(known.values()):
            kinds[folded] = most, min(sure[folded, most])
    return kinds
