"""The pages of topics: people, organisations, places and themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from broadsheet.models import Article, StatementGroup, Topic
from broadsheet.render import addresses, phrases, statements
from broadsheet.render.site import Site
from broadsheet.render.templates import Page
from broadsheet.render.timeline import timeline

MOST_ARTICLES = 300
"""Articles listed on a topic's page; the search finds the others."""
MOST_STATEMENTS = 100
"""Statements of each kind listed on a topic's page."""
MOST_TOGETHER = 24

Told = list[tuple[StatementGroup, statements.Statement]]


def pages(site: Site) -> Iterator[Page]:
    """Yield a page for each topic."""
    for topic in site.library.topics:
        yield _page(site, topic)


def _page(site: Site, topic: Topic) -> Page:
    articles = site.live(topic.articles)
    about, by = statements.leads(site, topic.about), statements.leads(site, topic.by)
    written = _written(site, topic)
    counted = phrases.count(len(articles), "article")
    kind = phrases.worded(topic.type, "topic_type")
    return Page(
        path=addresses.topic(topic.id),
        template="topic",
        title=topic.name,
        description=f"{kind} in {counted}: {topic.note or 'what was reported, and who said it.'}",
        values={
            "topic": topic,
            "articles": articles[-MOST_ARTICLES:],
            "articles_in_all": len(articles),
            "chart": timeline((site.day(a), _outlet(site, a)) for a in articles),
            "spellings": [row for row in written if row[0] not in topic.called],
            "called": [row for row in written if row[0] in topic.called],
            "dated": [a for a in articles if site.day(a)],
            "voices": _voices(about),
            "about": about[:MOST_STATEMENTS],
            "about_in_all": len(about),
            "by": by[:MOST_STATEMENTS],
            "by_in_all": len(by),
            "opposed": list(_opposed(site, topic)),
            "together": _together(site, topic),
        },
        meta={
            "kind": "topic",
            "topic": topic.id,
            "topic_type": topic.type,
            "wikidata": topic.wikidata,
            "feed": addresses.feed(f"topics/{topic.id}"),
            "updated": site.updated(articles),
        },
    )


def _outlet(site: Site, article: Article) -> str:
    return site.outlet_name(article) or "Outlet unknown"


def _voices(about: Told) -> list[tuple[statements.Statement, int]]:
    """Return who speaks about a topic: a statement of each, and how many there are."""
    first: dict[str, statements.Statement] = {}
    counts: Counter[str] = Counter()
    for _, said in about:
        if said.claim.speaker:
            first.setdefault(said.speaker, said)
            counts[said.speaker] += 1
    return [(first[name], n) for name, n in counts.most_common(12)]


def _written(site: Site, topic: Topic) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Return each way of naming a topic with its count and the outlets that use it, most used first."""
    uses: dict[str, Counter[str]] = {}
    for (spelling, outlet), n in site.mention_counts.get(topic.id, Counter()).items():
        uses.setdefault(spelling, Counter())[outlet or "Outlet unknown"] += n
    found = [(spelling, counts.total(), counts.most_common()) for spelling, counts in uses.items()]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _opposed(
    site: Site, topic: Topic
) -> Iterator[tuple[str, str, Sequence[statements.Statement], Sequence[statements.Statement]]]:
    """Yield opposed statements: status, why, and everybody who says the one and the other."""
    for opposition in topic.oppositions:
        sides = [site.groups.get(opposition.a), site.groups.get(opposition.b)]
        told = [[statements.statement(site, *m) for m in site.members(g)] for g in sides if g is not None]
        if len(told) == 2 and all(told):
            yield opposition.status, opposition.why, told[0], told[1]


def _together(site: Site, topic: Topic) -> list[tuple[Topic, int]]:
    found = [(site.topics[other], n) for other, n in topic.together if other in site.topics]
    return found[:MOST_TOGETHER]
