"""The home page and the pages about the archive itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

from broadsheet import codes
from broadsheet.models import Correction, Topic
from broadsheet.records import reference
from broadsheet.render import addresses, evidence, statements
from broadsheet.render.compare import paged
from broadsheet.render.markup import safe
from broadsheet.render.site import Site
from broadsheet.render.templates import Draft, Known, Page
from broadsheet.render.timeline import timeline

# The site's Markdown gives headings their ids itself.
_HEADING_ID = re.compile(r" \{#[a-z-]+\}$", re.MULTILINE)


MOST_OPPOSED = 2
"""Pairs of opposed statements on the home page."""
PLAIN = (
    ("search", "Search", "Search the articles, statements and topics of this archive."),
    ("contribute", "Contribute", "How to suggest an article, correct a page or have a text taken down."),
)
"""Pages that say the same of every archive: name, title, description."""


def drafts(site: Site) -> Iterator[Draft]:
    """Yield the home page, what the archive says about itself, and the search page."""
    yield partial(_home, site)
    yield partial(_about, site)
    for name, title, description in PLAIN:
        yield Known(f"{name}.md", partial(_plain, name, title, description))
    yield Known("codes.md", _checks)
    yield Known("keys.md", _keys)
    yield Known("corrections.md", partial(_corrections, site), (_put_right(site),))
    yield Known("withdrawn.md", partial(_withdrawn, site), ([a.id for a in site.withdrawn],))


def _plain(name: str, title: str, description: str, **values: object) -> Page:
    return Page(f"{name}.md", name, title, description, values, {"kind": name})


def _checks() -> Page:
    """Return what is documented about the kinds of problem; the headings name themselves."""
    body = safe(_HEADING_ID.sub("", codes.as_markdown()))
    return _plain("codes", "What the checks say", "Every problem the checks can find, with its remedy.", body=body)


def _keys() -> Page:
    """Return what may stand in the files that people write."""
    description = "Every key of every file of the archive, and what it means."
    return _plain("keys", "What people may write in the files", description, body=safe(reference.as_markdown()))


_MOST_NAMED, _FEW_NAMED = 16, 8
"""Names on the home page; where fewer are confirmed than the second, names that nobody has confirmed fill it."""


def _home(site: Site) -> Page:
    carried = statements.ranked(site, (g for g in site.library.groups if g.articles > 1))
    entities = [t for t in site.library.topics if t.type != "theme"]
    confirmed = _largest([t for t in entities if not t.proposed], _MOST_NAMED)
    # In a new archive few names are confirmed, or none.
    others = _MOST_NAMED - len(confirmed) if len(confirmed) < _FEW_NAMED else 0
    return Page(
        path="index.md",
        template="home",
        title=site.config.title,
        description=site.config.description,
        values={
            "figures": _figures(site),
            "chart": timeline((*site.days(a), site.outlet_name(a)) for a in site.published),
            "opposed": _set_against(site),
            "newest": [a for a in reversed(site.published) if site.day(a)][:6] or list(site.published[:6]),
            "carried": statements.told(site, carried[:6]),
            "themes": _largest([t for t in site.library.topics if t.type == "theme"], 12),
            "confirmed": confirmed,
            "proposed": _largest([t for t in entities if t.proposed], others),
        },
        meta={
            "kind": "home",
            "feed": addresses.feed("articles"),
            "updated": site.updated(site.library.cards),
        },
    )


def _set_against(site: Site) -> list[tuple[object, ...]]:
    """Return the first statements that an editor has set against each other, each side by its first speakers."""
    found = (pair for topic in site.library.topics for pair in statements.opposed(site, topic))
    curated = ((status, why, one[:2], other[:2]) for status, why, one, other in found if status == "curated")
    return list(islice(curated, MOST_OPPOSED))


def _figures(site: Site) -> list[tuple[int, str, str]]:
    """Return the figures of the home page: how many, of what, and the page that lists them."""
    library = site.library
    outlets = {site.outlet_name(a) for a in site.published} - {""}
    shared = sum(1 for _ in paged(site))
    return [
        (len(site.published), "article", "articles/index.md"),
        (len(outlets), "outlet", "outlets/index.md"),
        (len(library.groups), "statement", "claims/index.md"),
        (len(library.topics), "topic", "topics/index.md"),
        *([(shared, "shared text", addresses.COMPARISONS)] if shared else []),
    ]


def _largest(topics: list[Topic], limit: int) -> list[Topic]:
    return sorted(topics, key=lambda t: (-len(t.articles), -len(t.about), t.name.casefold()))[:limit]


def _about(site: Site) -> Page:
    return _plain(
        "about",
        "About the data",
        "How the archive was made, with its figures, and what is not known.",
        **_measures(site),
    )


def _measures(site: Site) -> dict[str, Any]:
    """Return the figures about the data."""
    claims = [c for a in site.published for c in a.claims]
    removed = Counter[str]()
    for article in site.published:
        for key, n in article.removed:
            removed[evidence.reason(key)] += n
    return {
        "removed": sorted(removed.items(), key=lambda item: (-item[1], item[0])),
        "fields": [
            ("Outlet", Counter(a.outlet.status for a in site.published)),
            ("Date", Counter(a.date.status for a in site.published)),
            ("Headline", Counter(a.title.status for a in site.published)),
            ("Byline", Counter(a.byline.status for a in site.published)),
        ],
        "claim_kinds": Counter(c.kind for c in claims).most_common(),
        "speaker_statuses": Counter(c.speaker_status for c in claims).most_common(),
        "claims_in_all": len(claims),
        "mentions_in_all": sum(a.named for a in site.published),
        "mentions_confirmed": sum(n for t in site.library.topics if not t.proposed for _, _, n in t.written),
        "statements_in_all": len(site.library.groups),
        "shared": sum(g.articles > 1 for g in site.library.groups),
    }


def _put_right(site: Site) -> list[tuple[Correction, str]]:
    """Return every correction with the id of its article, the newest first."""
    found = [(c, a.id) for a in site.library.cards for c in a.corrections]
    return sorted(found, key=lambda item: (item[0].date, item[1]), reverse=True)


def _corrections(site: Site, found: Sequence[tuple[Correction, str]]) -> Page:
    entries = [(correction, site.articles[key]) for correction, key in found]
    page = _plain(
        "corrections", "Corrections", "Everything that was put right after publication.", entries=entries
    )
    told = {"feed": addresses.feed("corrections"), "updated": max((c.date for c, _ in found), default="")}
    return replace(page, meta={**page.meta, **told})


def _withdrawn(site: Site, ids: Sequence[str]) -> Page:
    entries = [site.articles[key] for key in ids]
    return _plain("withdrawn", "Withdrawn articles", "Articles that were taken down, and why.", entries=entries)
