"""The pages of outlets: what each one reports, alone and with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from broadsheet.models import Article, ClaimRef, Outlet, Topic
from broadsheet.render import addresses, phrases, statements
from broadsheet.render.site import Site
from broadsheet.render.templates import Page
from broadsheet.render.timeline import timeline

MOST = 100
"""Entries in each list of an outlet's page."""


def pages(site: Site) -> Iterator[Page]:
    """Yield a page for each registered outlet."""
    shared = _shared(site)
    for outlet in site.library.outlets:
        yield _page(site, outlet, shared.get(outlet.id, Counter()))


def _page(site: Site, outlet: Outlet, shared: Counter[str]) -> Page:
    articles = site.articles_of.get(outlet.id, ())
    alone = statements.leads(site, _alone(site, articles))
    return Page(
        path=addresses.outlet(outlet.id),
        template="outlet",
        title=outlet.name,
        description=f"{phrases.count(len(articles), 'article')} of {outlet.name} in this archive.",
        values={
            "outlet": outlet,
            "articles": articles[-MOST:],
            "articles_in_all": len(articles),
            "chart": timeline((site.day(a), outlet.name) for a in articles) if len(articles) > 1 else None,
            "alone": alone[:MOST],
            "alone_in_all": len(alone),
            "shared": [(site.outlets[key], n) for key, n in shared.most_common(MOST)],
            "spellings": _spellings(site, outlet),
        },
        meta={
            "kind": "outlet",
            "feed": addresses.feed(f"outlets/{outlet.id}"),
            "updated": site.updated(articles),
        },
    )


def _alone(site: Site, articles: tuple[Article, ...]) -> list[str]:
    """Return the statements that stand only in an outlet's articles."""
    own = {a.id for a in articles}
    groups = {site.group_of[ref].id: site.group_of[ref] for a in articles for ref in _refs(site, a)}
    return [key for key, group in groups.items() if all(ref.article in own for ref in group.claims)]


def _refs(site: Site, article: Article) -> list[ClaimRef]:
    refs = [ClaimRef(article.id, claim.id) for claim in article.claims]
    return [ref for ref in refs if ref in site.group_of]


def _shared(site: Site) -> dict[str, Counter[str]]:
    """Return with which outlets each one shares statements, and how many."""
    found: dict[str, Counter[str]] = {}
    for group in site.library.groups:
        ids = {site.articles[ref.article].outlet.value for ref in group.claims if ref.article in site.articles}
        known = [value for value in ids if value is not None and value in site.outlets]
        for one in known:
            found.setdefault(one, Counter()).update(other for other in known if other != one)
    return found


def _spellings(site: Site, outlet: Outlet) -> list[tuple[Topic, list[str]]]:
    """Return how an outlet writes the names that are written in more than one way."""
    found = []
    for key, counts in site.mention_counts.items():
        if key not in site.topics:
            continue
        called = site.topics[key].called
        own = [written for (written, name), _ in counts.most_common() if name == outlet.name]
        own = [spelling for spelling in own if spelling not in called]
        if own and len({spelling for spelling, _ in counts}.difference(called)) > 1:
            found.append((site.topics[key], own))
    return sorted(found, key=lambda item: item[0].name)[:MOST]
