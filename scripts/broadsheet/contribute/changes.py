"""Withdraws and renames articles, confirms and merges records of names: in the files that say so."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.check import DECISIONS, REDIRECTS, kept_ids
from broadsheet.check.naming import ENTITIES, TOPICS, Where, entity_places
from broadsheet.contribute.edits import Values, edited
from broadsheet.contribute.sidecars import item_text, sidecar_text
from broadsheet.contribute.writing import authority_text, extended, in_the_way, replace_text
from broadsheet.corpus import Corpus, Place
from broadsheet.locking import changing
from broadsheet.meant import meant
from broadsheet.models import ARTICLES, EntityType
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read import Found, find_places, is_id, survey
from broadsheet.records import MAX_ID, Entity
from broadsheet.records.strict_yaml import load

_REDIRECTS_HEAD = "# yaml-language-server: $schema=../schemas/redirects.schema.json\n"


@dataclass(frozen=True)
class Changes:
    """What is to be done in a project's folder."""

    texts: Mapping[str, str]
    """What files say then, by their paths."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Where files lie then, by where they lie."""
    told: tuple[str, ...] = ()
    """What that means, a line each."""


def withdrawn(root: Path, name: str, reason: str) -> Changes:
    """Return what takes an article down: its sidecar says so and why, and its words are on no page."""
    place = _place(root, name)
    text = authority_text(root, place.sidecar_path) if place.has_sidecar else sidecar_text({})
    values = {"status": "withdrawn", "withdrawn_reason": reason}
    before = load(text, place.sidecar_path).data
    again = isinstance(before, dict) and before.get("status") == "withdrawn"
    told = (f"{name} was withdrawn already; the reason is another now",) if again else (f"{name} is withdrawn",)
    return Changes({place.sidecar_path: edited(text, place.sidecar_path, values)}, told=told)


def renamed(root: Path, old: str, new: str, why: str, *, redirect: bool = True) -> Changes:
    """Return what gives an article another id: its files, what names its statements, and a page that leads on."""
    place = _place(root, old)
    corpus = _corpus(root)
    taken = {*kept_ids(corpus), *(published.id for published in corpus.published)}
    if not is_id(new) or new in taken:
        what = f"{new[:100]!r} is {'taken' if is_id(new) else 'no id'}"
        hint = f"use small letters, digits and hyphens, at most {MAX_ID}, and no id that an article has or had"
        raise BroadsheetError(Problem(place.path, 1, 1, "ARTICLE-ID", what, hint))
    there = {place.path: place.has_text, place.sidecar_path: place.has_sidecar}
    moved = {path: _beside(path, old, new) for path, is_there in there.items() if is_there}
    texts = dict(_readdressed(root, old, new))
    redirects = dict(_redirected(root, old, new, why if redirect else None))
    return Changes(texts | redirects, moved)


def confirmed(root: Path, names: Iterable[str], kind: EntityType | None = None) -> Changes:
    """Return what confirms records that are proposed or rejected: their line `status` goes.

    With a `kind` they are of this type from then on, confirmed ones too.
    """
    values = {"status": None} | ({"type": kind} if kind is not None else {})
    records = _records(root)
    named = [_record(records, name) for name in names]
    return _said_of(root, records, named, values, f"is confirmed{f' as {kind}' if kind is not None else ''}")


def rejected(root: Path, names: Iterable[str]) -> Changes:
    """Return what rejects proposed records: nothing is called so then, and it is not suggested again.

    Raises BroadsheetError where a record is confirmed: a person wrote it, and has to take it out.
    """
    records = _records(root)
    named = [_record(records, name) for name in names]
    for name in named:
        if records[name][0].status == "confirmed":
            where = records[name][1]
            hint = "take it out by hand, or write `status: rejected` there"
            raise BroadsheetError(
                Problem(where.path, 1, 1, "ENTITY-STANDS", f"{name!r} is no proposal: it is confirmed", hint)
            )
    return _said_of(root, records, named, {"status": "rejected"}, "is rejected: nobody and nothing is called so")


def _said_of(
    root: Path, records: Mapping[str, tuple[Entity, Where]], named: Iterable[str], values: Values, what: str
) -> Changes:
    """Return what lets records say so, as far as they do not yet, and in words what that means."""
    texts, told = dict[str, str](), list[str]()
    for name in dict.fromkeys(named):
        entity, (path, at) = records[name]
        wanted = {key: value or "confirmed" for key, value in values.items()}
        if any(getattr(entity, key) != value for key, value in wanted.items()):
            texts[path] = edited(texts.get(path) or authority_text(root, path), path, values, at)
            told.append(f"{name} {what}")
    return Changes(texts, told=tuple(told))


def merged(root: Path, name: str, into: str) -> Changes:
    """Return what makes two records of one name one: the first keeps its spellings and leads to the second."""
    records = _records(root)
    first, second = _record(records, name), _record(records, into)
    chain = [second]
    while (further := records[chain[-1]][0].merged_into) in records and further not in chain:
        chain.append(further)
    (path, at), where = records[first][1], records[second][1]
    if first in chain:
        what = (
            f"{second!r} leads to {first!r} already"
            if first != second
            else f"{name!r} and {into!r} are one record"
        )
        raise BroadsheetError(Problem(where.path, 1, 1, "ENTITY-CYCLE", what, "let one of them stand"))
    one, other = (records[name][0].type for name in (first, chain[-1]))
    if one != other:
        what = f"{first!r} is a {one}, and {chain[-1]!r} a {other}"
        hint = f"if {first!r} is a {other} too, say so first: broadsheet confirm --type {other} {first}"
        raise BroadsheetError(Problem(path, 1, 1, "ENTITY-STANDS", what, hint))
    values = {"merged_into": chain[-1], "status": None}
    text = edited(authority_text(root, path), path, values, at)
    return Changes({path: text}, told=(f"{first} leads to {chain[-1]}",))


def changed(root: Path, change: Callable[[], Changes]) -> list[str]:
    """Find out what is to be done below a project's folder and do it, all or nothing; return a line on each.

    No other command changes the corpus from the reading to the writing.
    """
    with changing(root):
        return _make(root, change())


def _make(root: Path, changes: Changes) -> list[str]:
    told = [*changes.told]
    with ExitStack() as undoing:
        for shown, text in changes.texts.items():
            replace_text(root / shown, text, undoing)
            told.append(f"wrote {shown}")
        for shown, to in changes.moved.items():
            if os.path.lexists(root / to):
                raise in_the_way(to)
            (root / shown).rename(root / to)
            undoing.callback((root / to).rename, root / shown)
            told.append(f"moved {shown} to {to}")
        undoing.pop_all()
    return told


# ------------------------------------------------------------------ what lies there


def _corpus(root: Path) -> Corpus:
    """Return the corpus without its articles. Raises BroadsheetError where what people wrote cannot be read."""
    corpus, problems = survey(root, lambda name: False)
    if corpus is None:
        raise BroadsheetError(*problems)
    return corpus


def _records(root: Path) -> dict[str, tuple[Entity, Where]]:
    """Return the registered people, organisations and places by their ids, each with its place."""
    corpus = _corpus(root)
    return {e.id: (e, where) for e, where in zip(corpus.entities, entity_places(corpus), strict=True)}


def _record(records: Mapping[str, tuple[Entity, Where]], words: str) -> str:
    """Return the id of the record that a person means: by its id, or by a name that no other has."""
    named = [key for key, (entity, _) in records.items() if entity.name.casefold() == words.casefold()]
    if words in records or len(named) == 1:
        return words if words in records else named[0]
    what = f"{words[:100]!r} is the name of {', '.join(named)}" if named else f"there is no record {words[:100]!r}"
    near = {name: key for key, (entity, _) in records.items() for name in (key, entity.name, *entity.spellings)}
    rule = "give its id; a name that has no record is written under `spellings` of the one it means"
    hint = (not named and meant(words[:100], near)) or rule
    raise BroadsheetError(Problem(ENTITIES, 1, 1, "ENTITY-UNKNOWN", what, hint))


def _place(root: Path, name: str) -> Place:
    """Return where an article lies that a person names, as far as its files can be changed."""
    places = {place.id: place for place in find_places(Found(root))[0]}
    place = places.get(name)
    if place is None:
        rule = "ids are file names without their ending; `broadsheet ids` lists them"
        hint = meant(name[:100], {key: key for key in places}) or rule
        raise BroadsheetError(Problem(ARTICLES, 1, 1, "ARTICLE-ID", f"there is no {name[:100]!r}", hint))
    if place.line is not None:
        path, _, line = place.path.rpartition(":")
        hint = "change `id` or `sidecar` in that line"
        raise BroadsheetError(Problem(path, int(line), 1, "EDIT", f"{name!r} is a line of this file", hint))
    return place


def _beside(path: str, old: str, new: str) -> str:
    folder, _, file = path.rpartition("/")
    return f"{folder}/{new}{file.removeprefix(old)}"


# ------------------------------------------------------------------ what names an article


def _readdressed(root: Path, old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield the files that name statements of an article, with its new id in their addresses."""
    address = re.compile(rf"(?<![a-z0-9-]){re.escape(old)}(?=#c-[0-9a-f])")
    for shown in (DECISIONS, TOPICS):
        text = authority_text(root, shown)
        if address.search(text):
            yield shown, address.sub(new, text)


def _redirected(root: Path, old: str, new: str, why: str | None) -> Iterator[tuple[str, str]]:
    """Yield the redirects with one from the old id, without one where `why` is None; those to it go to the new."""
    text = before = authority_text(root, REDIRECTS)
    records: list[Any] = load(text, REDIRECTS).data or []
    for at, record in enumerate(records):
        if isinstance(record, dict) and record.get("to") == old:
            text = edited(text, REDIRECTS, {"to": new}, at)
    if why is not None:
        said = {"from": old, "to": new} | ({"why": why} if why else {})
        text = extended(text or _REDIRECTS_HEAD, REDIRECTS, item_text(said))
    if text != before:
        yield REDIRECTS, text
