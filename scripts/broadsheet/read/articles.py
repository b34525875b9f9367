"""Reads the articles: raw files and the sidecars beside them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from broadsheet.corpus import Entry
from broadsheet.models import Raw
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read.authority import Found, document
from broadsheet.read.files import read_raw
from broadsheet.records import Sidecar
from broadsheet.strict_yaml import EMPTY
from broadsheet.validation import validated

MAX_SIDECAR_BYTES = 64_000

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_ID = 80
# Names that Windows keeps for devices, whatever follows the dot.
_RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))))
_SUFFIXES = frozenset((".txt", ".html"))


def entries(found: Found, wanted: Callable[[str], bool] | None = None) -> tuple[tuple[Entry, ...], frozenset[str]]:
    """Return every readable article that is wanted, in the order of the ids, and the ids of the unwanted.

    What is wrong with the files is noted.
    """
    raws: dict[str, str] = {}
    sidecars: dict[str, str] = {}
    for shown in _files(found.root):
        stem, suffix = os.path.splitext(shown)
        if suffix in _SUFFIXES:
            _take_raw(found, raws, shown)
        elif suffix == ".yml":
            sidecars[stem] = shown
        elif not shown.endswith("/.gitkeep"):
            hint = "articles are .txt or .html files with a .yml sidecar"
            found.problems.append(Problem(shown, 1, 1, "FILE-STRANGE", "has no place here", hint))
    others = frozenset(name for name in raws if wanted is not None and not wanted(name))
    for name in others:
        sidecars.pop(raws.pop(name).rsplit(".", 1)[0], None)
    found_entries = [e for shown in raws.values() if (e := _entry(found, shown, sidecars)) is not None]
    left = [_tombstone(found, shown) for shown in sidecars.values() if wanted is None or wanted(_stem(shown))]
    found_entries += [entry for entry in left if entry is not None]
    others |= {_stem(shown) for shown in sidecars.values() if wanted is not None and not wanted(_stem(shown))}
    return tuple(sorted(found_entries, key=lambda e: e.raw.id)), others


def _files(root: Path) -> Iterator[str]:
    """Yield the path of every file below `corpus/articles/`, in order; folders that are links are not entered.

    Strings, because a path object for each of 20,000 files takes longer than all the rest.
    """
    top = str(root / "corpus" / "articles")
    for folder, folders, files in os.walk(top, followlinks=False):
        folders.sort()
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        below = folder[len(top) :].replace(os.sep, "/")
        for name in sorted([*files, *links]):
            yield f"corpus/articles{below}/{name}"


def is_id(stem: str) -> bool:
    """Return whether a name may be an article's id, and its file lie on any system."""
    return bool(_ID.fullmatch(stem)) and len(stem) <= _MAX_ID and stem not in _RESERVED


def _stem(shown: str) -> str:
    return shown.rpartition("/")[2].rpartition(".")[0]


def _tombstone(found: Found, shown: str) -> Entry | None:
    """Return a withdrawn article whose text was taken away; any other sidecar without an article is a problem."""
    source = document(found, shown, MAX_SIDECAR_BYTES)
    record, problems = validated(Sidecar, source, shown)
    if record is None or record.status != "withdrawn" or not is_id(_stem(shown)):
        hint = "add the article's .txt or .html file, or remove the sidecar, or set `status: withdrawn`"
        found.problems.append(Problem(shown, 1, 1, "SIDECAR-ALONE", "has no article beside it", hint))
        return None
    found.problems.extend(problems)
    digest = hashlib.sha256(b"").hexdigest()
    return Entry(Raw(_stem(shown), f"{shown.removesuffix('.yml')}.txt", "", digest), record, shown, source)


def _take_raw(found: Found, raws: dict[str, str], shown: str) -> None:
    stem = _stem(shown)
    if not is_id(stem):
        hint = f"use small letters, digits and hyphens, at most {_MAX_ID}, such as 2023-01-06-outlet-some-words"
        found.problems.append(Problem(shown, 1, 1, "ARTICLE-ID", f"{stem[:100]!r} is no id", hint))
    elif stem in raws:
        hint = "give one of them another name"
        what = f"has the same id as {raws[stem]}"
        found.problems.append(Problem(shown, 1, 1, "ARTICLE-TWICE", what, hint))
    else:
        raws[stem] = shown


def _entry(found: Found, shown: str, sidecars: dict[str, str]) -> Entry | None:
    sidecar_path = sidecars.pop(shown.rsplit(".", 1)[0], None)
    source = document(found, sidecar_path, MAX_SIDECAR_BYTES) if sidecar_path else EMPTY
    sidecar_shown = sidecar_path or f"{shown.rsplit('.', 1)[0]}.yml"
    record, problems = validated(Sidecar, source, sidecar_shown)
    found.problems.extend(problems)
    try:
        raw = read_raw(found.root / shown, shown)
    except BroadsheetError as e:
        found.problems.extend(e.problems)
        return None
    return Entry(raw, record or Sidecar(), sidecar_shown, source)
