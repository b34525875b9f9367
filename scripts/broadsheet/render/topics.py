"""The pages of topics: people, organisations, places and themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from broadsheet.models import Card, Claim, StatementGroup, Topic
from broadsheet.render import addresses, phrases, statements
from broadsheet.render.paging import Part, from_newest, listed, newest_first
from broadsheet.render.site import Site
from broadsheet.render.tables import Label
from broadsheet.render.templates import Draft, Known, Page
from broadsheet.render.timeline import timeline

MOST_STATEMENTS = 100
"""Statements of each kind listed on a topic's page."""
MOST_TOGETHER = 24
MOST_VOICES = 12


def drafts(site: Site) -> Iterator[Draft]:
    """Yield a page for each topic, and further ones for its older articles."""
    for topic in site.library.topics:
        yield Known(addresses.topic(topic.id), partial(_page, site, topic.id))
        _, *older = _parts(site, topic.id, _in_order(site, topic))
        for part in older:
            yield Known(part.path, partial(listed, site), (part, topic.name, addresses.topic(topic.id)))


def _in_order(site: Site, topic: Topic) -> list[Card]:
    return site.by_date(site.live(topic.articles))


def _parts(site: Site, topic_id: str, articles: Sequence[Card]) -> list[Part]:
    return newest_first(addresses.topic(topic_id), from_newest(site, articles))


def _page(site: Site, topic_id: str) -> Page:
    topic = site.topics[topic_id]
    articles = _in_order(site, topic)
    part = _parts(site, topic.id, articles)[0]
    about, by = (
        statements.ranked(site, [site.groups[key] for key in ids if key in site.groups])
        for ids in (topic.about, topic.by)
    )
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
            "part": part,
            "listed": site.live(part.entries),
            "articles_in_all": len(articles),
            "chart": timeline((*site.days(a), site.outlet_name(a)) for a in articles),
            "spellings": [row for row in written if row[0] not in topic.called],
            "called": [row for row in written if row[0] in topic.called],
            "dated": [a for a in articles if site.day(a)],
            "voices": _voices(site, about),
            "about": statements.told(site, about[:MOST_STATEMENTS]),
            "about_in_all": len(about),
            "by": statements.told(site, by[:MOST_STATEMENTS]),
            "by_in_all": len(by),
            "opposed": list(statements.opposed(site, topic)),
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


def _voices(site: Site, about: Sequence[StatementGroup]) -> list[tuple[statements.Statement, int]]:
    """Return who speaks about a topic: a statement of each, and how many there are."""
    first: dict[str, tuple[Card, Claim]] = {}
    counts: Counter[str] = Counter()
    for group in about:
        article, claim = next(site.members(group))
        if claim.speaker:
            name = statements.speaker(claim)
            first.setdefault(name, (article, claim))
            counts[name] += 1
    return [(statements.statement(site, *first[name]), n) for name, n in counts.most_common(MOST_VOICES)]


def _written(site: Site, topic: Topic) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Return each way of naming a topic with its count and the outlets that use it, most used first."""
    uses: dict[str, Counter[str]] = {}
    for spelling, outlet, n in topic.written:
        uses.setdefault(spelling, Counter())[site.named(outlet) or phrases.OUTLET_UNKNOWN] += n
    found = [(spelling, counts.total(), counts.most_common()) for spelling, counts in uses.items()]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _together(site: Site, topic: Topic) -> list[tuple[Label, int]]:
    found = [(site.labels[other], n) for other, n in topic.together if other in site.labels]
    return found[:MOST_TOGETHER]
