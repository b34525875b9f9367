"""The names that people have registered, ready for searching: one automaton over every way of writing them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import ahocorasick

from broadsheet.describe.names.alike import Known
from broadsheet.describe.names.folding import Folded, fold_spelling
from broadsheet.records import Entity
from broadsheet.words import word_set

Kind = Literal["spelling", "listed", "surname", "adjective", "role", "not"]
"""`listed` is the first or last name of a person alone, which people have put among the spellings."""

_SPELLED = frozenset(("spelling", "listed"))
_NAMES = _SPELLED | {"surname"}

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
    """Registered names; built once per process from the records.

    Fifty thousand records are written in two hundred thousand ways, of which an article has a few: which records
    have a way of writing is known from the start, and as what they have it, when it is met.
    """

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.entities = tuple(entities)
        self.ids = {entity.id: i for i, entity in enumerate(self.entities)}
        self.roles: dict[tuple[str, str], set[int]] = defaultdict(set)
        """Role in small letters and id of the country -> entities."""
        for index, entity in enumerate(self.entities):
            if entity.country:
                for role in map(fold_spelling, entity.roles):
                    self.roles[role.lower(), entity.country].add(_owner(self.entities, self.ids, index))
        self._holders = holders(self.entities)
        self._met: dict[str, tuple[Form, ...]] = {}
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
        # In order, what is added begins as what was added last, and its letters are still at hand.
        for key in sorted(filter(_is_matched, self._holders.first)):
            self._automaton.add_word(key)
        self._automaton.make_automaton()

    def _forms(self, key: str) -> tuple[Form, ...]:
        """Return what a way of writing, folded and small, stands for."""
        if key not in self._met:
            self._met[key] = tuple(self._made(key))
        return self._met[key]

    def _made(self, key: str) -> list[Form]:
        forms: list[Form] = []
        for index in self._holders.of(key):
            owner = _owner(self.entities, self.ids, index)
            forms += (form for form in _forms_of(owner, self.entities[index]) if form.written.lower() == key)
        return _decided(self.entities, forms)

    def spellings(self, index: int) -> tuple[str, ...]:
        """Return the name and the other spellings of an entity."""
        return (self.entities[index].name, *self.entities[index].spellings)

    @cached_property
    def known(self) -> Known:
        """Return the spellings, ready for `look_alikes`."""
        return Known(spelling for i in range(len(self.entities)) for spelling in self.spellings(i))

    def owners(self, spelling: str) -> tuple[str, ...]:
        """Return the ids of the records that have a spelling."""
        key = fold_spelling(spelling).lower()
        forms = self._forms(key) if key in self._automaton else ()
        return tuple(sorted({self.entities[f.entity].id for f in forms if f.kind in _NAMES}))

    def owners_of(self, words: str) -> Iterable[int]:
        """Return the places in `entities` of the records of an id, and of those written so in any way."""
        if words in self.ids:
            yield self.ids[words]
        yield from self._holders.of(fold_spelling(words).lower())

    def keys_in(self, text: Folded) -> set[str]:
        """Return the ways of writing, folded and small, that stand in the text at word boundaries."""
        return {text.small[start:end] for start, end in self._places(text)}

    def hits(self, text: Folded) -> Iterator[Hit]:
        """Yield every registered form that stands in the text at word boundaries, whatever its capitals."""
        for start, end in self._places(text):
            for form in self._forms(text.small[start:end]):
                yield Hit(start, end, form)

    def _places(self, text: Folded) -> Iterator[tuple[int, int]]:
        small = text.small
        for last, length in self._automaton.iter(small) if self._automaton else ():
            start, end = last + 1 - length, last + 1
            if not (start and small[start - 1].isalnum()) and not small[end : end + 1].isalnum():
                yield start, end


@dataclass(frozen=True)
class Holders:
    """Which records have which ways of writing, folded and small."""

    first: dict[str, int]
    """The first record that has one."""
    others: dict[str, list[int]]
    """The others, in their order; now and then one twice."""

    def of(self, key: str) -> dict[int, None]:
        """Return the numbers of the records that have a way of writing, in their order."""
        return dict.fromkeys((self.first[key], *self.others.get(key, ()))) if key in self.first else {}


def holders(entities: Sequence[Entity]) -> Holders:
    """Return who has which way of writing: names and spellings, surnames of people, adjectives, roles, others."""
    first: dict[str, int] = {}
    others: dict[str, list[int]] = defaultdict(list)
    for index, entity in enumerate(entities):
        for key in _keys(entity):
            if first.setdefault(key, index) != index:
                others[key].append(index)
    return Holders(first, others)


def _keys(entity: Entity) -> list[str]:
    """Return the written forms that `_forms_of` has for an entity, small; now and then one twice.

    Most names are two plain words: what these need is done here, for nothing is called as often.
    """
    keys: list[str] = []
    person = entity.type == "person"
    for spelling in (entity.name, *entity.spellings):
        words = (spelling if spelling.isascii() else fold_spelling(spelling)).lower().split()
        key = " ".join(words)
        keys.append(key)
        if person and len(words) == 2 and len(words[1]) > 2 and "-" not in words[1] and "," not in key:
            keys.append(words[1])
        elif person and len(words) > 1:
            keys += family_names(key)
    if entity.adjectives or entity.roles or entity.not_:
        keys += [fold_spelling(said).lower() for said in (*entity.adjectives, *entity.roles, *entity.not_)]
    return keys


def _is_matched(key: str) -> bool:
    return 2 <= len(key) <= LONGEST


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
    have = holders(entities)
    shared: dict[str, tuple[str, ...]] = {}
    for key in filter(_is_matched, have.others):
        spelled = (i for i in have.of(key) if _is_spelled(entities[i], key))
        owners = sorted({_owner(entities, ids, i) for i in spelled})
        if len(owners) > 1:
            shared[key] = tuple(sorted(entities[i].id for i in owners))
    return shared


def _is_spelled(entity: Entity, key: str) -> bool:
    return any(form.kind in _SPELLED and form.written.lower() == key for form in _forms_of(0, entity))


def _decided(entities: Sequence[Entity], forms: list[Form]) -> list[Form]:
    """Return the ways of writing one key without those nobody has confirmed, against what somebody has.

    What a confirmed record spells is no spelling of a proposed or rejected one; a confirmed person's surname is
    the name of no such person.
    """
    proposed = {f.entity for f in forms if entities[f.entity].status != "confirmed"}
    kinds = {f.kind for f in forms if f.entity not in proposed}
    if not proposed or kinds.isdisjoint(_NAMES):
        return forms
    if kinds.isdisjoint(_SPELLED):
        proposed = {entity for entity in proposed if entities[entity].type == "person"}
    kept = (f for f in forms if f.entity not in proposed or f.kind != "spelling")
    return [f._replace(kind="surname") if f.entity in proposed and f.kind == "listed" else f for f in kept]


def _forms_of(index: int, entity: Entity) -> Iterator[Form]:
    """Yield the ways of writing an entity, as forms of the record in that place."""
    spellings = {fold_spelling(s) for s in (entity.name, *entity.spellings)}
    person = entity.type == "person"
    surnames = {s for spelling in spellings for s in family_names(spelling)} if person else set()
    short = {surname.lower() for surname in surnames}
    short |= {spelling.lower().split()[0] for spelling in spellings if person and " " in spelling}
    for spelling in spellings:
        yield Form(index, "listed" if spelling.lower() in short else "spelling", spelling)
    for surname in surnames - spellings:
        yield Form(index, "surname", surname)
    for adjective in entity.adjectives:
        yield Form(index, "adjective", fold_spelling(adjective))
    for role in entity.roles:
        yield Form(index, "role", fold_spelling(role))
    for other in entity.not_:
        yield Form(index, "not", fold_spelling(other))


def family_names(name: str) -> tuple[str, ...]:
    """Return what a person of this folded full name is called for short: "van Dam" of "Jan van Dam"."""
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
    bare = (rest,) if article.lower() in word_set("names_roles", "articles") and len(rest) > 2 else ()
    return (" ".join(parts[first:]), *bare)
