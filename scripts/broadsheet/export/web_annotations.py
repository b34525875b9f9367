"""Writes what was found in an article as W3C Web Annotations, with its cleaned text and its ledger.

https://www.w3.org/TR/annotation-model/ : TextQuoteSelector and TextPositionSelector; positions are code points.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from typing import Any

from pydantic_core import to_json

from broadsheet.export.holdings import Holdings
from broadsheet.export.ledger import piece_row
from broadsheet.export.output import Small, once
from broadsheet.models import Article, Card, Claim, Mention, Span, is_whole

_AROUND = 32
"""Characters of context before and after a quotation, so that it is found again in a changed text."""

# Our own words keep their values as they are: `@json`.
_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "ledger": {"@id": "urn:broadsheet:ledger", "@type": "@json"},
        "details": {"@id": "urn:broadsheet:details", "@type": "@json"},
    },
]


def files(holdings: Holdings, card: Card, opened: Callable[[], Article]) -> Iterator[Small]:
    """Yield the annotations of an article, and the text they count in."""
    if card.withdrawn:
        return
    if card.text_policy != "metadata":
        text = once(lambda: opened().cleaned.text)
        yield f"articles/{card.id}.txt", "text/plain; charset=utf-8", text
    page = once(lambda: to_json(annotation_page(holdings, opened())) + b"\n")
    yield f"articles/{card.id}.annotations.jsonld", "application/ld+json", page


def annotation_page(holdings: Holdings, article: Article) -> dict[str, Any]:
    """Return an article's annotations as one AnnotationPage."""
    # Addresses are relative to the file where the site has none.
    base = holdings.corpus.config.base
    here = f"{base}articles/{article.id}" if base else article.id
    sources = _Sources(f"{here}.txt", article)
    shown = article.text_policy != "metadata"
    mentions = [
        _mention(f"{here}.annotations.jsonld#m-{n}", m, holdings, sources)
        for n, m in enumerate(article.mentions, 1)
    ]
    claims = [_claim(f"{here}/#{c.id}", c, sources) for c in article.claims]
    return {
        "@context": _CONTEXT,
        "id": f"{here}.annotations.jsonld",
        "type": "AnnotationPage",
        "items": [*mentions, *claims] if shown else [],
        "ledger": [piece_row(p) for p in article.cleaned.ledger] if is_whole(article) else [],
    }


class _Sources:
    """The two texts that annotations point into: the cleaned text and the raw file."""

    def __init__(self, address: str, article: Article) -> None:
        self.address = address
        self.clean = article.cleaned.text
        # Of an excerpt the raw file is not given away: positions in it stay true, its words are left out.
        self.raw = "".join(p.text for p in article.cleaned.ledger) if is_whole(article) else ""
        self.raw_address = _named_by_hash(article.source.sha256)

    def target(self, span: Span, raw: Span) -> list[dict[str, Any]]:
        """Return a stretch in both texts."""
        return [
            {"source": self.address, "selector": _selectors(self.clean, span)},
            {"source": self.raw_address, "selector": _selectors(self.raw, raw)},
        ]


def _named_by_hash(sha256: str) -> str:
    """Return the name of a file by its content. https://www.rfc-editor.org/rfc/rfc6920#section-3."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    if not text:
        return [position]
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(0, span.start - _AROUND) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    return [quote, position]


def _mention(address: str, mention: Mention, holdings: Holdings, sources: _Sources) -> dict[str, Any]:
    entity = holdings.entity_of(mention)
    return {
        "id": address,
        "type": "Annotation",
        "motivation": "identifying",
        "body": {"type": "TextualBody", "value": mention.name, "purpose": "identifying"},
        "target": sources.target(mention.clean, mention.raw),
        "details": {
            "entity": entity,
            "type": mention.type,
            "rule": mention.rule,
            "confidence": mention.confidence,
        },
    }


def _claim(address: str, claim: Claim, sources: _Sources) -> dict[str, Any]:
    places = zip(claim.spans, claim.raw_spans, strict=True)
    return {
        "id": address,
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "TextualBody", "value": _said(claim), "purpose": "describing"},
        "target": [target for span, raw in places for target in sources.target(span, raw)],
        "details": {
            "speaker": claim.speaker or None,
            "speaker_entity": claim.speaker_id,
            "speaker_status": claim.speaker_status,
            "cue": claim.cue or None,
            "sense": claim.sense,
            "kind": claim.kind,
            "rule": claim.rule,
        },
    }


def _said(claim: Claim) -> str:
    """Return who is said to say it, in plain words."""
    who = claim.speaker or "somebody the text does not name"
    return f"Statement by {who} ({claim.kind})"
