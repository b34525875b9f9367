"""Finds ids that an earlier revision published and that no longer lead anywhere."""

from __future__ import annotations

from pathlib import Path

from broadsheet.check import gone, kept_ids
from broadsheet.problems import Problem
from broadsheet.read import problem_of, read
from broadsheet.report.revisions import Revision, revisions


def vanished(root: Path, since: str) -> list[Problem]:
    """Return a problem for each article that a revision has and the project's folder neither has nor redirects."""
    corpus, _ = read(root, lambda name: False)
    kept = kept_ids(corpus) if corpus is not None else frozenset()
    return missing(revisions(root, f"{since}..HEAD")[0], kept)


def missing(before: Revision, kept: frozenset[str]) -> list[Problem]:
    """Return a problem for each article of a revision that is not among the ids that lead somewhere."""
    lost = (place for name, place in sorted(before.places.items()) if name not in kept)
    paths = ((place.id, place.path if place.has_text else place.sidecar_path) for place in lost)
    return [problem_of(Problem(path, 1, 1, "ID-GONE", *gone(name))) for name, path in paths]
