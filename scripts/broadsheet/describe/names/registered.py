"""Finds registered names: spellings first, then surnames, then roles; two possible owners give no link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from broadsheet.describe.names.acronyms import find_acronyms
from broadsheet.describe.names.casing import Page, fits
from broadsheet.describe.names.folding import Folded
from broadsheet.describe.names.gazetteer import is_demonym, place_kinds
from broadsheet.describe.names.registry import Hit, Registry
from broadsheet.describe.names.roles import find_roles
from broadsheet.describe.names.surnames import find_surnames
from broadsheet.words import word_set


class Found(NamedTuple):
    """One occurrence of a registered entity; offsets into the folded text."""

    start: int
    end: int
    entity: int
    rule: str


class Registered(NamedTuple):
    """What the registry knows about a text."""

    names: tuple[Found, ...]
    """Sorted, never overlapping."""
    adjectives: frozenset[tuple[int, int]]
    """Where words for what is of a registered country stand; they are no names."""


def find_registered(text: Folded, registry: Registry) -> Registered:
    """Return the registered names of a text; where they compete, the longest wins."""
    page = Page(text)
    hits: dict[str, list[Hit]] = defaultdict(list)
    for hit in registry.hits(text):
        hits[hit.form.kind].append(hit)
    barred = _barred(page, hits["not"])
    spelled = _spelled(page, hits["spelling"], hits["listed"], barred)
    named = [Found(*span, entity, "spelling") for span, entity in spelled.items() if entity is not None]
    surnames = find_surnames(page, registry, [*hits["listed"], *hits["surname"]], named, barred)
    named = longest_first([*named, *(Found(*found, "surname") for found in surnames if found[:2] not in spelled)])
    acronyms = find_acronyms(page, [(f.start, f.end, f.entity) for f in named if f.rule == "spelling"])
    named = longest_first([*named, *(Found(*found, "acronym") for found in acronyms)])
    roles = find_roles(page, registry, hits["role"], hits["adjective"], named)
    names = longest_first([*named, *(Found(*found, "role") for found in roles)])
    return Registered(tuple(names), frozenset((h.start, h.end) for h in hits["adjective"]))


def _barred(page: Page, hits: Iterable[Hit]) -> set[tuple[int, int]]:
    """Return (entity, offset) where somebody decided that the longer name there is not this entity."""
    decided = [h for h in hits if fits(page, h.start, h.end, h.form.written)]
    return {(h.form.entity, offset) for h in decided for offset in range(h.start, h.end)}


def _spelled(
    page: Page, hits: Iterable[Hit], listed: Iterable[Hit], barred: set[tuple[int, int]]
) -> dict[tuple[int, int], int | None]:
    """Return who is spelled out where; None where two entities share the spelling.

    A person's first or last name that is listed counts where another entity has it too; else it is a surname.
    """
    owners: dict[tuple[int, int], set[int]] = defaultdict(set)
    for hit in hits:
        if (hit.form.entity, hit.start) in barred:
            continue
        if fits(page, hit.start, hit.end, hit.form.written) and not _is_half_a_name(page, hit):
            owners[hit.start, hit.end].add(hit.form.entity)
    for hit in listed:
        if (hit.start, hit.end) in owners and (hit.form.entity, hit.start) not in barred:
            owners[hit.start, hit.end].add(hit.form.entity)
    sure = {next(iter(who)) for who in owners.values() if len(who) == 1}
    return {span: _only(who) if len(who) == 1 else _only(who & sure) for span, who in owners.items()}


def _is_half_a_name(page: Page, hit: Hit) -> bool:
    """Return whether the name is half of another's: "Guinea" in "Guinea-Bissau", "South" in "South Korean"."""
    small, follows = page.small[hit.start : hit.end], page.word_after(hit.end)
    if follows[:1].isupper() and small in word_set("names_words", "direction"):
        return is_demonym(follows.lower()) or f"{small} {follows.lower()}" in place_kinds()
    before, after = page.hyphened(hit.start, hit.end)
    whole = "-".join(part for part in (before, small, after) if part)
    return bool(before or after) and whole.lower() in place_kinds()


def _only(who: set[int]) -> int | None:
    return next(iter(who)) if len(who) == 1 else None


def longest_first(found: Iterable[Found]) -> list[Found]:
    """Return what is left, in order of place, when every overlap goes to the longer name."""
    kept: dict[int, Found] = {}
    taken: set[int] = set()
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if not taken.intersection(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            kept[one.start] = one
    return [kept[start] for start in sorted(kept)]
