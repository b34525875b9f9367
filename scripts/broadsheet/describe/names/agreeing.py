"""One article calls one thing by one name: what most of its places say of a name holds for all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from broadsheet.describe.names.folding import fold_spelling
from broadsheet.describe.names.recogniser import Proposed
from broadsheet.describe.names.registry import family_names
from broadsheet.models import EntityType

_MOST = 0.85
"""Share of the confidence in any type of a name that one type must have to hold for all its places."""


def agreed(written: Sequence[str], names: Sequence[Proposed]) -> list[Proposed]:
    """Return the names with the type that their article speaks for, where its places differ or do not know.

    A full name of unknown type is a person's where its last word alone is: "Han Mei-lin", and later "Han said".
    """
    kinds = _kinds(written, names)
    surnames = {name for name, kind in kinds.items() if kind[0] == "person" and " " not in name}
    found: list[Proposed] = []
    for text, name in zip(written, names, strict=True):
        folded = fold_spelling(text)
        kind, confidence = kinds.get(folded, (name.type, name.confidence))
        if kind == "unknown" and not surnames.isdisjoint(owners := family_names(folded)):
            kind, confidence = "person", min(name.confidence, *(kinds[o][1] for o in owners if o in surnames))
        found.append(name if kind == name.type else name._replace(type=kind, confidence=confidence))
    return found


def _kinds(written: Sequence[str], names: Sequence[Proposed]) -> dict[str, tuple[EntityType, float]]:
    """Return of each name the type that holds for all its places, and how sure the places are that say so."""
    weights: dict[str, Counter[EntityType]] = defaultdict(Counter)
    sure: dict[tuple[str, EntityType], list[float]] = defaultdict(list)
    for text, name in zip(written, names, strict=True):
        folded = fold_spelling(text)
        weights[folded][name.type] += round(1000 * name.confidence)
        sure[folded, name.type].append(name.confidence)
    kinds: dict[str, tuple[EntityType, float]] = {}
    for folded, each in weights.items():
        known: dict[EntityType, int] = {kind: weight for kind, weight in each.items() if kind != "unknown"}
        most: EntityType = max(known, key=lambda kind: known[kind], default="unknown")
        if most == "unknown" or known[most] >= _MOST * sum(known.values()):
            kinds[folded] = most, min(sure[folded, most])
    return kinds
