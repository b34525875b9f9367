"""What a page says of itself in the words of schema.org, for search engines and other machines.

https://schema.org/NewsArticle, https://schema.org/Claim. A claim is shown as it was reported: no verdict, hence no
`ClaimReview`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from broadsheet.records import CorpusConfig
from broadsheet.render import addresses

Json = dict[str, Any]

MOST_NAMED = 40
"""Names and appearances that are listed."""

_TYPES = {"person": "Person", "organisation": "Organization", "place": "Place"}


def of(meta: Mapping[str, Any], title: str, path: str, config: CorpusConfig) -> Json | None:
    """Return the structured data of a page, made from its header; None for kinds of pages that have none."""
    base = config.base
    address = base + addresses.site_url(path) if base else ""
    if meta.get("kind") == "article":
        return _copy(
            meta, title, address, _given({"@type": "WebSite", "name": config.title, "url": config.site_url})
        )
    if meta.get("kind") == "statement":
        return _claim(meta["claim"], address, base)
    return None


def _copy(meta: Mapping[str, Any], title: str, address: str, site: Json) -> Json:
    """Return the page as an archive's copy; what it is about is the article as its outlet published it."""
    return _given(
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": title,
            "url": address,
            "isPartOf": site,
            "dateModified": meta["updated"],
            "correction": [_correction(c) for c in meta["corrections"]],
            "mainEntity": _article(meta, title),
        }
    )


def _article(meta: Mapping[str, Any], title: str) -> Json:
    return _given(
        {
            "@type": "NewsArticle",
            "headline": title,
            "identifier": meta["id"],
            "datePublished": meta["published"],
            "author": [{"@type": "Person", "name": name} for name in meta["authors"][:1]],
            "publisher": _organisation(meta["outlet"]),
            "inLanguage": "" if meta["language"] == "unknown" else meta["language"],
            "url": meta["source"]["url"],
            "archivedAt": meta["source"]["archived_url"],
            "mentions": [
                {"@type": _TYPES.get(entity["type"], "Thing"), "name": entity["name"]}
                for entity in meta["entities"][:MOST_NAMED]
            ],
        }
    )


def _correction(correction: Mapping[str, str]) -> Json:
    words = f"{correction['what']} {correction['why']}".strip()
    return {"@type": "CorrectionComment", "datePublished": correction["date"], "text": words}


def _claim(claim: Mapping[str, Any], address: str, base: str) -> Json:
    places = [
        _given({"@type": "NewsArticle", "url": base + place["page"], "publisher": _organisation(place["outlet"])})
        for place in claim["appearances"][:MOST_NAMED]
    ]
    return _given(
        {
            "@context": "https://schema.org",
            "@type": "Claim",
            "text": claim["text"],
            "url": address,
            "author": {"@type": "Thing", "name": claim["speaker"]} if claim["speaker"] else None,
            "appearance": places,
            "firstAppearance": places[0] if places else None,
        }
    )


def _organisation(name: str) -> Json | None:
    return {"@type": "Organization", "name": name} if name and name != "unknown" else None


def _given(item: Json) -> Json:
    """Return an item without what nobody knows."""
    return {key: value for key, value in item.items() if value}
