"""Reads a corpus from its folder: the only stage that opens corpus files."""

from __future__ import annotations

from pathlib import Path

from broadsheet.corpus import Corpus
from broadsheet.problems import Problem
from broadsheet.read.articles import entries
from broadsheet.read.authority import Found, many, one, strangers
from broadsheet.read.files import read_raw
from broadsheet.records import CorpusConfig, Decisions, Entity, OutletRecord, Redirect, Theme

__all__ = ["read", "read_raw"]


def read(root: Path) -> tuple[Corpus | None, list[Problem]]:
    """Return the corpus below a project's folder, and all problems of its files.

    The corpus is None only where it cannot be told what it is: no folder, no articles, no valid `corpus.yml`.
    """
    found = Found(root)
    if not (root / "corpus").is_dir():
        hint = "run this in a folder that has one, or name it with --root"
        return None, [Problem("corpus", 1, 1, "CORPUS-MISSING", "there is no corpus folder", hint)]
    config = one(found, "corpus.yml", CorpusConfig)
    outlets = many(found, "outlets.yml", OutletRecord)
    entities = many(found, "entities.yml", Entity)
    themes = many(found, "topics.yml", Theme)
    redirects = many(found, "redirects.yml", Redirect)
    decisions = one(found, "decisions.yml", Decisions, needed=False) or Decisions()
    articles = entries(found)
    found.problems.extend(strangers(root))
    if not articles and not any(p.path.startswith("corpus/articles/") for p in found.problems):
        hint = "put a raw article into corpus/articles/ as a .txt or .html file"
        found.problems.append(Problem("corpus/articles", 1, 1, "CORPUS-EMPTY", "holds no article", hint))
    problems = sorted(found.problems)
    if config is None or not articles:
        return None, problems
    return Corpus(config, articles, outlets, entities, themes, decisions, redirects, found.sources), problems
