"""Reads the authority files: what people have decided about outlets, names and themes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from broadsheet.lasting import without_collection
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read.files import decoded, read_bytes
from broadsheet.records import Entity, Record
from broadsheet.records.strict_yaml import EMPTY, Document, load
from broadsheet.records.validation import validated, validated_all

R = TypeVar("R", bound=Record)

MAX_AUTHORITY_BYTES = 32_000_000
"""Fifty thousand entities with their spellings fit."""
NAMES = (
    "corpus.yml",
    "outlets.yml",
    "entities.yml",
    "topics.yml",
    "decisions.yml",
    "redirects.yml",
    "published.yml",
)


@dataclass
class Found:
    """What has been read so far, and what was wrong with it."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, Document] = field(default_factory=dict)


def document(found: Found, shown: str, limit: int) -> Document:
    """Return a YAML file as written; an empty one, and its problems noted, where it cannot be read."""
    try:
        written = read_bytes(found.root / shown, shown, limit)
        source = replace(load(decoded(written, shown), shown), written=written)
    except BroadsheetError as e:
        found.problems.extend(e.problems)
        return EMPTY
    found.sources[shown] = source
    return source


def one(found: Found, name: str, model: type[R], *, needed: bool = True) -> R | None:
    """Return the record that a file holds; None, and its problems noted, where it does not."""
    shown = f"corpus/{name}"
    if not os.path.lexists(found.root / shown):
        if needed:
            found.problems.append(
                Problem(shown, 1, 1, "FILE-MISSING", "is missing", "write it; see CONTRIBUTING.md")
            )
        return None
    before = len(found.problems)
    source = document(found, shown, MAX_AUTHORITY_BYTES)
    if len(found.problems) > before:
        return None
    record, problems = validated(model, source, shown)
    found.problems.extend(problems)
    return record


def many(found: Found, name: str, model: type[R]) -> tuple[R, ...]:
    """Return the records of a list file; those with problems are left out and reported."""
    shown = f"corpus/{name}"
    if not os.path.lexists(found.root / shown):
        return ()
    with without_collection():
        return _many(found, shown, model)


def _many(found: Found, shown: str, model: type[R]) -> tuple[R, ...]:
    source = document(found, shown, MAX_AUTHORITY_BYTES)
    if source.data is None:
        return ()
    if not isinstance(source.data, list):
        hint = "begin each record with `- id: ...`"
        found.problems.append(Problem(shown, 1, 1, "FILE-LIST", "is no list of records", hint))
        return ()
    whole = validated_all(model, source.data)
    if whole is not None:
        return whole
    records: dict[int, R] = {}
    for i in range(len(source.data)):
        record, problems = validated(model, source, shown, (i,))
        found.problems.extend(problems)
        if record is not None:
            records[i] = record
    found.sources[shown] = _only(source, list(records))
    return tuple(records.values())


def registered(found: Found) -> tuple[Entity, ...]:
    """Return the registered names: those of `entities.yml`, then those of the files of `entities/`, by name."""
    names = sorted(path.name for path in _folder(found.root) if path.suffix == ".yml")
    return tuple(
        e for name in ("entities.yml", *(f"entities/{n}" for n in names)) for e in many(found, name, Entity)
    )


def _folder(root: Path) -> list[Path]:
    folder = root / "corpus/entities"
    real = folder.is_dir() and not folder.is_symlink()
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".")) if real else []


def _only(source: Document, kept: list[int]) -> Document:
    """Return a list file without the records that were left out, so that places are counted as the records are."""
    if len(kept) == len(source.data):
        return source
    number = {before: after for after, before in enumerate(kept)}
    places = {
        (number[key[0]], *key[1:]): place
        for key, place in source.places.items()
        if isinstance(key[0], int) and key[0] in number
    }
    return Document([source.data[i] for i in kept], places)


def strangers(root: Path) -> Iterator[Problem]:
    """Yield a problem for each file of `corpus/` that nothing reads: most often a misspelt name."""
    known = {*NAMES, "articles", "entities"}
    for path in sorted((root / "corpus").iterdir()):
        if path.name not in known and not path.name.startswith("."):
            hint = f"expected are {', '.join(sorted(known))}"
            yield Problem(f"corpus/{path.name}", 1, 1, "FILE-STRANGE", "has no place here", hint)
    for path in _folder(root):
        if path.suffix != ".yml":
            hint = "expected are files of records, such as people.yml"
            yield Problem(f"corpus/entities/{path.name}", 1, 1, "FILE-STRANGE", "has no place here", hint)
