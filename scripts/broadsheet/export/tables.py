"""Fills the tables: what the library holds, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from broadsheet.export import rows
from broadsheet.export.holdings import Holdings
from broadsheet.export.spool import Rows, Spool, json_lines
from broadsheet.models import FINDINGS, Article, ClaimRef, Finding, Quote, Topic
from broadsheet.records import Entity


@dataclass(frozen=True)
class Table:
    """A table of the export."""

    name: str
    model: type[rows.Row]
    """What a row is. Rows have its columns in its order and are not checked against it: there are too many."""
    of_article: Callable[[Holdings, Article], Iterable[dict[str, Any]]] | None = None
    """Makes the rows that one article has; None where no row is of one article alone."""
    of_corpus: Callable[[Holdings, Spool], Iterable[dict[str, Any]]] | None = None
    """Makes the rows of a table that has none of single articles, once theirs are in the spool."""
    counts: Callable[[Rows], bytes] | None = None
    """Counts in the rows of one article what `of_corpus` finds in the spool, as a line under `<name>.counts`."""
    key: tuple[str, ...] = ()
    """Columns that no two rows have alike."""
    links: tuple[tuple[str, str], ...] = ()
    """Columns that hold the id of a row of another table."""
    search: tuple[str, ...] = ()
    """Columns worth a full-text index."""


def _article(holdings: Holdings, article: Article) -> Iterator[dict[str, Any]]:
    found = _identity(article) | _known(holdings, article) | _text(holdings, article)
    yield {name: found[name] for name in rows.ArticleRow.model_fields}


def _identity(article: Article) -> dict[str, Any]:
    source = article.source
    return {
        "id": article.id,
        "status": "withdrawn" if article.withdrawn else "published",
        "published_text": article.text_policy,
        "source_url": source.url or None,
        "archived_url": source.archived_url or None,
        "collected": source.collected or None,
        "raw_path": source.path,
        "raw_sha256": source.sha256,
        "rights": article.rights,
        "withdrawn_reason": article.withdrawn or None,
        "corrections": [asdict(c) for c in article.corrections],
    }


def _known(holdings: Holdings, article: Article) -> dict[str, Any]:
    date, outlet = article.date.value, article.outlet.value
    return {
        "title": article.title.value,
        "title_status": article.title.status,
        "dek": article.dek.value,
        "byline": article.byline.value,
        "byline_status": article.byline.status,
        "outlet": outlet,
        "outlet_name": None if outlet is None else holdings.outlets.get(outlet, outlet),
        "outlet_status": article.outlet.status,
        "date": None if date is None else date.edtf,
        "date_earliest": None if date is None else date.earliest,
        "date_latest": None if date is None else date.latest,
        "date_status": article.date.status,
        "date_note": article.date.note,
        "language": article.language.value,
        "evidence": [_quote(name, q) for name in FINDINGS for q in _finding(article, name).evidence],
    }


def _finding(article: Article, name: str) -> Finding[object]:
    found: Finding[object] = getattr(article, name)
    return found


def _quote(field: str, quote: Quote) -> dict[str, Any]:
    return {"field": field, "text": quote.text, "raw_start": quote.raw.start, "raw_end": quote.raw.end}


def _text(holdings: Holdings, article: Article) -> dict[str, Any]:
    cleaned = article.cleaned
    shown = not article.withdrawn and article.text_policy != "metadata"
    return {
        "text": cleaned.text if shown else None,
        "body_start": cleaned.body.start if shown else None,
        "body_end": cleaned.body.end if shown else None,
        "paragraphs": [
            {"role": p.role, "start": p.clean[0], "end": p.clean[1], "raw_start": p.raw[0], "raw_end": p.raw[1]}
            for p in cleaned.paragraphs
            if shown
        ],
        "topics": holdings.topics_of.get(article.id, ()),
        "family": holdings.library.family_of.get(article.id),
    }


def _claims(holdings: Holdings, article: Article) -> Iterator[dict[str, Any]]:
    for claim in article.claims:
        ref = ClaimRef(article.id, claim.id)
        yield {
            "id": ref.address,
            "article": article.id,
            "speaker": claim.speaker or None,
            "speaker_entity": claim.speaker_id,
            "speaker_status": claim.speaker_status,
            "speaker_rule": claim.speaker_rule,
            "cue": claim.cue or None,
            "sense": claim.sense,
            "kind": claim.kind,
            "text": claim.text,
            "spans": claim.spans,
            "raw_spans": claim.raw_spans,
            "statement": holdings.group_of.get(ref),
            "rule": claim.rule,
        }


def _entities(holdings: Holdings, spool: Spool) -> Iterator[dict[str, Any]]:
    """Yield the registered entities, then those that the machine proposes."""
    mentions: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for found in spool.rows("entities.counts"):
        mentions.update(found)
        articles.update(found.keys())
    for entity in holdings.registered:
        spellings = tuple(dict.fromkeys((entity.name, *entity.spellings)))
        known = entity.status, entity.country, entity.merged_into
        yield _entity(entity, spellings, mentions, articles, *known)
    for topic in holdings.proposed:
        if topic.type != "theme":
            yield _entity(topic, topic.spellings, mentions, articles)


def _entity_counts(rows: Rows) -> bytes:
    """Return how often an article names which entities."""
    return json_lines([Counter(row["entity"] for row in rows["mentions"] if row["entity"] is not None)])


def _entity(
    named: Entity | Topic,
    spellings: tuple[str, ...],
    mentions: Counter[str],
    articles: Counter[str],
    status: str = "proposed",
    country: str | None = None,
    merged_into: str | None = None,
) -> dict[str, Any]:
    return {
        "id": named.id,
        "name": named.name,
        "type": named.type,
        "status": status,
        "spellings": spellings,
        "country": country,
        "wikidata": named.wikidata or None,
        "note": named.note,
        "merged_into": merged_into,
        "mentions": mentions[named.id],
        "articles": articles[named.id],
    }


def _mentions(holdings: Holdings, article: Article) -> Iterator[dict[str, Any]]:
    for mention in article.mentions:
        yield {
            "article": article.id,
            "start": mention.clean.start,
            "end": mention.clean.end,
            "raw_start": mention.raw.start,
            "raw_end": mention.raw.end,
            "text": mention.text,
            "name": mention.name,
            "type": mention.type,
            "entity": holdings.entity_of(mention),
            "rule": mention.rule,
            "confidence": float(mention.confidence),
        }


def _families(holdings: Holdings, spool: Spool) -> Iterator[dict[str, Any]]:
    for family in holdings.library.families:
        kinships = [
            {"a": k.a, "b": k.b, "share_a": k.share_a, "share_b": k.share_b, "relation": k.relation}
            for k in family.kinships
        ]
        yield {"id": family.id, "members": family.members, "kinships": kinships}


def _topics(holdings: Holdings, spool: Spool) -> Iterator[dict[str, Any]]:
    for topic in holdings.library.topics:
        yield {
            "id": topic.id,
            "name": topic.name,
            "type": topic.type,
            "proposed": topic.proposed,
            "note": topic.note,
            "spellings": topic.spellings,
            "articles": topic.articles,
            "about": topic.about,
            "by": topic.by,
            "opposed": [{"a": o.a, "b": o.b, "status": o.status, "why": o.why} for o in topic.oppositions],
        }


TABLES = (
    Table("articles", rows.ArticleRow, _article, key=("id",), search=("title", "dek", "text")),
    Table(
        "claims",
        rows.ClaimRow,
        _claims,
        key=("id",),
        links=(("article", "articles"), ("speaker_entity", "entities")),
        search=("text", "speaker"),
    ),
    Table(
        "entities",
        rows.EntityRow,
        of_corpus=_entities,
        counts=_entity_counts,
        key=("id",),
        search=("name", "spellings"),
    ),
    Table("mentions", rows.MentionRow, _mentions, links=(("article", "articles"), ("entity", "entities"))),
    Table("families", rows.FamilyRow, of_corpus=_families, key=("id",)),
    Table("topics", rows.TopicRow, of_corpus=_topics, key=("id",)),
)
"""In the order in which a reader gets to know them; a row's links lead to tables that have it."""
