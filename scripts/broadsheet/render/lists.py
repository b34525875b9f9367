"""The pages that list everything of a kind, in parts where there is much of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from broadsheet.models import StatementGroup, Topic
from broadsheet.render import addresses, phrases, statements
from broadsheet.render.site import Site
from broadsheet.render.templates import Page
from broadsheet.render.timeline import timeline

PART = 500
"""Entries on one page of a list."""


def pages(site: Site) -> Iterator[Page]:
    """Yield the lists of articles, statements, topics and outlets."""
    yield from _articles(site)
    yield from _statements(site)
    yield _topics(site)
    yield _outlets(site)


def _articles(site: Site) -> Iterator[Page]:
    dated = [a for a in reversed(site.published) if site.day(a)]
    undated = [a for a in site.published if not site.day(a)]
    about = f"All {phrases.count(len(site.published), 'article')}, the newest first."
    common = {"undated_in_all": len(undated), "in_all": len(site.published)}
    entries = [*dated, *undated]
    told = {"feed": addresses.feed("articles"), "updated": site.updated(site.library.articles)}
    for page in _parts("articles", "Articles", about, entries, common):
        yield replace(page, meta={**page.meta, **told})


def _statements(site: Site) -> Iterator[Page]:
    told = statements.leads(site, [g.id for g in site.library.groups])
    texts = sum(group.articles > 1 for group, _ in told)
    about = (
        f"{phrases.count(len(told), 'statement')} with the words that attribute them; "
        f"{number_of(texts)} in more than one article."
    )
    rows = [(group, said, _tags(site, group)) for group, said in told]
    yield from _parts("claims", "Statements", about, rows, {"in_all": len(told), "shared": texts})


def number_of(value: int) -> str:
    """Return a number for the middle of a sentence."""
    return phrases.number(value) if value else "none"


def _tags(site: Site, group: StatementGroup) -> dict[str, Any]:
    """Return what a statement can be filtered by."""
    members = [statements.statement(site, *m) for m in site.members(group)]
    return {
        "speakers": list(dict.fromkeys(m.speaker for m in members)),
        "outlets": list(dict.fromkeys(site.outlet_name(m.article) or "Outlet unknown" for m in members)),
        "topics": [t.name for t in site.group_topics.get(group.id, ())],
        "kinds": list(dict.fromkeys(m.claim.kind for m in members)),
    }


def _parts(
    section: str, title: str, about: str, entries: Sequence[object], common: dict[str, Any]
) -> Iterator[Page]:
    """Yield a list's pages; the first one also when there is nothing to list."""
    last = max(1, -(-len(entries) // PART))
    for number in range(1, last + 1):
        shown = entries[(number - 1) * PART : number * PART]
        yield Page(
            path=addresses.list_part(section, number),
            template=section,
            title=title if number == 1 else f"{title}, part {number}",
            description=about,
            values={
                **common,
                "entries": shown,
                "about": about,
                "part_number": number,
                "parts": last,
                "section": section,
            },
            meta={"kind": section},
        )


def _topics(site: Site) -> Page:
    kinds = ("theme", "person", "organisation", "place")
    by_kind = {kind: _ranked(t for t in site.library.topics if t.type == kind) for kind in kinds}
    return Page(
        path="topics/index.md",
        template="topics",
        title="Topics",
        description="Themes, people, organisations and places that the articles have in common.",
        values={"by_kind": by_kind, "in_all": len(site.library.topics)},
        meta={"kind": "topics"},
    )


def _ranked(topics: Iterator[Topic]) -> list[Topic]:
    return sorted(topics, key=lambda t: (t.proposed, -len(t.articles), t.name.casefold(), t.id))


def _outlets(site: Site) -> Page:
    told = Counter(
        site.articles[ref.article].outlet.value
        for g in site.library.groups
        for ref in g.claims
        if ref.article in site.articles
    )
    unknown = [a for a in site.published if a.outlet.value is None or a.outlet.value not in site.outlets]
    rows = [(o, len(site.articles_of.get(o.id, ())), told[o.id]) for o in site.library.outlets]
    return Page(
        path="outlets/index.md",
        template="outlets",
        title="Outlets",
        description="Who published the articles in this archive.",
        values={
            "rows": sorted(rows, key=lambda row: (-row[1], row[0].name.casefold())),
            "unknown": unknown[:PART],
            "chart": timeline((site.day(a), site.outlet_name(a) or "Outlet unknown") for a in site.published),
        },
        meta={"kind": "outlets"},
    )
