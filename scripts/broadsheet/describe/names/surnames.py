"""Whom a surname alone means: the person named in full in the article, or the only one registered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from broadsheet.describe.names.casing import Page, fits, is_ordinary
from broadsheet.describe.names.gazetteer import people, place_kinds
from broadsheet.describe.names.registry import Hit, Registry
from broadsheet.records import Entity
from broadsheet.words import word_set


class Named(Protocol):
    """Somebody or something that is spelled out in the text."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def entity(self) -> int: ...  # noqa: D102


def find_surnames(
    page: Page, registry: Registry, hits: Iterable[Hit], named: Sequence[Named], barred: set[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    """Return (start, end, entity) of the surnames that can mean one person only."""
    owners: dict[tuple[int, int], set[int]] = defaultdict(set)
    covered = {offset for n in named for offset in range(n.start, n.end)}
    for hit in hits:
        free = hit.start not in covered and (hit.form.entity, hit.start) not in barred
        if free and _reads_as_name(page, hit):
            owners[hit.start, hit.end].add(hit.form.entity)
    namesakes = {
        page.small[start:end]
        for (start, end), who in owners.items()
        if _has_other_first_name(page, start) or _has_other_last_name(page, registry, start, end, who)
    }
    first_named: dict[int, int] = {}
    for n in named:
        first_named.setdefault(n.entity, n.start)
    return [
        (start, end, person)
        for (start, end), who in owners.items()
        if page.small[start:end] not in namesakes
        and not _is_part_of_more(page, registry, start, end)
        and (person := _meant(page, registry, start, end, who, first_named)) is not None
    ]


def _reads_as_name(page: Page, hit: Hit) -> bool:
    if _is_date(page, hit):
        return False
    if not is_ordinary(hit.form.written):
        return fits(page, hit.start, hit.end, hit.form.written)
    return page.cased[hit.start : hit.end] == hit.form.written and page.style(hit.start) == "plain"


def _is_date(page: Page, hit: Hit) -> bool:
    small = page.small[hit.start : hit.end]
    if not _is_of_calendar(small):
        return False
    cue = page.word_before(hit.start).lower() in word_set("names_roles", "calendar_cues")
    return cue or page.word_after(hit.end)[:1].isdigit() or page.word_before(hit.start)[:1].isdigit()


def _meant(
    page: Page, registry: Registry, start: int, end: int, who: set[int], first_named: dict[int, int]
) -> int | None:
    """Return the one person a surname can mean here."""
    title = page.word_before(start).lower().rstrip(".")
    who = {w for w in who if not _wrong_gender(title, registry.entities[w].gender)}
    named = {w for w in who if first_named.get(w, end) < start}
    small = page.small[start:end]
    if not named and (is_ordinary(small) or _is_of_calendar(small)):
        return None
    able = named or ({*first_named} & who) or {w for w in who if _stands_for(registry.entities[w], small)}
    return next(iter(able)) if len(able) == 1 else None


def _stands_for(entity: Entity, small: str) -> bool:
    """Return whether a surname means somebody whom the article never names in full.

    Nobody has confirmed a proposed record, and a name that many people have, or a place, may be somebody else's.
    """
    common = small in people("given") or small in people("family") or small in place_kinds()
    return entity.status == "confirmed" or not common


def _is_of_calendar(small: str) -> bool:
    return any(small in word_set("names_roles", key) for key in ("calendar", "calendar_short"))


def _wrong_gender(title: str, gender: str | None) -> bool:
    other = {"female": "male_titles", "male": "female_titles"}.get(gender or "")
    return other is not None and title in word_set("names_roles", other)


def _has_other_first_name(page: Page, start: int) -> bool:
    """Return whether somebody else's given name stands before the surname."""
    word = page.word_before(start)
    return (
        word[:1].isupper() and not _is_no_name(word) and (not page.opens(start - len(word) - 1) or _is_given(word))
    )


def _has_other_last_name(page: Page, registry: Registry, start: int, end: int, who: set[int]) -> bool:
    """Return whether somebody else's given name stands behind what is the first name of these: "Han Jun-ho"."""
    begins = page.small[start:end] + " "
    after = page.word_after(end)
    return (
        after[:1].isupper()
        and page.style(start) == "plain"
        and any(s.lower().startswith(begins) for w in who for s in registry.spellings(w))
    )


def _is_given(word: str) -> bool:
    return word.lower() in people("given") and not is_ordinary(word)


def _is_no_name(word: str) -> bool:
    small = word.lower().rstrip(".")
    known = word_set("names_roles", "titles") | word_set("names_roles", "female_titles")
    return small in known or small.endswith("'s") or (is_ordinary(small) and small not in people("given"))


def _is_part_of_more(page: Page, registry: Registry, start: int, end: int) -> bool:
    """Return whether the surname is a piece of something else's name: "Dam Street", "Dam-Olsen"."""
    joined = [word for word in page.hyphened(start, end) if word[:1].isupper()]
    if any(not registry.owners(word) for word in joined):
        return True
    after = page.word_after(end)
    return after[:1].isupper() and page.style(start) == "plain" and not after.isupper() and len(after) > 1
