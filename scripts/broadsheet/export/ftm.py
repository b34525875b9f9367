"""Writes people, organisations, places, articles and mentions as FollowTheMoney entities, one on each line.

https://followthemoney.tech/explorer/ : the model; https://followthemoney.tech/docs/ : lines of JSON, stable ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from broadsheet.dates import sure
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import File
from broadsheet.export.spool import Rows, Spool, json_lines
from broadsheet.models import Card, Topic
from broadsheet.records import Entity
from broadsheet.words import table

# The model has no place that is neither a state nor a building; `Address` is what its tools show on maps.
SCHEMATA = {"person": "Person", "organisation": "Organization", "place": "Address"}

_NAMES = ("ftm-articles", "ftm-mentions")


def files(holdings: Holdings, spool: Spool) -> Iterator[File]:
    """Yield the entities."""

    def lines() -> Iterator[bytes]:
        """Yield every person, organisation and place, every published article, and who is named where."""
        yield json_lines(map(_entity, holdings.named))
        for name in _NAMES:
            yield from spool.kept(name)()

    parts = spool.parts_of(*_NAMES)
    yield File("data/entities.ftm.json", "application/json+ftm", lines, "ftm", parts=parts)


def records(holdings: Holdings, card: Card, rows: Rows) -> Mapping[str, bytes]:
    """Return what the file has of an article: itself, and who is named in it."""
    bodies = ((row["text"] or "")[row["body_start"] : row["body_end"]] for row in rows["articles"])
    articles = (_article(holdings, card, body) for body in bodies if not card.withdrawn)
    mentions = _mentions(card.id, rows["mentions"], holdings.kinds)
    return {"ftm-articles": json_lines(articles), "ftm-mentions": json_lines(mentions)}


def _made(entity_id: str, schema: str, properties: dict[str, list[str] | str | None]) -> dict[str, Any]:
    lists = {k: [v] if isinstance(v, str) else v for k, v in properties.items() if v}
    return {"id": entity_id, "schema": schema, "properties": {k: v for k, v in lists.items() if v}}


def _entity(entity: Entity | Topic) -> dict[str, Any]:
    others = list(dict.fromkeys(s for s in entity.spellings if s != entity.name))
    place = entity.type == "place"
    found = {"name": entity.name, "alias": others, "wikidataId": entity.wikidata, "notes": entity.note.strip()}
    return _made(f"entity-{entity.id}", SCHEMATA[entity.type], found | ({"full": entity.name} if place else {}))


def _article(holdings: Holdings, card: Card, body: str) -> dict[str, Any]:
    date = card.date.known
    found: dict[str, list[str] | str | None] = {
        "title": card.heading,
        "author": card.byline.value,
        "publisher": holdings.outlet(card),
        "publishedAt": sure(date),
        "modifiedAt": max((c.date for c in card.corrections), default=None),
        "retrievedAt": card.source.collected,
        "sourceUrl": [u for u in (card.source.url, card.source.archived_url) if u],
        "language": _three_letters(card.language.value or ""),
        "bodyText": body,
        "notes": f"Date (EDTF): {date.edtf}" if date is not None else None,
    }
    return _made(f"article-{card.id}", "Article", found)


def _three_letters(language: str) -> str | None:
    """Return a language as the model has it: a code of ISO 639-3."""
    found: dict[str, str] = table("exports")["languages"]
    first = language.partition("-")[0]
    return found.get(first, first if len(first) == 3 else None)


def _mentions(article: str, named: Iterable[dict[str, Any]], kinds: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield what an article names, once for each entity, with all its spellings there."""
    spellings: dict[str, dict[str, None]] = {}
    for row in named:
        if row["entity"] in kinds:
            spellings.setdefault(row["entity"], {})[row["text"]] = None
    for entity, found in spellings.items():
        properties: dict[str, list[str] | str | None] = {
            "document": f"article-{article}",
            "resolved": f"entity-{entity}",
            "name": list(found),
            "detectedSchema": SCHEMATA[kinds[entity]],
        }
        yield _made(f"mention-{article}-{entity}", "Mention", properties)
