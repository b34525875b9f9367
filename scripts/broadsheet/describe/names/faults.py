"""What is wrong with a registry of names, beyond what the records themselves refuse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from broadsheet.describe.names.casing import is_ordinary
from broadsheet.describe.names.registry import LONGEST, shared_spellings
from broadsheet.describe.names.resembling import mixes_scripts
from broadsheet.records import Entity


class Fault(NamedTuple):
    """Something a person should change in a record."""

    id: str
    """Of the record."""
    code: str
    message: str
    hint: str
    level: str = "error"
    """`error`, or `warning` for what may be meant so."""


def find_faults(entities: Sequence[Entity]) -> Iterator[Fault]:
    """Yield what is wrong with the records, in their order, then what several share."""
    for entity in entities:
        yield from _spellings(entity)
    proposed = {entity.id for entity in entities if entity.status != "confirmed"}
    for spelling, ids in shared_spellings(entities).items():
        sure = [name for name in ids if name not in proposed]
        none = "to none of them unless the article names one otherwise"
        owner = f"to {sure[0]}, which is confirmed" if len(sure) == 1 else none
        message = f"{spelling!r} is a spelling of {' and '.join(ids)}"
        hint = f"it is linked {owner}; keep it with one record"
        yield Fault(ids[0], "NAME-SHARED", message, hint, "warning")


def _spellings(entity: Entity) -> Iterator[Fault]:
    for spelling in (entity.name, *entity.spellings):
        if len(spelling) < 2:
            yield Fault(
                entity.id, "NAME-SHORT", f"{spelling!r} is a single letter", "it is never matched; remove it"
            )
        elif len(spelling) > LONGEST:
            message = f"a spelling of {len(spelling)} characters"
            yield Fault(entity.id, "NAME-LONG", message, f"at most {LONGEST} are matched; shorten it")
        elif mixes_scripts(spelling):
            hint = "type it anew; letters of two alphabets look alike"
            yield Fault(entity.id, "NAME-SCRIPTS", f"{spelling!r} mixes letters of two alphabets", hint)
        elif " " not in spelling and entity.type != "person" and spelling[0].islower():
            yield Fault(entity.id, "NAME-SMALL", f"{spelling!r} begins small", "it matches that word everywhere")
        elif " " not in spelling and not spelling.isupper() and is_ordinary(spelling):
            message = f"{spelling!r} is an ordinary word"
            hint = "it is linked only within sentences, where a capital says that it is a name"
            yield Fault(entity.id, "NAME-ORDINARY", message, hint, "warning")
