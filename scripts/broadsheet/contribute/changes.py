"""Withdraws and renames articles, and back, in the files that say so; does what is to be done, all or nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.check import DECISIONS, REDIRECTS, kept_ids
from broadsheet.check.naming import TOPICS
from broadsheet.contribute.edits import edited, without
from broadsheet.contribute.sidecars import item_text, sidecar_text
from broadsheet.contribute.writing import authority_text, extended, in_the_way, replace_text
from broadsheet.corpus import Corpus, Place
from broadsheet.locking import changing
from broadsheet.meant import meant
from broadsheet.models import ARTICLES
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read import Found, find_places, is_id, survey
from broadsheet.records import MAX_ID
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


def republished(root: Path, name: str) -> Changes:
    """Return what publishes a withdrawn article again. Raises BroadsheetError where its raw file is gone."""
    place = _place(root, name)
    text = authority_text(root, place.sidecar_path) if place.has_sidecar else ""
    said = load(text, place.sidecar_path).data
    if not isinstance(said, dict) or said.get("status") != "withdrawn":
        return Changes({}, told=(f"nothing to do: {name} is not withdrawn",))
    if not place.has_text:
        hint = "put its raw file back, from the history of the repository if it is still in it"
        raise BroadsheetError(Problem(place.sidecar_path, 1, 1, "SIDECAR-ALONE", "has no article beside it", hint))
    values = {"status": None, "withdrawn_reason": None}
    return Changes(
        {place.sidecar_path: edited(text, place.sidecar_path, values)}, told=(f"{name} is published again",)
    )


def renamed(root: Path, old: str, new: str, why: str, *, redirect: bool = True) -> Changes:
    """Return what gives an article another id: its files, what names its statements, and a page that leads on."""
    place = _place(root, old)
    corpus = corpus_of(root)
    taken = {*kept_ids(corpus), *(published.id for published in corpus.published)}
    was_its_own = any(redirect.from_ == new and redirect.to == old for redirect in corpus.redirects)
    if not is_id(new) or (new in taken and not was_its_own):
        what = f"{new[:100]!r} is {'taken' if is_id(new) else 'no id'}"
        hint = f"use small letters, digits and hyphens, at most {MAX_ID}, and no id that an article has or had"
        raise BroadsheetError(Problem(place.path, 1, 1, "ARTICLE-ID", what, hint))
    there = {place.path: place.has_text, place.sidecar_path: place.has_sidecar}
    moved = {path: _beside(path, old, new) for path, is_there in there.items() if is_there}
    texts = dict(_readdressed(root, old, new))
    redirects = dict(_redirected(root, old, new, why if redirect else None))
    return Changes(texts | redirects, moved)


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


def corpus_of(root: Path) -> Corpus:
    """Return the corpus without its articles. Raises BroadsheetError where what people wrote cannot be read."""
    corpus, problems = survey(root, lambda name: False)
    if corpus is None:
        raise BroadsheetError(*problems)
    return corpus


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
    """Yield the redirects with one from the old id, without one where `why` is None; those to it go to the new.

    The one from the new id goes: the article has it again.
    """
    text = before = authority_text(root, REDIRECTS)
    records: list[Any] = load(text, REDIRECTS).data or []
    for at, record in reversed([*enumerate(records)]):
        if isinstance(record, dict) and record.get("to") == old:
            back = record.get("from") == new
            text = without(text, REDIRECTS, at) if back else edited(text, REDIRECTS, {"to": new}, at)
    if why is not None:
        said = {"from": old, "to": new} | ({"why": why} if why else {})
        text = extended(text or _REDIRECTS_HEAD, REDIRECTS, item_text(said))
    if text != before:
        yield REDIRECTS, text
