"""Compares the site that two revisions of a corpus make, looking only at what changed and what it touches."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from broadsheet.check import check, check_found, kept_ids
from broadsheet.check.verify import verify
from broadsheet.contribute.near import Near, copies_of_each, sharing
from broadsheet.corpus import Corpus
from broadsheet.link import link
from broadsheet.models import ARTICLES, Article, Library
from broadsheet.problems import Problem
from broadsheet.read import problem_of, read
from broadsheet.read.articles import stem_of
from broadsheet.report.permanence import missing
from broadsheet.report.revisions import LINES, Revision, revisions
from broadsheet.work.workers import describe_all

MOST_ARTICLES = 40
"""Articles looked at closely; a larger change is counted."""
_MOST_NEIGHBOURS = 40
"""Other articles that statements are compared with, those first that share most wording."""


@dataclass(frozen=True)
class Side:
    """The corpus of one revision, as far as it was looked at."""

    corpus: Corpus | None
    library: Library
    problems: tuple[Problem, ...] = ()

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """Return the articles that were looked at, by id."""
        return {article.id: article for article in self.library.articles}


@dataclass(frozen=True)
class Comparison:
    """What a change does."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    close: tuple[str, ...]
    """The added and changed articles that were looked at closely."""
    before: Side
    after: Side
    near: Mapping[str, tuple[Near, ...]]
    """For each of those, the other articles that carry much of its text."""

    @cached_property
    def leading(self) -> Mapping[str, str]:
        """Return the removed ids that lead on, each with the id to which it leads."""
        redirects = self.after.corpus.redirects if self.after.corpus is not None else ()
        return {r.from_: r.to for r in redirects if r.from_ in self.removed}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Return the new ids of renamed articles, each with the old one."""
        return {new: old for old, new in self.leading.items() if new in self.added}


def compare(root: Path, span: str) -> Comparison:
    """Return what lies between two revisions, `BASE..HEAD`. Raises BroadsheetError where one is not there."""
    before, after = revisions(root, span)
    touched = _touched(before, after)
    added = tuple(sorted((touched & after.articles) - before.articles))
    changed = tuple(sorted(touched & after.articles & before.articles))
    removed = tuple(sorted(before.articles - after.articles))
    close = (*added, *changed)[:MOST_ARTICLES]
    near = copies_of_each(dict(after.texts(close)), after.texts())
    shown = _side(after, touched if len(touched) <= MOST_ARTICLES else set(close), frozenset())
    neighbours = _neighbours(shown, near, after.texts())
    left = frozenset(missing(before, kept_ids(shown.corpus))) if shown.corpus is not None else frozenset()
    return Comparison(
        added=added,
        changed=changed,
        removed=removed,
        close=close,
        before=_side(before, {*close, *removed[:MOST_ARTICLES], *neighbours}, frozenset()),
        after=_side(
            after, {*touched, *neighbours} if len(touched) <= MOST_ARTICLES else {*close, *neighbours}, left
        ),
        near=near,
    )


def _touched(before: Revision, after: Revision) -> set[str]:
    """Return the ids of which a file or line differs; a file that is no article has one too."""
    paths = (path for path in {*before.files, *after.files} if before.files.get(path) != after.files.get(path))
    stems = {stem_of(p) for p in paths if p.startswith(f"{ARTICLES}/") and not p.endswith(LINES)}
    ids = {*before.marks, *after.marks}
    return stems | {name for name in ids if before.marks.get(name) != after.marks.get(name)}


def _side(revision: Revision, ids: Collection[str], left: frozenset[Problem]) -> Side:
    """Return some articles of a revision, cleaned, described, linked and checked."""
    # A corpus without any article cannot be read, so one that did not change stands for all.
    shown = {*ids} if revision.articles & {*ids} else {*ids, *sorted(revision.articles)[:1]}
    with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder:
        revision.put(shown, Path(folder))
        corpus, problems = read(Path(folder))
    if corpus is None:
        return Side(None, Library((), (), (), (), (), (), ()), tuple(problems))
    corpus = replace(corpus, others=revision.articles - {e.raw.id for e in corpus.entries})
    problems += map(problem_of, check(corpus))
    broken = {place for p in problems if p.level == "error" for place in (p.path, f"{p.path}:{p.line}")}
    entries = [entry for entry in corpus.entries if not broken & {entry.raw.path, entry.sidecar_path}]
    outcomes = list(describe_all(entries, corpus.entities, corpus.outlets))
    articles = [outcome for outcome in outcomes if isinstance(outcome, Article)]
    raws = {entry.raw.id: entry.raw for entry in entries}
    problems += [outcome for outcome in outcomes if isinstance(outcome, Problem)]
    problems += [p for article in articles for p in verify(article, raws[article.id])]
    problems += check_found(corpus, articles)
    return Side(corpus, link(articles, corpus), tuple(sorted({*map(problem_of, problems), *left})))


def _neighbours(side: Side, near: Mapping[str, tuple[Near, ...]], texts: Iterable[tuple[str, str]]) -> set[str]:
    """Return the articles whose statements may be those of the changed ones."""
    own = side.articles
    words = [claim.text for article in own.values() for claim in article.claims]
    counts = sharing(words, ((name, text) for name, text in texts if name not in own))
    for found in near.values():
        counts.update({other.id: 1000 for other in found if other.id not in own})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {name for name, _ in ranked[:_MOST_NEIGHBOURS]}
