"""The pages of outlets: what each one reports, alone and with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from broadsheet.gathering import gathered
from broadsheet.models import Card, ClaimRef, Family, Outlet, StatementGroup, Topic
from broadsheet.render import addresses, phrases, statements
from broadsheet.render.paging import Part, from_newest, listed, newest_first
from broadsheet.render.site import Site
from broadsheet.render.templates import Draft, Known, Page
from broadsheet.render.ties import NO_FAMILY
from broadsheet.render.timeline import timeline

MOST = 100
"""Entries in each list of an outlet's page."""


def drafts(site: Site) -> Iterator[Draft]:
    """Yield a page for each registered outlet, and further ones for its older articles."""
    spellings = _spellings(site.library.topics)
    for outlet in site.library.outlets:
        articles = site.articles_of.get(outlet.id, ())
        first, *older = newest_first(addresses.outlet(outlet.id), from_newest(site, articles))
        yield partial(_page, site, outlet, articles, first, spellings.get(outlet.id, []))
        for part in older:
            yield Known(part.path, partial(listed, site), (part, outlet.name, addresses.outlet(outlet.id)))


def _page(
    site: Site,
    outlet: Outlet,
    articles: Sequence[Card],
    part: Part,
    spellings: Sequence[tuple[Topic, list[str]]],
) -> Page:
    alone = sorted(_alone(site, articles), key=statements.widest_first)
    return Page(
        path=addresses.outlet(outlet.id),
        template="outlet",
        title=outlet.name,
        description=f"{phrases.count(len(articles), 'article')} of {outlet.name} in this archive.",
        values={
            "outlet": outlet,
            "part": part,
            "listed": site.live(part.entries),
            "articles_in_all": len(articles),
            "chart": timeline((*site.days(a), outlet.name) for a in articles) if len(articles) > 1 else None,
            "alone": statements.told(site, alone[:MOST]),
            "alone_in_all": len(alone),
            "copied": _copied(site, outlet.id, articles)[:MOST],
            "shared": [
                (site.outlets[key], n) for key, n in site.shared.get(outlet.id, Counter()).most_common(MOST)
            ],
            "spellings": spellings[:MOST],
        },
        meta={
            "kind": "outlet",
            "feed": addresses.feed(f"outlets/{outlet.id}"),
            "updated": site.updated(articles),
        },
    )


def _copied(site: Site, outlet: str, articles: Sequence[Card]) -> list[tuple[Family, Card, list[str]]]:
    """Return the comparisons of an outlet's articles with those of others, the newest first.

    Each with the outlet's article and the names of the others.
    """
    told = ((a, *site.family_of.get(a.id, NO_FAMILY)) for a in articles)
    newest = {family: article for article, family, has_page in told if has_page}
    rows = []
    for article in site.live(from_newest(site, site.by_date(newest.values()))):
        family = site.families_of[article.id]
        others = [a for a in site.by_date(site.live(family.members)) if a.outlet.known != outlet]
        if others:
            rows.append((family, article, list(dict.fromkeys(map(site.outlet_shown, others)))))
    return rows


def _alone(site: Site, articles: Sequence[Card]) -> list[StatementGroup]:
    """Return the statements that stand only in an outlet's articles; as these are published, all are shown."""
    own = {a.id for a in articles}
    found = (site.group_of.get(ClaimRef(a.id, claim.id).address) for a in articles for claim in a.claims)
    groups = {group.id: group for group in found if group is not None}
    return [group for group in groups.values() if all(ref.article in own for ref in group.claims)]


def _spellings(topics: Sequence[Topic]) -> dict[str, list[tuple[Topic, list[str]]]]:
    """Return by outlet how it writes the names that are written in more than one way."""
    found: dict[str, list[tuple[Topic, list[str]]]] = {}
    for topic in sorted(topics, key=lambda topic: topic.name):
        written = [row for row in topic.written if row[0] not in topic.called]
        if len({spelling for spelling, _, _ in written}) > 1:
            for outlet, rows in gathered((row[1], row) for row in written).items():
                own = [spelling for spelling, _, _ in sorted(rows, key=_most_used_first)]
                found.setdefault(outlet, []).append((topic, own))
    return found


def _most_used_first(row: tuple[str, str, int]) -> tuple[int, str]:
    return -row[2], row[0]
