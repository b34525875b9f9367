"""Roles that name an entity together with its country: "the Ruritanian defence ministry", "Strelsau's police"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from broadsheet.describe.names.casing import Page
from broadsheet.describe.names.registry import Hit, Registry
from broadsheet.describe.names.surnames import Named
from broadsheet.words import word_set

_OF = re.compile(r" of (?:the )?")
_REACH = 40
"""How many names of countries back "the country" may lie."""


def find_roles(
    page: Page, registry: Registry, roles: Iterable[Hit], adjectives: Iterable[Hit], named: Sequence[Named]
) -> list[tuple[int, int, int]]:
    """Return (start, end, entity) of the roles whose country the text makes certain."""
    reader = _Reader(page, registry, adjectives, named)
    found: list[tuple[int, int, int]] = []
    known: dict[str, set[int]] = {}
    taken = -1
    for start, end in _longest({(hit.start, hit.end) for hit in roles}):
        if start < taken or reader.is_title(end):
            continue
        one = reader.qualified(start, end) or reader.repeated(start, end, known)
        if one is not None:
            found.append(one)
            taken = one[1]
            for role in registry.entities[one[2]].roles:
                known.setdefault(role.lower(), set()).add(one[2])
    return found


def _longest(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


class _Reader:
    """Who is meant by a role, from the words around it."""

    def __init__(self, page: Page, registry: Registry, adjectives: Iterable[Hit], named: Sequence[Named]) -> None:
        self.page, self.registry, self.named = page, registry, named
        places = [n for n in named if registry.entities[n.entity].type == "place"]
        self.countries = [(n.start, n.end, self._country(n.entity)) for n in places]
        of = [(h.start, h.end, registry.entities[h.form.entity].id) for h in adjectives]
        self.before = {end: (start, country) for start, end, country in (*self.countries, *of)}
        self.after = {start: (end, country) for start, end, country in self.countries}

    def _country(self, entity: int) -> str:
        record = self.registry.entities[entity]
        return record.country or record.id

    def is_title(self, end: int) -> bool:
        """Return whether a name follows: "Defence Minister Jan van Dam" names him, his role does not."""
        word = self.page.word_after(end)
        return word[:1].isupper() and self.page.style(end - 1) == "plain"

    def qualified(self, start: int, end: int) -> tuple[int, int, int] | None:
        """Return the mention where country, adjective, capital or "the country's" stands beside the role."""
        role, small = self.page.small[start:end], self.page.small
        if (match := _OF.match(small, end)) and (following := self.after.get(match.end())):
            return self._link(start, following[0], role, {following[1]})
        edge = start - 1
        for ending in ("'s", "'", ""):
            if small[:edge][-3:].endswith(ending) and (previous := self.before.get(edge - len(ending))):
                return self._link(previous[0], end, role, {previous[1]})
        owner = self.page.word_before(start).lower()
        if owner.removesuffix("'s") in word_set("names_roles", "antecedents") and owner.endswith("'s"):
            return self._link(start - 1 - len(owner), end, role, self._named_before(start, role))
        return None

    def _link(self, start: int, end: int, role: str, countries: set[str]) -> tuple[int, int, int] | None:
        who = {entity for country in countries for entity in self.registry.roles.get((role, country), ())}
        return (start, end, next(iter(who))) if len(who) == 1 else None

    def _named_before(self, start: int, role: str) -> set[str]:
        """Return the countries of the nearest paragraph that names any which has somebody in that role."""
        nearest = bisect_left(self.countries, (start,)) - 1
        countries: set[str] = set()
        last = start
        for offset, end, country in reversed(self.countries[max(0, nearest - _REACH) : nearest + 1]):
            if countries and "\n" in self.page.cased[end:last]:
                break
            if (role, country) in self.registry.roles:
                countries.add(country)
                last = offset
        return countries

    def repeated(self, start: int, end: int, known: dict[str, set[int]]) -> tuple[int, int, int] | None:
        """Return the mention where a capitalised role repeats the only entity it has meant so far."""
        who = known.get(self.page.small[start:end], set())
        before = self.page.word_before(start).lower()
        alone = before in {"", "the"} or self.page.opens(start)
        if len(who) == 1 and alone and self.page.cased[start].isupper():
            return (start, end, next(iter(who)))
        return None
