"""The pages at addresses that have given their places to others: they lead on, with or without JavaScript.

Articles and names are moved by people. A statement or a comparison has the id of its first article, and an earlier
one that is added becomes the first. Nobody keeps what the ids were: each of them follows from one of the claims or
articles that are there, so all that could have been one lead to the page. Of these there are as many as of copies:
they are small files that no generator need make.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from broadsheet.models import Moved, statement_id
from broadsheet.render import addresses, compare, statements
from broadsheet.render.site import Site
from broadsheet.render.templates import Draft, Known, Page, lone

_ANY = "*"
"""Stands for an id, which has no such letter, nor has the template."""

_PLACES = {"article": addresses.article, "topic": addresses.topic}


def drafts(site: Site) -> Iterator[Draft]:
    """Yield a page for each id that people have given another's place."""
    for moved in site.library.moved:
        yield Known(_PLACES[moved.kind](moved.id), partial(_page, site), (moved,))


def _page(site: Site, moved: Moved) -> Page:
    target = _PLACES[moved.kind](moved.to)
    name = site.articles[moved.to].heading if moved.kind == "article" else site.labels[moved.to].name
    return Page(
        path=_PLACES[moved.kind](moved.id),
        template="moved",
        title=name,
        description=f"This page has moved: {name.rstrip('.')}.",
        values={"name": name, "target": target, "why": moved.why},
        meta={"kind": "moved", "robots": "noindex", "leads_to": addresses.site_url(target)},
    )


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield an HTML file for each id that a statement or a comparison might have had, by its path.

    An article may have had other ids. A claim that is not shown leads nowhere, and one that is alone has its words
    in the article.
    """
    former: dict[str, list[str]] = defaultdict(list)
    for moved in site.library.moved:
        if moved.kind == "article":
            former[moved.to].append(moved.id)
    statement_ids = {
        g.id: [
            statement_id(c._replace(article=n)) for c in g.claims for n in (c.article, *former.get(c.article, ()))
        ]
        for g in statements.paged(site)
    }
    families = {f.id: [n for one in f.members for n in (one, *former.get(one, ()))] for f in compare.paged(site)}
    yield from _leading(addresses.statement, statement_ids)
    yield from _leading(addresses.comparison, families)


def _leading(place: Callable[[str], str], pages: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, bytes]]:
    """Yield what leads to each page, as far as there is no page itself."""
    ends = {old: page for page, before in pages.items() for old in before}
    # They are alike but for the id, which has no letter that HTML writes otherwise: one is filled in, not each.
    leading = lone("leads-on", target=f"../{_ANY}/")
    for old, page in ends.items():
        if old not in pages:
            # Each is the only page of its folder, and the folders lie side by side.
            yield f"{addresses.site_url(place(old))}index.html", leading.replace(_ANY.encode(), page.encode())
