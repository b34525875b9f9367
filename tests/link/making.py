"""Makes articles for the tests of linking, from plain text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from broadsheet.clean import clean
from broadsheet.corpus import Corpus, Entry
from broadsheet.describe import knowledge_of
from broadsheet.link import link
from broadsheet.models import Article, Library, Raw
from broadsheet.records import CorpusConfig, Decisions, Entity, Sidecar, Theme
from broadsheet.work.workers import describe_one


def article(name: str, text: str, entities: tuple[Entity, ...] = (), date: str | None = None) -> Article:
    """Return an article as the per-article stages leave it."""
    raw = Raw(name, f"corpus/articles/{name}.txt", text, hashlib.sha256(text.encode()).hexdigest())
    assert clean(raw).text
    entry = Entry(raw, Sidecar(date=date, date_note="test"), f"corpus/articles/{name}.yml")
    return describe_one(entry, knowledge_of(entities, ()))


def linked(
    articles: Sequence[Article],
    entities: tuple[Entity, ...] = (),
    themes: tuple[Theme, ...] = (),
    decisions: Decisions | None = None,
) -> Library:
    """Return articles as linking leaves them."""
    config = CorpusConfig(title="Test", description="Articles of a test.")
    return link(articles, Corpus(config, (), (), entities, themes, decisions or Decisions()))
