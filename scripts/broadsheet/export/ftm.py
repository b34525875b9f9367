"""Writes people, organisations, places, articles and mentions as FollowTheMoney entities, one on each line.

https://followthemoney.tech/explorer/ : the model; https://followthemoney.tech/docs/ : lines of JSON, stable ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic_core import to_json

from broadsheet.export.holdings import Holdings, known
from broadsheet.export.output import File
from broadsheet.export.rows import EntityRow
from broadsheet.export.tables import entity_rows
from broadsheet.models import Article, DateRange, Mention
from broadsheet.words import table

# The model has no place that is neither a state nor a building; `Address` is what its tools show on maps.
_SCHEMATA = {"person": "Person", "organisation": "Organization", "place": "Address"}


def files(holdings: Holdings) -> Iterator[File]:
    """Yield the entities."""
    yield File("data/entities.ftm.json", "application/json+ftm", lambda: _lines(holdings), "ftm")


def _lines(holdings: Holdings) -> Iterator[bytes]:
    for entity in entities(holdings):
        yield to_json(entity) + b"\n"


def entities(holdings: Holdings) -> Iterator[dict[str, Any]]:
    """Yield every person, organisation and place, every published article, and who is named where."""
    schemata: dict[str, str] = {}
    for row in entity_rows(holdings):
        if row.merged_into is None and row.type in _SCHEMATA:
            schemata[row.id] = _SCHEMATA[row.type]
            yield _entity(row)
    for article in holdings.published:
        yield _article(holdings, article)
        yield from _mentions(holdings, article, schemata)


def _made(entity_id: str, schema: str, properties: dict[str, list[str] | str | None]) -> dict[str, Any]:
    lists = {k: [v] if isinstance(v, str) else v for k, v in properties.items() if v}
    return {"id": entity_id, "schema": schema, "properties": {k: v for k, v in lists.items() if v}}


def _entity(row: EntityRow) -> dict[str, Any]:
    others = [s for s in row.spellings if s != row.name]
    place = row.type == "place"
    found = {"name": row.name, "alias": others, "wikidataId": row.wikidata, "notes": row.note.strip()}
    return _made(f"entity-{row.id}", _SCHEMATA[row.type], found | ({"full": row.name} if place else {}))


def _article(holdings: Holdings, article: Article) -> dict[str, Any]:
    date = known(article.date)
    shown = article.text_policy != "metadata"
    found: dict[str, list[str] | str | None] = {
        "title": holdings.title(article),
        "author": article.byline.value,
        "publisher": holdings.outlet(article),
        "publishedAt": _prefix(date),
        "modifiedAt": max((c.date for c in article.corrections), default=None),
        "retrievedAt": article.source.collected,
        "sourceUrl": [u for u in (article.source.url, article.source.archived_url) if u],
        "language": _three_letters(article.language.value or ""),
        "bodyText": article.cleaned.text[slice(*article.cleaned.body)] if shown else None,
        "notes": f"Date (EDTF): {date.edtf}" if date is not None else None,
    }
    return _made(f"article-{article.id}", "Article", found)


def _prefix(date: DateRange | None) -> str | None:
    """Return what is sure of a date, as the model has it: a day, a month or a year."""
    if date is None or date.earliest is None or date.latest is None:
        return None
    return next((date.earliest[:n] for n in (10, 7, 4) if date.earliest[:n] == date.latest[:n]), None)


def _three_letters(language: str) -> str | None:
    """Return a language as the model has it: a code of ISO 639-3."""
    found: dict[str, str] = table("exports")["languages"]
    first = language.partition("-")[0]
    return found.get(first, first if len(first) == 3 else None)


def _mentions(holdings: Holdings, article: Article, schemata: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield what an article names, once for each entity, with all its spellings there."""
    spellings: dict[str, dict[str, Mention]] = {}
    for mention in article.mentions:
        entity = holdings.entity_of(mention)
        if entity in schemata and entity is not None:
            spellings.setdefault(entity, {}).setdefault(mention.text, mention)
    for entity, found in spellings.items():
        properties: dict[str, list[str] | str | None] = {
            "document": f"article-{article.id}",
            "resolved": f"entity-{entity}",
            "name": list(found),
            "detectedSchema": schemata[entity],
        }
        yield _made(f"mention-{article.id}-{entity}", "Mention", properties)
