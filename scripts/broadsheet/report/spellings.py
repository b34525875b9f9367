"""Finds new names that may be other spellings of registered ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from broadsheet.describe.names import Registry, look_alikes
from broadsheet.describe.names.folding import fold_spelling


class Doubt(NamedTuple):
    """A name nobody has registered, and the registered one it looks like."""

    name: str
    known: str
    """A registered spelling."""
    id: str
    """Of its record."""


def doubtful_names(names: Iterable[str], registry: Registry) -> Iterator[Doubt]:
    """Yield the names that look like a registered one and are not registered as somebody else's, in order."""
    others = {fold_spelling(name).lower() for entity in registry.entities for name in entity.not_}
    for name in sorted(set(names)):
        if not registry.owners(name) and fold_spelling(name).lower() not in others:
            alike = (like.name for like in look_alikes(name, registry.known))
            found = {owner: Doubt(name, known, owner) for known in alike for owner in registry.owners(known)}
            yield from found.values()
