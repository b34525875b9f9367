"""Makes libraries for the tests of the pages: invented articles of an invented town."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from broadsheet.dates import parse
from broadsheet.models import (
    Alignment,
    Article,
    Change,
    Claim,
    ClaimRef,
    Cleaned,
    Correction,
    EntityType,
    Family,
    Finding,
    Kinship,
    Library,
    Mention,
    Opposition,
    Outlet,
    Paragraph,
    Piece,
    Source,
    Span,
    StatementGroup,
    Story,
    Topic,
    packed_alignments,
)
from broadsheet.records import CorpusConfig
from broadsheet.render import render
from tests.making import library_of

CASES = Path(__file__).parents[1] / "cases" / "render"

NAMES: dict[str, tuple[str, EntityType, str]] = {
    "Quillhaven": ("Quillhaven", "place", "quillhaven"),
    "Mayor Odalys Fenwright": ("Odalys Fenwright", "person", "odalys-fenwright"),
    "Fenwright": ("Odalys Fenwright", "person", "odalys-fenwright"),
    "Harbour Board": ("Quillhaven Harbour Board", "organisation", "harbour-board"),
    "Tobiah Quent": ("Tobiah Quent", "person", "tobiah-quent"),
}
"""Spelling -> name, type and id."""

Line = tuple[str, str]
"""What a raw line is (title, dek, body or the reason of its removal), and its words."""


def clean(lines: Sequence[Line]) -> Cleaned:
    """Return an article made of whole lines."""
    text, ledger, paragraphs, raw_at = "", [], [], 0
    spans: dict[str, Span] = {}
    for role, words in lines:
        raw = Span(raw_at, raw_at + len(words))
        if role in ("title", "dek", "body"):
            text += "\n\n" if text else ""
            clean_span = Span(len(text), len(text) + len(words))
            text += words
            fate = "kept" if role == "body" else "field"
            ledger.append(Piece(raw, words, words, clean_span, fate, "" if role == "body" else role))
            paragraphs.append(Paragraph(role, clean_span, raw))
            spans[role] = clean_span if role not in spans else Span(spans[role].start, clean_span.end)
        else:
            ledger.append(Piece(raw, words, "", None, "removed", role, rule=f"{role}-line"))
        ledger.append(Piece(Span(raw.end, raw.end + 1), "\n", "", None, "space"))
        raw_at = raw.end + 1
    body = spans.get("body", Span(len(text), len(text)))
    return Cleaned(text, body, tuple(paragraphs), tuple(ledger), spans.get("title"), spans.get("dek"), None)


def mentions(cleaned: Cleaned, words: str) -> list[Mention]:
    """Return all places where the spelling of a name stands."""
    found, at = [], cleaned.text.find(words)
    while at >= 0:
        span = Span(at, at + len(words))
        found.append(Mention(span, cleaned.raw_span(span), words, *NAMES[words], "spelling"))
        at = cleaned.text.find(words, span.end)
    return found


def claim(cleaned: Cleaned, words: str, speaker: str, cue: str, kind: Any, sense: str, speaker_id: str) -> Claim:
    """Return a claim of exact words; ` […] ` parts words that stand apart."""
    spans, at = [], 0
    for part in words.split(" […] "):
        at = cleaned.text.index(part, at)
        spans.append(Span(at, at + len(part)))
        at += len(part)
    return Claim(
        id="c-" + hashlib.sha256(words.encode()).hexdigest()[:8],
        speaker=speaker,
        speaker_id=speaker_id or None,
        speaker_status="stated" if speaker else "unknown",
        speaker_clean=None,
        cue=cue,
        cue_clean=None,
        sense=sense,
        kind=kind,
        spans=tuple(spans),
        raw_spans=tuple(cleaned.raw_span(span) for span in spans),
        text=words,
        rule="verb-before",
        speaker_rule="named" if speaker else "",
    )


def article(case: Mapping[str, Any]) -> Article:
    """Return an article from its description."""
    cleaned = clean(case["lines"])
    title = None if cleaned.title is None else cleaned.text[slice(*cleaned.title)]
    dek = None if cleaned.dek is None else cleaned.text[slice(*cleaned.dek)]
    outlet, date = case.get("outlet"), case.get("date")
    return Article(
        id=case["id"],
        source=Source(
            f"corpus/articles/{case['id']}.txt", "0" * 64, case.get("url", ""), has_sidecar="date" in case
        ),
        title=Finding(title, "unknown" if title is None else "stated"),
        dek=Finding(dek, "unknown" if dek is None else "stated"),
        byline=Finding(case.get("byline"), "stated" if "byline" in case else "unknown"),
        outlet=Finding(outlet, "unknown" if outlet is None else "curated"),
        date=Finding(None, "unknown") if date is None else Finding(parse(str(date)), "curated", note=NOTE),
        language=Finding("en", "inferred"),
        cleaned=cleaned,
        mentions=tuple(m for words in case.get("mentions", ()) for m in mentions(cleaned, words)),
        claims=tuple(claim(cleaned, *entry) for entry in case.get("claims", ())),
        text_policy=case.get("text", "full"),
        withdrawn=case.get("withdrawn", ""),
        corrections=tuple(Correction(str(day), what, why) for day, what, why in case.get("corrections", ())),
    )


NOTE = "The town’s calendar has the day."


def alone(**case: Any) -> Library:
    """Return a library of one article and nothing else, from its description."""
    one = article({"id": "one", "lines": [("body", "A body.")], **case})
    groups = tuple(StatementGroup(f"one-{c.id}", (ClaimRef("one", c.id),), 1, 1) for c in one.claims)
    return library_of((one,), groups=groups)


def config(**more: object) -> CorpusConfig:
    """Return the configuration of an invented archive."""
    values: dict[str, object] = {
        "title": "The Harbour Bridge",
        "description": "How three newspapers of the invented town of Quillhaven told the closing of its bridge.",
        "about": ["Quillhaven does not exist. Its newspapers were made up to show what these pages look like."],
        "site_url": "https://example.org/harbour/",
        **more,
    }
    return CorpusConfig.model_validate(values)


def rendered(library: Library, config: CorpusConfig) -> dict[str, bytes]:
    """Return all pages of a library by their paths."""
    return dict(render(library, config))


def assert_links_lead_somewhere(pages: Mapping[str, bytes]) -> None:
    """Check that every link between pages leads to a page that is there."""
    for path, content in pages.items():
        body = content.decode().split("---\n", 2)[2]
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", body):
            base = path.rpartition("/")[0]
            parts: list[str] = base.split("/") if base else []
            for part in target.split("/"):
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in pages, (path, target)


def library() -> Library:
    """Return five articles of three outlets, with a family, shared statements and topics."""
    cases = yaml.safe_load((CASES / "harbour.yml").read_text(encoding="utf-8"))
    articles = tuple(map(article, cases))
    refs = [ClaimRef(a.id, c.id) for a in articles for c in a.claims]
    one, danger, denies, two, no_danger, *rest = refs
    weeks = StatementGroup("g-weeks", (one, two), 2, 1, (Change("figure", "six", "eight"),))
    safe = StatementGroup("g-danger", (danger, no_danger), 2, 2)
    single = [StatementGroup(f"{ref.article}-{ref.claim}", (ref,), 1, 1) for ref in (denies, *rest)]
    groups = (weeks, safe, *single)
    family = _family(articles[0], articles[1])
    story = Story("bridge", (articles[0].id, articles[1].id, articles[3].id))
    topics = tuple(replace(t, written=written(t, articles)) for t in _topics(articles, groups))
    return library_of(
        articles, outlets=_outlets(), families=(family,), stories=(story,), groups=groups, topics=topics
    )


def written(topic: Topic, articles: Sequence[Article]) -> tuple[tuple[str, str, int], ...]:
    """Return how outlets write a topic's name, as linking counts it."""
    uses = Counter((m.text, a.outlet.value or "") for a in articles for m in a.mentions if m.id == topic.id)
    return tuple((text, outlet, n) for (text, outlet), n in uses.items())


def _outlets() -> tuple[Outlet, ...]:
    return (
        Outlet("gazette", "The Quillhaven Gazette", "https://gazette.example/", "Nowhere", "An invented daily."),
        Outlet("courier", "Harbour Courier"),
        Outlet("tide", "The Tide"),
    )


def _family(a: Article, b: Article) -> Family:
    mine, other = ([p.clean for p in x.cleaned.paragraphs if p.role == "body"] for x in (a, b))
    rows = (
        Alignment(mine[0], other[0], 0.9, (Change("figure", "six", "eight"),)),
        Alignment(mine[1], None, 0.0),
        Alignment(None, other[1], 0.0),
        Alignment(mine[2], other[2], 0.4),
    )
    return Family("f-bridge", (a.id, b.id), (Kinship(a.id, b.id, 0.41, 0.55, "rewrite", packed_alignments(rows)),))


def _topics(articles: Sequence[Article], groups: Sequence[StatementGroup]) -> tuple[Topic, ...]:
    gazette, courier, tide, note = (a.id for a in articles if not a.withdrawn)
    weeks, danger, denies, _, letters, knew, night = (g.id for g in groups)
    against = Opposition("warnings", denies, letters, "curated", "Whether the town was warned.")
    warnings = "Who knew what about the cracks, and when."
    together = (("odalys-fenwright", 1), ("tobiah-quent", 1))
    mayor = ("odalys-fenwright", "Odalys Fenwright", "person", "Mayor.")
    return (
        Topic(
            "warnings",
            "The warnings",
            "theme",
            warnings,
            articles=(gazette, tide),
            about=(denies, letters, knew),
            oppositions=(against,),
        ),
        Topic(
            "quillhaven",
            "Quillhaven",
            "place",
            "A town that does not exist.",
            articles=(gazette, courier, tide, note),
            about=(night,),
            together=together,
        ),
        Topic(*mayor, articles=(gazette,), by=(danger, denies)),
        Topic("tobiah-quent", "Tobiah Quent", "person", articles=(tide,), by=(letters, knew), proposed=True),
        Topic(
            "harbour-board",
            "Quillhaven Harbour Board",
            "organisation",
            wikidata="Q1",
            articles=(gazette, courier),
            about=(weeks,),
            by=(weeks,),
        ),
    )
