"""The pages at addresses that have given their places to others: they lead on, with or without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from broadsheet.models import Moved
from broadsheet.render import addresses
from broadsheet.render.site import Site
from broadsheet.render.templates import Draft, Known, Page


def drafts(site: Site) -> Iterator[Draft]:
    """Yield a page for each id that leads on."""
    for moved in site.library.moved:
        place = addresses.article if moved.kind == "article" else addresses.topic
        yield Known(place(moved.id), partial(_page, site), (moved,))


def _page(site: Site, moved: Moved) -> Page:
    place = addresses.article if moved.kind == "article" else addresses.topic
    target = place(moved.to)
    name = site.title(site.articles[moved.to]) if moved.kind == "article" else site.labels[moved.to].name
    return Page(
        path=place(moved.id),
        template="moved",
        title=name,
        description=f"This page has moved: {name}.",
        values={"name": name, "target": target, "why": moved.why},
        meta={"kind": "moved", "robots": "noindex", "leads_to": addresses.site_url(target)},
    )
