"""The pages at addresses that have given their places to others: they lead on, with or without JavaScript.

Articles and names are moved by people. A statement or a comparison has the id of its first article, and an earlier
one that is added becomes the first. Nobody keeps what the ids were: each of them follows from one of the claims or
articles that are there, so all that could have been one lead to the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Literal

from broadsheet.models import Moved, statement_id
from broadsheet.render import addresses, compare, statements
from broadsheet.render.site import Site
from broadsheet.render.templates import Draft, Known, Page

_PLACES = {
    "article": addresses.article,
    "topic": addresses.topic,
    "statement": addresses.statement,
    "comparison": addresses.comparison,
}


def drafts(site: Site) -> Iterator[Draft]:
    """Yield a page for each id that leads on."""
    for moved in (*site.library.moved, *_statements(site), *_comparisons(site)):
        yield Known(_PLACES[moved.kind](moved.id), partial(_page, site), (moved,))


def _statements(site: Site) -> Iterator[Moved]:
    """Yield the ids that statements would have if another of their claims came first.

    A claim that is not shown leads nowhere, and one that is alone has its words in the article.
    """
    return _leading("statement", {g.id: map(statement_id, g.claims) for g in statements.paged(site)})


def _comparisons(site: Site) -> Iterator[Moved]:
    """Yield the ids that families would have if another of their members came first."""
    return _leading("comparison", {family.id: family.members for family in compare.paged(site)})


def _leading(kind: Literal["statement", "comparison"], pages: Mapping[str, Iterable[str]]) -> Iterator[Moved]:
    """Yield what leads to each page, as far as there is no page itself."""
    ends = {old: page for page, before in pages.items() for old in before}
    return (Moved(kind, old, page) for old, page in ends.items() if old not in pages)


def _page(site: Site, moved: Moved) -> Page:
    target = _PLACES[moved.kind](moved.to)
    name = _name(site, moved)
    return Page(
        path=_PLACES[moved.kind](moved.id),
        template="moved",
        title=name,
        description=f"This page has moved: {name.rstrip('.')}.",
        values={"name": name, "target": target, "why": moved.why},
        meta={"kind": "moved", "robots": "noindex", "leads_to": addresses.site_url(target)},
    )


def _name(site: Site, moved: Moved) -> str:
    """Return what the page is called to which an id leads."""
    if moved.kind == "article":
        return site.articles[moved.to].heading
    if moved.kind == "topic":
        return site.labels[moved.to].name
    if moved.kind == "comparison":
        return compare.headline(site.live(site.families_of[moved.id].members))
    _, first = next(site.members(site.groups[moved.to]))
    return statements.headline(first)
