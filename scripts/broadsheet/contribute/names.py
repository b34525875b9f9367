"""Confirms and rejects records of names, merges and parts them: in the files that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from broadsheet.check.naming import ENTITIES, Where, entity_places
from broadsheet.contribute.changes import Changes, corpus_of
from broadsheet.contribute.edits import Values, edited
from broadsheet.contribute.writing import authority_text
from broadsheet.meant import meant
from broadsheet.models import EntityType
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.records import Entity


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


def parted(root: Path, name: str) -> Changes:
    """Return what lets a record stand for itself again that leads to another."""
    records = _records(root)
    key = _record(records, name)
    entity, (path, at) = records[key]
    if entity.merged_into is None:
        return Changes({}, told=(f"nothing to do: {key} leads to no other record",))
    text = edited(authority_text(root, path), path, {"merged_into": None}, at)
    return Changes({path: text}, told=(f"{key} stands for itself again, no longer for {entity.merged_into}",))


# ------------------------------------------------------------------ what lies there


def _records(root: Path) -> dict[str, tuple[Entity, Where]]:
    """Return the registered people, organisations and places by their ids, each with its place."""
    corpus = corpus_of(root)
    return {e.id: (e, where) for e, where in zip(corpus.entities, entity_places(corpus), strict=True)}


def _record(records: Mapping[str, tuple[Entity, Where]], words: str) -> str:
    """Return the id of the record that a person means: by its id, or by a name that no other has."""
    named = [key for key, (entity, _) in records.items() if entity.name.casefold() == words.casefold()]
    if words in records or len(named) == 1:
        return words if words in records else named[0]
    what = f"{words[:100]!r} is the name of {', '.join(named)}" if named else f"there is no record {words[:100]!r}"
    near = {name: key for key, (entity, _) in records.items() for name in (key, entity.name, *entity.spellings)}
    rule = "give its id; what `suggest` lists has a record after `suggest --write`"
    hint = (not named and meant(words[:100], near)) or rule
    raise BroadsheetError(Problem(ENTITIES, 1, 1, "ENTITY-UNKNOWN", what, hint))
