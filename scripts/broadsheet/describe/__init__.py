"""Describes one article: outlet, date, language, names and claims, each with its evidence."""

from __future__ import annotations

import re

from broadsheet.corpus import Entry
from broadsheet.describe.claims import find_claims
from broadsheet.describe.date import find_date
from broadsheet.describe.decisions import decide_claims, decide_mentions
from broadsheet.describe.evidence import quote_clean, quote_raw
from broadsheet.describe.knowledge import Knowledge, Wording, knowledge_of, wording_of
from broadsheet.describe.language import find_stated_language
from broadsheet.describe.names import find_mentions
from broadsheet.describe.outlet import find_outlet
from broadsheet.models import NOT_STATED, Article, Cleaned, Correction, Finding, Raw, Source, Span
from broadsheet.records import URL_PATTERN, Sidecar

__all__ = ["Knowledge", "Wording", "claims_found", "describe", "knowledge_of", "names_found", "wording_of"]


_PARTED = re.compile(r"\s*[|·•»]|\s+[-–—:]\s")
"""Between a headline and the name of a section or an outlet in the title of a window."""
_BY = re.compile(r"\A(?:[A-Z]\w+ )?by:? ", re.IGNORECASE)
"""Before names: `By Ann Other`, `Analysis by Ann Other`."""


def describe(entry: Entry, cleaned: Cleaned, knowledge: Knowledge) -> Article:
    """Return a cleaned article with everything that is known of it; what a person decided wins.

    Of what is registered only that has a say which the article can mean.
    """
    raw, sidecar = entry.raw, entry.sidecar
    knowledge = knowledge.narrowed(wording_of(entry, cleaned))
    language = _language(raw, cleaned, sidecar)
    found = find_mentions(cleaned, knowledge.registry, language.value)
    mentions = decide_mentions(found, cleaned, sidecar, knowledge.entities)
    claims = find_claims(cleaned, mentions, knowledge.roster)
    return Article(
        id=raw.id,
        source=_source(entry, cleaned),
        title=_title(raw, cleaned, sidecar),
        dek=_stated(raw, cleaned, cleaned.dek),
        byline=_byline(raw, cleaned, sidecar),
        outlet=find_outlet(raw, cleaned, sidecar, knowledge.outlets),
        date=find_date(raw, cleaned, sidecar, language.value),
        language=language,
        cleaned=cleaned,
        mentions=mentions,
        claims=decide_claims(claims, cleaned, sidecar, knowledge.entities),
        rights=sidecar.rights or "",
        text_policy=sidecar.text,
        withdrawn=(sidecar.withdrawn_reason or "no reason given") if sidecar.status == "withdrawn" else "",
        corrections=tuple(Correction(c.date, c.what, c.why) for c in sidecar.corrections),
    )


def names_found(article: Article, knowledge: Knowledge) -> frozenset[str]:
    """Return the words that were taken for names in an article before anybody decided about them."""
    known = knowledge.narrowed(Wording(article.cleaned.text))
    found = find_mentions(article.cleaned, known.registry, article.language.value)
    return frozenset(mention.text for mention in found)


def claims_found(article: Article, knowledge: Knowledge) -> frozenset[str]:
    """Return the ids of the statements that were found in an article before anybody decided about them."""
    named = tuple(mention.id for mention in article.mentions if mention.id is not None)
    known = knowledge.narrowed(Wording(article.cleaned.text, named))
    return frozenset(claim.id for claim in find_claims(article.cleaned, article.mentions, known.roster))


def _source(entry: Entry, cleaned: Cleaned) -> Source:
    raw, sidecar = entry.raw, entry.sidecar
    return Source(
        path=raw.path,
        sha256=raw.sha256,
        url=sidecar.source_url or _address(cleaned),
        archived_url=sidecar.archived_url or "",
        collected=sidecar.collected or "",
        has_sidecar=entry.has_sidecar,
        bom=raw.bom,
    )


def _address(cleaned: Cleaned) -> str:
    """Return the address that a saved page gives as its own; anything but a plain web address is none."""
    fact = cleaned.fact("address")
    return fact.value if fact is not None and re.fullmatch(URL_PATTERN, fact.value) else ""


def _stated(raw: Raw, cleaned: Cleaned, place: Span | None) -> Finding[str]:
    if place is None:
        return NOT_STATED
    words = cleaned.text[place.start : place.end]
    return Finding(words, "stated", (quote_clean(raw, cleaned, place),), rule="cleaning")


def _title(raw: Raw, cleaned: Cleaned, sidecar: Sidecar) -> Finding[str]:
    stated, fact = _stated(raw, cleaned, cleaned.title), cleaned.fact("title")
    if fact is not None and (stated.value is None or _goes_on(stated.value, fact.value)):
        stated = Finding(fact.value, "stated", (quote_raw(raw, fact.raw),), rule=fact.rule)
    if sidecar.title is None:
        return stated
    return Finding(sidecar.title, "curated", stated.evidence, sidecar.title_note, "sidecar")


def _goes_on(title: str, stated: str) -> bool:
    """Return whether a title is the one that the metadata states with the names of section and outlet behind."""
    return title.startswith(stated) and _PARTED.match(title, len(stated)) is not None


def _byline(raw: Raw, cleaned: Cleaned, sidecar: Sidecar) -> Finding[str]:
    """Return who wrote it, with the words of the raw file where those say it."""
    fact = cleaned.fact("byline")
    place = fact.raw if fact is not None else cleaned.byline
    evidence = () if place is None else (quote_raw(raw, place),)
    if sidecar.byline is not None:
        return Finding(sidecar.byline, "curated", evidence, rule="sidecar")
    if not evidence:
        return NOT_STATED
    words = " ".join((fact.value if fact is not None else evidence[0].text).split())
    return Finding(_BY.sub("", words, count=1), "stated", evidence, rule="cleaning")


def _language(raw: Raw, cleaned: Cleaned, sidecar: Sidecar) -> Finding[str]:
    if sidecar.language is not None:
        return Finding(sidecar.language, "curated", rule="sidecar")
    return find_stated_language(raw, cleaned)
