"""Says what is found in one file, for other programs: the JSON of `broadsheet extract`."""

from __future__ import annotations

from typing import Any

from broadsheet.models import Article, Claim, Finding, Mention, Piece, Span

SCHEMA = "broadsheet-extract/1"
"""Raised when a key changes its meaning or goes away; new keys may come at any time."""


def extract(article: Article) -> dict[str, Any]:
    """Return the findings of one article as plain values.

    Offsets are code points, end-exclusive: into `text` (the cleaned body), or, where the key says raw, into the
    decoded raw file. What stands in title or standfirst has raw offsets only.
    """
    cleaned = article.cleaned
    body = cleaned.body
    date = article.date.value
    return {
        "schema": SCHEMA,
        "file": article.source.path,
        "title": article.title.value,
        "dek": article.dek.value,
        "byline": article.byline.value,
        "outlet": article.outlet.value,
        "date": date.edtf if date is not None else None,
        "language": article.language.value,
        "evidence": {
            "title": _finding(article.title, body),
            "dek": _finding(article.dek, body),
            "byline": _finding(article.byline, body),
            "outlet": _finding(article.outlet, body),
            "date": _finding(article.date, body),
            "language": _finding(article.language, body),
        },
        "text": cleaned.text[body.start : body.end],
        "paragraphs": [
            {
                "start": p.clean.start - body.start,
                "end": p.clean.end - body.start,
                "raw_start": p.raw.start,
                "raw_end": p.raw.end,
            }
            for p in cleaned.paragraphs
            if p.role == "body"
        ],
        "removed": [_removed(piece) for piece in cleaned.removed],
        "entities": [_entity(mention, body) for mention in article.mentions],
        "claims": [_claim(article, claim) for claim in article.claims],
    }


def _in_body(span: Span | None, body: Span) -> list[int] | None:
    if span is None or span.start < body.start or span.end > body.end:
        return None
    return [span.start - body.start, span.end - body.start]


def _finding(finding: Finding[Any], body: Span) -> dict[str, Any]:
    quotes = [{"text": q.text, "raw": list(q.raw), "span": _in_body(q.clean, body)} for q in finding.evidence]
    return {"status": finding.status, "quotes": quotes, "note": finding.note, "rule": finding.rule}


def _removed(piece: Piece) -> dict[str, Any]:
    return {
        "text": piece.text,
        "raw_start": piece.raw.start,
        "raw_end": piece.raw.end,
        "reason": piece.reason,
        "rule": piece.rule,
    }


def _entity(mention: Mention, body: Span) -> dict[str, Any]:
    start, end = _in_body(mention.clean, body) or (None, None)
    return {
        "text": mention.text,
        "name": mention.name,
        "start": start,
        "end": end,
        "raw_start": mention.raw.start,
        "raw_end": mention.raw.end,
        "type": mention.type,
        "id": mention.id,
        "rule": mention.rule,
        "confidence": mention.confidence,
    }


def _claim(article: Article, claim: Claim) -> dict[str, Any]:
    cleaned = article.cleaned
    marks = {"speaker": claim.speaker_clean, "cue": claim.cue_clean}
    raw = {name: None if mark is None else list(cleaned.raw_span(mark)) for name, mark in marks.items()}
    spans = [_in_body(span, cleaned.body) for span in claim.spans]
    return {
        "id": claim.id,
        "speaker": claim.speaker,
        "speaker_id": claim.speaker_id,
        "speaker_status": claim.speaker_status,
        "speaker_span": _in_body(claim.speaker_clean, cleaned.body),
        "speaker_raw": raw["speaker"],
        "cue": claim.cue,
        "cue_span": _in_body(claim.cue_clean, cleaned.body),
        "cue_raw": raw["cue"],
        "sense": claim.sense,
        "kind": claim.kind,
        "spans": spans if None not in spans else None,
        "raw_spans": [list(span) for span in claim.raw_spans],
        "text": claim.text,
        "rule": claim.rule,
    }
