"""Which of the registered names an article can mean: whatever else is registered changes nothing in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from broadsheet.describe.names.folding import Folded
from broadsheet.describe.names.fullest import states
from broadsheet.describe.names.registry import Registry
from broadsheet.describe.names.seats import provinces
from broadsheet.records import Entity


def records_met(text: Folded, registry: Registry, called: Iterable[str] = ()) -> tuple[Entity, ...]:
    """Return the records that a text spells in any of their ways, in the order of the register.

    With them come those that `called` names by id or name, those of states, whose short names a text may have, and
    those that any of these leads to or stands for. Described with these alone, an article is what it is with all.
    """
    found = {index for key in registry.keys_in(text) for index in registry.owners_of(key)}
    shortened = (name for short, name in provinces().items() if short in text.cased)
    for words in (*called, *states().values(), *shortened):
        found.update(registry.owners_of(words))
    return tuple(registry.entities[index] for index in sorted(_with_kin(found, registry)))


def _with_kin(found: Iterable[int], registry: Registry) -> set[int]:
    """Return records with those that they lead to or stand for."""
    kept: set[int] = set()
    left: Sequence[int] = [*found]
    while left:
        kept.update(left)
        records = (registry.entities[index] for index in left)
        further = {name for record in records for name in (record.merged_into, record.metonym_of)}
        left = [i for name in further if name in registry.ids and (i := registry.ids[name]) not in kept]
    return kept
