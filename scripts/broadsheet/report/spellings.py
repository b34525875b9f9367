"""Finds new names that may be other spellings of registered ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz, process

from broadsheet.records import Entity

# Of two names with this share of letters in common in their order, most are one person's or one place's:
# `Lindqvist` and `Lindkvist` share .89.
_ALIKE = 85


class Doubt(NamedTuple):
    """A name nobody has registered, and the registered one it looks like."""

    name: str
    known: str
    """A registered spelling."""
    id: str
    """Of its record."""


def doubtful_names(names: Iterable[str], entities: Sequence[Entity]) -> list[Doubt]:
    """Return the names that look like a registered one and are not registered as somebody else's."""
    spellings = [(spelling, entity) for entity in entities for spelling in _spellings(entity)]
    folded = [_folded(spelling) for spelling, _ in spellings]
    other = {_folded(name) for entity in entities for name in entity.not_}
    found = []
    for name in sorted(set(names)):
        bare = _folded(name)
        if bare in other or bare in folded:
            continue
        best = process.extractOne(bare, folded, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if best is not None:
            spelling, entity = spellings[best[2]]
            found.append(Doubt(name, spelling, entity.id))
    return found


def _spellings(entity: Entity) -> Iterator[str]:
    """Yield every registered spelling, and a person's surnames, which stand alone more often than not."""
    for spelling in (entity.name, *entity.spellings):
        yield spelling
        if entity.type == "person" and " " in spelling:
            yield spelling.rpartition(" ")[2]


def _folded(name: str) -> str:
    return anyascii(name[:200]).lower()
