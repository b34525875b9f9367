"""Finds the articles and opens them: raw files and the sidecars beside them, or lines that hold both."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from broadsheet.corpus import Entry, Place
from broadsheet.models import ARTICLES, Raw
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read.authority import Found
from broadsheet.read.files import MOST_BYTES, decoded, raw_of, read_bytes, unread_folder
from broadsheet.read.shards import line_of, material_of, places_in, problem_of
from broadsheet.records import ID_PATTERN, MAX_ID, RESERVED, Sidecar
from broadsheet.records.strict_yaml import EMPTY, Document, load
from broadsheet.records.validation import validated

MAX_SIDECAR_BYTES = 64_000
ID_HINT = f"use small letters, digits and hyphens, at most {MAX_ID}, such as 2023-01-06-outlet-some-words"

_ID = re.compile(ID_PATTERN)
_SUFFIXES = frozenset((".txt", ".html"))


@dataclass(frozen=True, slots=True)
class Material:
    """What an article is made from, byte for byte."""

    raw: bytes | None
    """The article file; None where there is none, or none that can be read."""
    sidecar: bytes | None
    problems: tuple[Problem, ...] = ()
    """Why a file cannot be read."""


@dataclass
class _Seen:
    """What the folders hold so far."""

    places: dict[str, Place] = field(default_factory=dict)
    sidecars: dict[str, str] = field(default_factory=dict)
    """Paths of sidecars by path without suffix."""


def find_places(
    found: Found, wanted: Callable[[str], bool] | None = None, files: Iterable[str] | None = None
) -> tuple[tuple[Place, ...], frozenset[str]]:
    """Return where every article lies that is wanted, in the order of the ids, and the ids of the unwanted.

    What is wrong with names and lines is noted; no article is opened. With `files`, these paths are all there are:
    only files of lines and sidecars that stand alone are looked for below the root.
    """
    seen = _Seen()
    for shown in _files(found) if files is None else files:
        stem, suffix = os.path.splitext(shown)
        if suffix in _SUFFIXES:
            name, beside = stem_of(shown), f"{stem}.yml"
            _take(found, seen, Place(name, shown, beside, "html" if suffix == ".html" else "text"))
        elif suffix == ".jsonl":
            for place in places_in(found, shown):
                _take(found, seen, place)
        elif suffix == ".yml":
            seen.sidecars[stem] = shown
        elif not shown.endswith("/.gitkeep"):
            hint = "articles are .txt or .html files with a .yml sidecar, or lines of .jsonl files"
            found.problems.append(Problem(shown, 1, 1, "FILE-STRANGE", "has no place here", hint))
    all_places = [_with_sidecar(place, seen) for place in seen.places.values()]
    alone = [(stem_of(shown), shown) for shown in seen.sidecars.values()]
    kept = [place for place in all_places if wanted is None or wanted(place.id)]
    others = frozenset(place.id for place in all_places) - {place.id for place in kept}
    tombs = [_tombstone(found, shown) for name, shown in alone if wanted is None or wanted(name)]
    others |= {name for name, _ in alone if wanted is not None and not wanted(name)}
    return tuple(sorted([*kept, *(t for t in tombs if t is not None)], key=lambda p: p.id)), others


def _files(found: Found) -> Iterator[str]:
    """Yield the path of every file below `corpus/articles/`, in order; folders that are links are not entered.

    A folder that cannot be read is noted: its articles would go from the site without a word. Strings, because a
    path object for each of 20,000 files takes longer than all the rest.
    """
    top = str(found.root / "corpus" / "articles")

    def note(e: OSError) -> None:
        if not isinstance(e, FileNotFoundError):
            shown = os.path.relpath(e.filename, found.root).replace(os.sep, "/")
            found.problems.append(unread_folder(e, shown))

    for folder, folders, files in os.walk(top, onerror=note, followlinks=False):
        folders.sort()
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        below = folder[len(top) :].replace(os.sep, "/")
        for name in sorted([*files, *links]):
            yield f"{ARTICLES}{below}/{name}"


def is_id(stem: str) -> bool:
    """Return whether a name may be an article's id, and its file lie on any system."""
    return bool(_ID.fullmatch(stem)) and len(stem) <= MAX_ID and stem not in RESERVED


def stem_of(path: str) -> str:
    """Return a file's name without its ending: an article's id, where it is one's."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _take(found: Found, seen: _Seen, place: Place) -> None:
    if not is_id(place.id):
        what = f"{place.id[:100]!r} is no id"
        found.problems.append(problem_of(Problem(place.path, 1, 1, "ARTICLE-ID", what, ID_HINT)))
    elif place.id in seen.places:
        hint = "give one of them another name"
        what = f"has the same id as {seen.places[place.id].path}"
        found.problems.append(problem_of(Problem(place.path, 1, 1, "ARTICLE-TWICE", what, hint)))
    else:
        seen.places[place.id] = place


def _with_sidecar(place: Place, seen: _Seen) -> Place:
    if place.line is not None:
        return place
    beside = seen.sidecars.pop(place.sidecar_path.removesuffix(".yml"), None)
    return place if beside is None else replace(place, has_sidecar=True)


def _tombstone(found: Found, shown: str) -> Place | None:
    """Return a withdrawn article whose text was taken away; any other sidecar without an article is a problem."""
    path = f"{shown.removesuffix('.yml')}.txt"
    place = Place(stem_of(shown), path, shown, has_text=False, has_sidecar=True)
    source, problems = _source(material(found.root, place), place)
    found.problems.extend(problems)
    record, _ = validated(Sidecar, source, shown)
    if record is None or record.status != "withdrawn" or not is_id(place.id):
        hint = "add the article's .txt or .html file, or remove the sidecar, or set `status: withdrawn`"
        found.problems.append(Problem(shown, 1, 1, "SIDECAR-ALONE", "has no article beside it", hint))
        return None
    return place


# ------------------------------------------------------------------ opening


def material(root: Path, place: Place) -> Material:
    """Return the bytes of an article and its sidecar, or why they cannot be read."""
    problems: list[Problem] = []

    def read(there: bool, shown: str, most: int) -> bytes | None:
        try:
            return read_bytes(root / shown, shown, most) if there else None
        except BroadsheetError as e:
            problems.extend(e.problems)
            return None

    if place.line is None:
        raw = read(place.has_text, place.path, MOST_BYTES[place.kind])
        return Material(raw, read(place.has_sidecar, place.sidecar_path, MAX_SIDECAR_BYTES), tuple(problems))
    try:
        return Material(*material_of(root, place))
    except BroadsheetError as e:
        return Material(None, None, e.problems)


def raw_at(root: Path, place: Place) -> Raw | None:
    """Return an article without what people wrote about it; None where there is no text, or none to read."""
    try:
        return _raw(place, material(root, replace(place, has_sidecar=False))) if place.has_text else None
    except BroadsheetError:  # `check` tells what is wrong with it
        return None


def record(root: Path, place: Place) -> bytes | None:
    """Return what people wrote about an article as they wrote it: its sidecar, or all of the line that it is.

    None where they wrote nothing. Raises BroadsheetError where the file cannot be read.
    """
    if place.line is not None:
        return line_of(root, place)
    return (
        read_bytes(root / place.sidecar_path, place.sidecar_path, MAX_SIDECAR_BYTES) if place.has_sidecar else None
    )


def entry_of(place: Place, given: Material) -> tuple[Entry | None, list[Problem]]:
    """Return an article with what people wrote about it, and the problems of both; None where it cannot be read.

    Problems of an article that is a line name the place within the article; `problem_of` names the line.
    """
    source, problems = _source(given, place)
    record, found = validated(Sidecar, source, place.sidecar_path)
    problems += found
    try:
        raw = _raw(place, given)
    except BroadsheetError as e:
        return None, [*problems, *e.problems]
    if raw is None:
        return None, problems
    return Entry(raw, record or Sidecar(), place.sidecar_path, source, given.sidecar is not None), problems


def _raw(place: Place, given: Material) -> Raw | None:
    if given.raw is not None:
        return raw_of(given.raw, place.id, place.path, place.kind)
    if place.has_text:
        return None
    return Raw(place.id, place.path, "", hashlib.sha256(b"").hexdigest(), place.kind)


def _source(given: Material, place: Place) -> tuple[Document, list[Problem]]:
    """Return the sidecar as written, and why a file of the article cannot be read."""
    if given.sidecar is None:
        return EMPTY, [*given.problems]
    shown = place.sidecar_path
    try:
        if len(given.sidecar) > MAX_SIDECAR_BYTES:
            what = f"is larger than {MAX_SIDECAR_BYTES:,} bytes"
            raise BroadsheetError(Problem(shown, 1, 1, "FILE-SIZE", what, "shorten or split it"))
        source = replace(load(decoded(given.sidecar, shown), shown), written=given.sidecar)
    except BroadsheetError as e:
        return EMPTY, [*given.problems, *e.problems]
    return source, [*given.problems]
