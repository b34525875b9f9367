"""People, organisations and places: what people have registered, and what the machine proposes beside it."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.describe.names.agreeing import agreed
from broadsheet.describe.names.alike import Known, LookAlike, look_alikes
from broadsheet.describe.names.faults import Fault, find_faults
from broadsheet.describe.names.folding import Folded, fold_text
from broadsheet.describe.names.fullest import fullest, state_called
from broadsheet.describe.names.meeting import records_met
from broadsheet.describe.names.recogniser import Proposed, find_proposed
from broadsheet.describe.names.registered import Found, find_registered
from broadsheet.describe.names.registry import Registry
from broadsheet.describe.names.resembling import Label, mixes_scripts, nearly_the_same, same_to_the_eye
from broadsheet.models import Cleaned, Mention, Span

__all__ = [
    "Fault",
    "Known",
    "Label",
    "LookAlike",
    "Registry",
    "find_faults",
    "find_mentions",
    "look_alikes",
    "mixes_scripts",
    "nearly_the_same",
    "records_met",
    "same_to_the_eye",
]

_SURELY = 0.75
"""Confidence from which a person's name outweighs a registered word inside it."""


def find_mentions(cleaned: Cleaned, registry: Registry, language: str | None = None) -> tuple[Mention, ...]:
    """Return the names in an article, sorted, never overlapping; what is registered wins over what is proposed.

    In a language that is known and not English nothing is proposed: what tells names there was not learnt.
    """
    text = fold_text(cleaned.text)
    known = find_registered(text, registry)
    names, rejected = _without_rejected(known.names, registry)
    proposed = [p for p in _proposed(text, language) if (p.start, p.end) not in known.adjectives | rejected]
    registered = _not_in_longer(names, proposed, registry)
    proposed = _outside(proposed, registered)
    written = [cleaned.text[text.place(p.start) : text.place(p.end)] for p in proposed]
    proposed = agreed(written, proposed)
    mentions = [_registered_mention(cleaned, text, registry, found) for found in registered]
    entity = {m.text: f.entity for m, f in zip(mentions, registered, strict=True) if f.rule == "spelling"}
    people = {m.text: m.type == "person" and m.text in entity for m in mentions}
    for words, (name, found) in zip(written, fullest(written, proposed, people), strict=True):
        if name != words and name in entity:
            rule = "spelling" if found.type == "place" else "surname"
            short = Found(found.start, found.end, entity[name], rule)
            mentions.append(_registered_mention(cleaned, text, registry, short))
        elif name != words and (state := _registered_state(words, name, registry)) is not None:
            short = Found(found.start, found.end, state, "state")
            mentions.append(_registered_mention(cleaned, text, registry, short))
        else:
            mentions.append(_proposed_mention(cleaned, text, name, found))
    return tuple(sorted(mentions, key=lambda mention: mention.clean))


def _without_rejected(found: Sequence[Found], registry: Registry) -> tuple[list[Found], set[tuple[int, int]]]:
    """Return what is of a record that stands, and the places of spellings that people have rejected."""
    rejected = [f for f in found if registry.entities[f.entity].status == "rejected"]
    names = [f for f in found if registry.entities[f.entity].status != "rejected"]
    return names, {(f.start, f.end) for f in rejected if f.rule == "spelling"}


def _proposed(text: Folded, language: str | None) -> list[Proposed]:
    return find_proposed(text) if language is None or language.partition("-")[0] == "en" else []


def _registered_state(words: str, name: str, registry: Registry) -> int | None:
    """Return the one record of a state that is called so for short, though nobody has said so in the record."""
    owners = registry.owners(name) if state_called(words) == name else ()
    found = registry.ids[owners[0]] if len(owners) == 1 else None
    return found if found is not None and words not in registry.entities[found].not_ else None


def _outside(proposed: Sequence[Proposed], registered: Sequence[Found]) -> list[Proposed]:
    taken = {offset for found in registered for offset in range(found.start, found.end)}
    return [name for name in proposed if taken.isdisjoint(range(name.start, name.end))]


def _not_in_longer(registered: Sequence[Found], proposed: Sequence[Proposed], registry: Registry) -> list[Found]:
    """Return what is left when a place's name inside another name is not taken for the place.

    So it is within a person's, "Strelsau Jones", and an organisation's, "Strelsau Traders Association"; within a
    person's an organisation's name is none either.
    """
    longer = [p for p in proposed if p.type in ("person", "organisation") and p.confidence >= _SURELY]
    owner = {offset: p for p in longer for offset in range(p.start, p.end)}

    def stands(found: Found) -> bool:
        name, kind = owner.get(found.start), registry.entities[found.entity].type
        if name is None or (name.start, name.end) == (found.start, found.end):
            return True
        return kind != "place" if name.type == "organisation" else kind == "person"

    return [found for found in registered if stands(found)]


def _registered_mention(cleaned: Cleaned, text: Folded, registry: Registry, found: Found) -> Mention:
    entity = registry.entities[found.entity]
    span = Span(text.place(found.start), text.place(found.end))
    words = cleaned.text[span.start : span.end]
    return Mention(span, cleaned.raw_span(span), words, entity.name, entity.type, entity.id, found.rule)


def _proposed_mention(cleaned: Cleaned, text: Folded, name: str, found: Proposed) -> Mention:
    span = Span(text.place(found.start), text.place(found.end))
    words = cleaned.text[span.start : span.end]
    return Mention(span, cleaned.raw_span(span), words, name, found.type, None, found.rule, found.confidence)
