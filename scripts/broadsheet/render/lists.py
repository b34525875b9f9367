"""The pages that list everything of a kind, in parts where there is much of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from broadsheet.models import Card, StatementGroup, Topic
from broadsheet.render import addresses, phrases, statements
from broadsheet.render.paging import PART, Part, in_order, newest_first
from broadsheet.render.site import Site
from broadsheet.render.templates import Draft, Page
from broadsheet.render.timeline import timeline

KINDS = ("theme", "person", "organisation", "place")
MOST_OF_A_KIND = 60
"""Topics of each kind on the first page; the others stand on the lists of their kinds."""


def drafts(site: Site) -> Iterator[Draft]:
    """Yield the lists of articles, statements, topics and outlets."""
    yield from _articles(site)
    yield from _statements(site)
    yield from _topics(site)
    yield partial(_outlets, site)


def _titled(title: str, part: Part[Any]) -> str:
    return title if part.number == 1 else f"{title}, part {part.number}"


def _articles(site: Site) -> Iterator[Draft]:
    dated = [a for a in reversed(site.published) if site.day(a)]
    undated = [a for a in site.published if not site.day(a)]
    told = {"feed": addresses.feed("articles"), "updated": site.updated(site.library.cards)}
    for part in newest_first("articles/index.md", [*dated, *undated]):
        yield partial(_article_list, part, len(undated), told)


def _article_list(part: Part[Card], undated: int, told: dict[str, str]) -> Page:
    return Page(
        path=part.path,
        template="articles",
        title=_titled("Articles", part),
        description=f"All {phrases.count(part.in_all, 'article')}, the newest first.",
        values={"part": part, "undated_in_all": undated},
        meta={"kind": "articles", **told},
    )


def _statements(site: Site) -> Iterator[Draft]:
    groups = statements.ranked(site, site.library.groups)
    shared = sum(group.articles > 1 for group in groups)
    about = (
        f"{phrases.count(len(groups), 'statement')} with the words that attribute them; "
        f"{number_of(shared)} in more than one article."
    )
    for part in in_order("claims/index.md", groups):
        yield partial(_statement_list, site, part, about)


def _statement_list(site: Site, part: Part[StatementGroup], about: str) -> Page:
    rows = [(group, said, _tags(site, group)) for group, said in statements.told(site, part.entries)]
    return Page(
        path=part.path,
        template="claims",
        title=_titled("Statements", part),
        description=about,
        values={"part": part, "rows": rows, "about": about},
        meta={"kind": "claims"},
    )


def number_of(value: int) -> str:
    """Return a number for the middle of a sentence."""
    return phrases.number(value) if value else "none"


def _tags(site: Site, group: StatementGroup) -> dict[str, list[str]]:
    """Return what a statement can be filtered by."""
    members = list(site.members(group))
    return {
        "outlets": list(dict.fromkeys(site.outlet_name(article) or "Outlet unknown" for article, _ in members)),
        "kinds": list(dict.fromkeys(claim.kind for _, claim in members)),
    }


def _topics(site: Site) -> Iterator[Draft]:
    by_kind = {kind: _ranked(t for t in site.library.topics if t.type == kind) for kind in KINDS}
    yield partial(_topics_of_all_kinds, by_kind)
    for kind, found in by_kind.items():
        if len(found) > MOST_OF_A_KIND:
            for part in in_order(addresses.topics_of(kind), found):
                yield partial(_topic_list, part, kind)


def _topics_of_all_kinds(by_kind: dict[str, list[Topic]]) -> Page:
    return Page(
        path="topics/index.md",
        template="topics",
        title="Topics",
        description="Themes, people, organisations and places that the articles have in common.",
        values={
            "by_kind": {kind: found[:MOST_OF_A_KIND] for kind, found in by_kind.items()},
            "in_all": {kind: len(found) for kind, found in by_kind.items()},
        },
        meta={"kind": "topics"},
    )


def _topic_list(part: Part[Topic], kind: str) -> Page:
    named = phrases.worded(kind, "topic_types")
    return Page(
        path=part.path,
        template="topic-list",
        title=_titled(named, part),
        description=f"{named} in this archive: {phrases.number(part.in_all)}, the most reported ones first.",
        values={"part": part, "kind": kind},
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
            "unknown_in_all": len(unknown),
            "chart": timeline((site.day(a), site.outlet_name(a) or "Outlet unknown") for a in site.published),
        },
        meta={"kind": "outlets"},
    )
