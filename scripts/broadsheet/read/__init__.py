"""Reads a corpus from its folder: the only stage that opens corpus files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from broadsheet.corpus import Corpus
from broadsheet.problems import Problem
from broadsheet.read.articles import entries
from broadsheet.read.authority import Found, many, one, strangers
from broadsheet.read.files import read_raw
from broadsheet.records import CorpusConfig, Decisions, Entity, OutletRecord, Published, Redirect, Theme

__all__ = ["read", "read_raw"]

_UNTITLED = CorpusConfig(title="Untitled", description="Untitled")


def read(root: Path, wanted: Callable[[str], bool] | None = None) -> tuple[Corpus | None, list[Problem]]:
    """Return the corpus below a project's folder, and all problems of its files.

    Articles whose id is not `wanted` are not opened; all are where it is None.
    The corpus is None only where there is none: no folder, no articles. Where a file has problems, the corpus has
    what can be read of it, so that one run tells all that is wrong.
    """
    found = Found(root)
    if not (root / "corpus").is_dir():
        hint = "run this in a folder that has one, or name it with --root"
        return None, [Problem("corpus", 1, 1, "CORPUS-MISSING", "there is no corpus folder", hint)]
    config = one(found, "corpus.yml", CorpusConfig) or _UNTITLED
    outlets = many(found, "outlets.yml", OutletRecord)
    entities = many(found, "entities.yml", Entity)
    themes = many(found, "topics.yml", Theme)
    redirects = many(found, "redirects.yml", Redirect)
    decisions = one(found, "decisions.yml", Decisions, needed=False) or Decisions()
    published = many(found, "published.yml", Published)
    articles, others = entries(found, wanted)
    found.problems.extend(strangers(root))
    if not articles and not others and not any(p.path.startswith("corpus/articles/") for p in found.problems):
        hint = "put a raw article into corpus/articles/ as a .txt or .html file"
        found.problems.append(Problem("corpus/articles", 1, 1, "CORPUS-EMPTY", "holds no article", hint))
    problems = sorted(found.problems)
    if not (articles or others):
        return None, problems
    corpus = Corpus(
        config=config,
        entries=articles,
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
