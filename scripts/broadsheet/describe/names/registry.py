"""The names that people have registered, ready for searching: one automaton over every way of writing them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

import ahocorasick

from broadsheet.records import Entity

from .alike import Known
from .folding import Folded, fold_spelling
from .gazetteer import word_set

Kind = Literal["spelling", "surname", "adjective", "role", "not"]

LONGEST = 120
"""Characters. A longer spelling is a sentence, and a fault; see `faults.py`."""


class Form(NamedTuple):
    """One way of writing one entity."""

    entity: int
    """Its place in `Registry.entities`."""
    kind: Kind
    written: str
    """Folded, with its capitals."""


class Hit(NamedTuple):
    """A form that stands in a text, at word boundaries; offsets into the folded text."""

    start: int
    end: int
    form: Form


class Registry:
    """Registered names; built once per process from the records."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.entities = tuple(entities)
        self.ids = {entity.id: i for i, entity in enumerate(self.entities)}
        self._forms: dict[str, list[Form]] = defaultdict(list)
        self.roles: dict[tuple[str, str], set[int]] = defaultdict(set)
        """Role in small letters and id of the country -> entities."""
        for index, entity in enumerate(self.entities):
            self._add(_owner(self.entities, self.ids, index), entity)
        self._automaton = ahocorasick.Automaton()
        for key, forms in self._forms.items():
            self._automaton.add_word(key, (len(key), forms))
        self._automaton.make_automaton()

    def _add(self, index: int, entity: Entity) -> None:
        for form in _forms(index, entity):
            key = form.written.lower()
            if 2 <= len(key) <= LONGEST:
                self._forms[key].append(form)
                if form.kind == "role" and entity.country:
                    self.roles[key, entity.country].add(index)

    def spellings(self, index: int) -> tuple[str, ...]:
        """Return the name and the other spellings of an entity."""
        return (self.entities[index].name, *self.entities[index].spellings)

    @cached_property
    def known(self) -> Known:
        """Return the spellings, ready for `look_alikes`."""
        return Known(spelling for i in range(len(self.entities)) for spelling in self.spellings(i))

    def owners(self, spelling: str) -> tuple[str, ...]:
        """Return the ids of the records that have a spelling."""
        forms = self._forms.get(fold_spelling(spelling).lower(), ())
        return tuple(sorted({self.entities[f.entity].id for f in forms if f.kind in {"spelling", "surname"}}))

    def hits(self, text: Folded) -> Iterator[Hit]:
        """Yield every registered form that stands in the text at word boundaries, whatever its capitals."""
        if not self._forms:
            return
        small = text.small
        for last, (length, forms) in self._automaton.iter(small):
            start, end = last + 1 - length, last + 1
            if not (start and small[start - 1].isalnum()) and not small[end : end + 1].isalnum():
                for form in forms:
                    yield Hit(start, end, form)


def _owner(entities: Sequence[Entity], ids: Mapping[str, int], index: int) -> int:
    """Return the record that took this one's place; records merged in a circle own themselves."""
    seen = [index]
    while (target := entities[seen[-1]].merged_into) is not None and target in ids:
        if ids[target] in seen:
            return index
        seen.append(ids[target])
    return seen[-1]


def shared_spellings(entities: Sequence[Entity]) -> dict[str, tuple[str, ...]]:
    """Return the spellings that more than one entity has, small, with the ids: they are linked to none of them."""
    ids = {entity.id: i for i, entity in enumerate(entities)}
    first: dict[str, int] = {}
    owners: dict[str, set[int]] = defaultdict(set)
    for index, entity in enumerate(entities):
        owner = index if entity.merged_into is None else _owner(entities, ids, index)
        for spelling in _spelled(entity):
            key = spelling.lower()
            if 2 <= len(key) <= LONGEST and first.setdefault(key, owner) != owner:
                owners[key] |= {first[key], owner}
    return {key: tuple(sorted(entities[i].id for i in who)) for key, who in owners.items()}


def _spelled(entity: Entity) -> set[str]:
    """Return the folded spellings of an entity; one that is a person's surname alone is none."""
    spellings = {fold_spelling(s) for s in (entity.name, *entity.spellings)}
    return spellings - _surnames(entity, spellings)


def _surnames(entity: Entity, spellings: Iterable[str]) -> set[str]:
    return {s for spelling in spellings for s in family_names(spelling)} if entity.type == "person" else set()


def _forms(index: int, entity: Entity) -> Iterator[Form]:
    spellings = {fold_spelling(s) for s in (entity.name, *entity.spellings)}
    surnames = _surnames(entity, spellings)
    for spelling in spellings - surnames:
        yield Form(index, "spelling", spelling)
    for surname in surnames:
        yield Form(index, "surname", surname)
    for adjective in entity.adjectives:
        yield Form(index, "adjective", fold_spelling(adjective))
    for role in entity.roles:
        yield Form(index, "role", fold_spelling(role))
    for other in entity.not_:
        yield Form(index, "not", fold_spelling(other))


def family_names(name: str) -> tuple[str, ...]:
    """Return what a person of this full name is called for short: "van Dam" of "Jan van Dam"."""
    parts = name.replace(",", " ").split()
    while len(parts) > 2 and parts[-1].lower() in word_set("names_roles", "suffixes"):
        parts.pop()
    if len(parts) < 2 or len(parts[-1]) < 3:
        return ()
    first = len(parts) - 1
    while first > 1 and parts[first - 1].lower() in word_set("names_roles", "particles"):
        first -= 1
    if first == len(parts) - 1 and "-" not in parts[-1]:
        return (parts[-1],)
    article, _, rest = parts[-1].partition("-")
    bare = (rest,) if article.lower() in {"al", "el"} and len(rest) > 2 else ()
    return (" ".join(parts[first:]), *bare)
