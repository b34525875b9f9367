"""The pages that list everything of a kind, in parts where there is much of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from broadsheet.models import Card, StatementGroup, Topic
from broadsheet.render import addresses, phrases, statements
from broadsheet.render.compare import paged
from broadsheet.render.paging import PART, Part, from_newest, in_order, newest_first
from broadsheet.render.site import Site
from broadsheet.render.templates import Draft, Known, Page
from broadsheet.render.timeline import timeline

KINDS = ("theme", "person", "organisation", "place")
MOST_OF_A_KIND = 60
"""Topics of each kind on the first page; the others stand on the lists of their kinds."""
MOST_CARRIERS = 6
"""Articles named beside a text that they share."""


def drafts(site: Site) -> Iterator[Draft]:
    """Yield the lists of articles, shared texts, statements, topics and outlets."""
    shared = _shared(site)
    yield from _articles(site, len(shared))
    yield from _shared_texts(site, shared)
    yield from _statements(site)
    yield from _topics(site)
    yield partial(_outlets, site)


def _titled(title: str, part: Part) -> str:
    return title if part.number == 1 else f"{title}, part {part.number}"


def _told(about: str, part: Part) -> str:
    """Return what search engines show of a page; figures stand on the first, as every new entry changes them."""
    return about if part.number == 1 else f"Part {part.number} of {part.of}."


def _articles(site: Site, shared: int) -> Iterator[Draft]:
    first, *others = newest_first("articles/index.md", from_newest(site, site.published))
    undated = sum(not site.day(article) for article in site.published)
    counted = (len(site.published), undated, shared)
    yield partial(_article_list, site, first, counted, site.updated(site.library.cards))
    for part in others:
        yield Known(part.path, partial(_article_list, site), (part,))


def _article_list(site: Site, part: Part, counted: tuple[int, int, int] | None = None, updated: str = "") -> Page:
    articles = site.live(part.entries)
    in_all = f"{phrases.count(counted[0], 'article')}, " if counted else ""
    return Page(
        path=part.path,
        template="articles",
        title=_titled("Articles", part),
        description=_told(f"All {in_all}the newest first.", part),
        values={"part": part, "articles": articles, "counted": counted},
        meta={
            "kind": "articles",
            "feed": addresses.feed("articles"),
            "updated": updated or site.updated(articles),
        },
    )


def _shared(site: Site) -> list[Card]:
    """Return the first article of each text that several articles carry, in the order of the coverage."""
    first = {site.by_date(site.live(family.members))[0].id for family in paged(site)}
    return [article for article in site.published if article.id in first]


def _shared_texts(site: Site, found: Sequence[Card]) -> Iterator[Draft]:
    for part in newest_first(addresses.COMPARISONS, from_newest(site, found)) if found else ():
        given = (part, len(found) if part.number == 1 else None)
        yield Known(part.path, partial(_shared_list, site), given)


def _shared_list(site: Site, part: Part, in_all: int | None) -> Page:
    families = [site.families_of[key] for key in part.entries]
    about = f"Texts that more than one article carries, the newest first: {phrases.number(in_all or 0)} in all."
    return Page(
        path=part.path,
        template="comparisons",
        title=_titled("Shared texts", part),
        description=_told(about, part),
        values={
            "part": part,
            "rows": [(family, site.by_date(site.live(family.members))) for family in families],
            "most": MOST_CARRIERS,
            "in_all": in_all,
        },
        meta={"kind": "compare"},
    )


def _statements(site: Site) -> Iterator[Draft]:
    groups = statements.ranked(site, site.library.groups)
    shared = sum(group.articles > 1 for group in groups)
    about = (
        f"{phrases.count(len(groups), 'statement')}, each with the words that say whose it is; "
        f"{number_of(shared)} of them in more than one article."
    )
    for part in in_order("claims/index.md", [group.id for group in groups]):
        yield Known(part.path, partial(_statement_list, site), (part, about if part.number == 1 else ""))


def _statement_list(site: Site, part: Part, about: str) -> Page:
    groups = [site.groups[key] for key in part.entries]
    rows = [(group, said, _tags(site, group)) for group, said in statements.told(site, groups)]
    return Page(
        path=part.path,
        template="claims",
        title=_titled("Statements", part),
        description=_told(about, part),
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
        "outlets": list(dict.fromkeys(site.outlet_shown(article) for article, _ in members)),
        "kinds": list(dict.fromkeys(claim.kind for _, claim in members)),
    }


def _topics(site: Site) -> Iterator[Draft]:
    by_kind = {kind: _ranked(t for t in site.library.topics if t.type == kind) for kind in KINDS}
    most = {kind: [t.id for t in found[:MOST_OF_A_KIND]] for kind, found in by_kind.items()}
    in_all = {kind: len(found) for kind, found in by_kind.items()}
    yield Known("topics/index.md", partial(_topics_of_all_kinds, site), (most, in_all))
    for kind, found in by_kind.items():
        if len(found) > MOST_OF_A_KIND:
            for part in in_order(addresses.topics_of(kind), [t.id for t in found]):
                given = (part, kind, len(found) if part.number == 1 else None)
                yield Known(part.path, partial(_topic_list, site), given)


def _topics_of_all_kinds(site: Site, most: Mapping[str, Sequence[str]], in_all: Mapping[str, int]) -> Page:
    by_kind = {kind: [site.listings[key] for key in ids] for kind, ids in most.items()}
    return Page(
        path="topics/index.md",
        template="topics",
        title="Topics",
        description="Themes, people, organisations and places that the articles have in common.",
        values={
            "by_kind": by_kind,
            "in_all": in_all,
        },
        meta={"kind": "topics"},
    )


def _topic_list(site: Site, part: Part, kind: str, in_all: int | None) -> Page:
    named = phrases.worded(kind, "topic_types")
    about = f"{phrases.number(in_all)}, the most reported ones first." if in_all else ""
    return Page(
        path=part.path,
        template="topic-list",
        title=_titled(named, part),
        description=_told(f"{named} in this archive: {about}", part),
        values={
            "part": part,
            "topics": [site.listings[key] for key in part.entries],
            "kind": kind,
            "in_all": in_all,
        },
        meta={"kind": "topics"},
    )


def _ranked(topics: Iterator[Topic]) -> list[Topic]:
    return sorted(topics, key=lambda t: (t.proposed, -len(t.articles), t.name.casefold(), t.id))


def _outlets(site: Site) -> Page:
    told = Counter(
        outlet
        for group in site.library.groups
        for outlet in {
            site.articles[ref.article].outlet.known for ref in group.claims if ref.article in site.articles
        }
    )
    unknown = [a for a in site.published if a.outlet.known is None or a.outlet.known not in site.outlets]
    rows = [(o, len(site.articles_of.get(o.id, ())), told[o.id]) for o in site.library.outlets]
    return Page(
        path="outlets/index.md",
        template="outlets",
        title="Outlets",
        description="Who published the articles in this archive.",
        values={
            "countries": any(outlet.country for outlet in site.library.outlets),
            "rows": sorted(rows, key=lambda row: (-row[1], row[0].name.casefold())),
            "unknown": unknown[:PART],
            "unknown_in_all": len(unknown),
            "chart": timeline((*site.days(a), site.outlet_name(a)) for a in site.published),
        },
        meta={"kind": "outlets"},
    )
