"""Makes articles for the tests of linking, from plain text."""

from __future__ import annotations

import hashlib

from broadsheet.clean import clean
from broadsheet.corpus import Entry
from broadsheet.models import Article, Raw
from broadsheet.records import Entity, Sidecar
from broadsheet.workers import describe_one, knowledge_of


def article(name: str, text: str, entities: tuple[Entity, ...] = (), date: str | None = None) -> Article:
    """Return an article as the per-article stages leave it."""
    raw = Raw(name, f"corpus/articles/{name}.txt", text, hashlib.sha256(text.encode()).hexdigest())
    assert clean(raw).text
    entry = Entry(raw, Sidecar(date=date, date_note="test"), f"corpus/articles/{name}.yml")
    return describe_one(entry, knowledge_of(entities, ()))
