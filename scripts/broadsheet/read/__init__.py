"""Reads a corpus from its folder: the only stage that opens corpus files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from broadsheet.corpus import Corpus, Entries, Entry, Place
from broadsheet.models import ARTICLES
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read.articles import ID_HINT, Material, entry_of, find_places, is_id, material, raw_at, record
from broadsheet.read.authority import Found, many, one, registered, strangers
from broadsheet.read.files import read_raw
from broadsheet.read.shards import problem_of
from broadsheet.records import CorpusConfig, Decisions, OutletRecord, Published, Redirect, Theme

__all__ = [
    "ID_HINT",
    "Found",
    "Material",
    "entry_of",
    "find_places",
    "is_id",
    "material",
    "problem_of",
    "raw_at",
    "read",
    "read_raw",
    "survey",
]

_UNTITLED = CorpusConfig(title="Untitled", description="Untitled")


def read(root: Path, wanted: Callable[[str], bool] | None = None) -> tuple[Corpus | None, list[Problem]]:
    """Return the corpus below a project's folder, every article opened, and all problems of its files.

    Articles whose id is not `wanted` are not opened; all are where it is None.
    The corpus is None only where there is none: no folder, no articles. Where a file has problems, the corpus has
    what can be read of it, so that one run tells all that is wrong.
    """
    corpus, problems = survey(root, wanted)
    if corpus is None:
        return None, problems
    entries: list[Entry] = []
    for place in corpus.places:
        entry, found = entry_of(place, material(root, place))
        problems += map(problem_of, found)
        entries += [entry] if entry is not None else []
    return replace(corpus, entries=tuple(entries)), sorted(problems)


def survey(root: Path, wanted: Callable[[str], bool] | None = None) -> tuple[Corpus | None, list[Problem]]:
    """Return the corpus without its articles opened, and the problems of all files but those of articles.

    Each article is opened when it is asked for; a BroadsheetError is raised then where it cannot be.
    """
    found = Found(root)
    if not (root / "corpus").is_dir():
        hint = "run this in a folder that has one, name it with --root, or begin one: broadsheet new FOLDER"
        return None, [Problem("corpus", 1, 1, "CORPUS-MISSING", "there is no corpus folder", hint)]
    config = one(found, "corpus.yml", CorpusConfig) or _UNTITLED
    outlets = many(found, "outlets.yml", OutletRecord)
    entities = registered(found)
    themes = many(found, "topics.yml", Theme)
    redirects = many(found, "redirects.yml", Redirect)
    decisions = one(found, "decisions.yml", Decisions, needed=False) or Decisions()
    published = many(found, "published.yml", Published)
    places, others = find_places(found, wanted)
    found.problems.extend(strangers(root))
    if not places and not others and not any(p.path.startswith(f"{ARTICLES}/") for p in found.problems):
        hint = f"put a raw article into {ARTICLES}/ as a .txt or .html file"
        found.problems.append(Problem(ARTICLES, 1, 1, "CORPUS-EMPTY", "holds no article", hint))
    problems = sorted(found.problems)
    if not (places or others):
        return None, problems
    corpus = Corpus(
        config=config,
        entries=Entries(places, _Opener(root), partial(record, root)),
        outlets=outlets,
        entities=entities,
        themes=themes,
        decisions=decisions,
        redirects=redirects,
        published=published,
        others=others,
        sources=found.sources,
    )
    return corpus, problems


@dataclass(frozen=True)
class _Opener:
    """Opens articles of a project."""

    root: Path

    def __call__(self, place: Place) -> Entry:
        entry, problems = entry_of(place, material(self.root, place))
        if entry is None:
            raise BroadsheetError(*map(problem_of, problems))
        return entry
