"""The pages of the articles: the text with its names and statements, and everything that is known about it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from markupsafe import Markup

from broadsheet import citations
from broadsheet.dates import sure
from broadsheet.models import Article, Card, Finding, Kinship, Paragraph, shortened
from broadsheet.parts import address_of
from broadsheet.redact import paragraphs_shown
from broadsheet.render import addresses, body, cite, evidence, phrases, statements
from broadsheet.render.markup import preformatted
from broadsheet.render.site import Site
from broadsheet.render.templates import Draft, Known, Page
from broadsheet.render.ties import NO_FAMILY
from broadsheet.text.saying import verb

MOST_KIN = 20
"""Relatives listed on an article's page, the closest ones."""
MOST_OF_THESE_DAYS = 8
"""Further articles of the story listed there, the nearest ones."""
MOST_TOPICS = 40
"""Topics listed on an article's page, the most reported ones."""


def drafts(site: Site) -> Iterator[Draft]:
    """Yield a page for each article, and a note in the place of each withdrawn one."""
    page = _page if site.config.sites is None else _signpost
    for card in site.library.cards:
        made = partial(_tombstone if card.withdrawn else page, site, card.id)
        yield Known(addresses.article(card.id), made)


def _signpost(site: Site, article_id: str) -> Page:
    """Return what stands at the permanent address of an article whose page lies on another site."""
    article = site.articles[article_id]
    topics = site.topics_of.get(article.id, ())[:MOST_TOPICS]
    return Page(
        path=addresses.article(article.id),
        template="signpost",
        title=article.heading,
        description=shortened(article.opening, 180) or "Where to find this article.",
        values={"article": article, "address": address_of(article.id, site.config), "topics": topics},
        meta={"kind": "signpost", "id": article.id, "robots": "noindex", "updated": site.updated([article])},
    )


def _tombstone(site: Site, article_id: str) -> Page:
    article = site.articles[article_id]
    return Page(
        path=addresses.article(article.id),
        template="tombstone",
        title="Withdrawn article",
        description="This article was withdrawn.",
        values={"article": article},
        meta={"kind": "withdrawn", "id": article.id, "robots": "noindex", "updated": site.updated([article])},
    )


def _page(site: Site, article_id: str) -> Page:
    card, article = site.articles[article_id], site.whole(article_id)
    raw = evidence.RawFile(article)
    told = [statements.statement(site, card, claim) for claim in article.claims]
    shown = list(_paragraphs(site, article))
    before, after = site.neighbours(card)
    family, has_page = site.family_of.get(article.id, NO_FAMILY)
    kin = _kin(site, card)
    related = {other.id for other, _, _ in kin} | {article.id}
    cited = citations.item(card, site.outlet_name(card), site.config)
    full = article.text_policy == "full"
    return Page(
        path=addresses.article(article.id),
        template="article",
        title=card.heading,
        description=_description(site, article, card),
        values={
            "article": article,
            "card": card,
            "heading": next((words for role, words in shown if role == "title"), None),
            "paragraphs": [entry for entry in shown if entry[0] != "title"],
            "statements": told,
            "in_text": {anchor for _, words in shown for anchor in body.anchors(words)},
            "raw": raw,
            "removed": list(raw.removed()) if full else [],
            "removed_reasons": evidence.reasons(article),
            "known": list(_known(site, article, raw)),
            "comparison": family if has_page else "",
            "kin": kin[:MOST_KIN],
            "kin_in_all": len(kin),
            "story": _of_these_days(site, card, related),
            "topics": site.topics_of.get(article.id, ())[:MOST_TOPICS],
            "before": before,
            "after": after,
            "cited": cite.in_styles(cited),
            "records": [
                (name, ending, preformatted(write(cited))) for name, ending, _, write in citations.FORMATS
            ],
        },
        meta=_front_matter(site, article, card),
    )


def _kin(site: Site, card: Card) -> list[tuple[Card, float, Kinship]]:
    """Return an article's relatives, each with the share of its words that stands in them too."""
    found = []
    for kinship in site.kinships_of.get(card.id, ()):
        mine = kinship.a == card.id
        other = site.articles.get(kinship.b if mine else kinship.a)
        if other is not None and not other.withdrawn:
            found.append((other, kinship.share_a if mine else kinship.share_b, kinship))
    return sorted(found, key=lambda kin: (-kin[1], kin[0].id))


def _of_these_days(site: Site, card: Card, related: Collection[str]) -> list[Card]:
    """Return the articles of the story nearest to one; what has no known day is of no particular days."""
    story = site.stories_of.get(card.id)
    if story is None or not site.day(card):
        return []
    found = (
        other for name in _around(story.members, card.id) if name not in related for other in site.live([name])
    )
    return site.by_date(islice(filter(site.day, found), MOST_OF_THESE_DAYS))


def _around(names: Sequence[str], name: str) -> Iterator[str]:
    """Yield names by how far they stand from one of them, the nearest first."""
    place = names.index(name)
    for distance in range(1, len(names)):
        yield from (names[at] for at in (place - distance, place + distance) if 0 <= at < len(names))


def _description(site: Site, article: Article, card: Card) -> str:
    if article.text_policy == "metadata":
        return f"What is known about this article of {site.outlet_name(card) or 'an unknown outlet'}."
    words = (article.cleaned.text[slice(*p.clean)] for p in article.cleaned.paragraphs if p.role == "body")
    return shortened(article.dek.value or next(words, ""), 180)


def _paragraphs(site: Site, article: Article) -> Iterator[tuple[str, Markup]]:
    """Yield the role of each paragraph that is shown and its Markdown."""
    links = _links(site, article)
    marks = [
        body.Mark(claim, n, f"{statements.speaker(claim)} {verb(claim)}")
        for n, claim in enumerate(article.claims, 1)
    ]
    marked = sorted((span.start, span.end, m.number) for m in marks for span in m.claim.spans)
    longest = max((end - start for start, end, _ in marked), default=0)
    for paragraph in _shown(article):
        low = bisect_left(marked, (paragraph.clean.start - longest,))
        high = bisect_left(marked, (paragraph.clean.end,))
        near = sorted({number for _, _, number in marked[low:high]})
        yield paragraph.role, _marked_up(article, paragraph, links, [marks[n - 1] for n in near])


def _shown(article: Article) -> Iterator[Paragraph]:
    """Yield the paragraphs that may be shown; the headline only where it is the one the text states."""
    left = paragraphs_shown(article)
    for paragraph in article.cleaned.paragraphs:
        if paragraph.role == "title":
            if article.cleaned.text[slice(*paragraph.clean)] == article.title.value:
                yield paragraph
        elif left > 0:
            left -= 1
            yield paragraph


def _marked_up(article: Article, paragraph: Paragraph, links: list[body.Link], marks: list[body.Mark]) -> Markup:
    first = bisect_right(links, paragraph.clean.start, key=lambda link: link.span.end)
    last = bisect_left(links, paragraph.clean.end, key=lambda link: link.span.start)
    inside = links[first:last] if paragraph.role != "title" else []
    return body.paragraph(article.cleaned.text, paragraph.clean, inside, marks)


def _links(site: Site, article: Article) -> list[body.Link]:
    """Return the mentions that lead to a topic, in order and without overlaps."""
    here = addresses.article(article.id)
    found: list[body.Link] = []
    for mention in sorted(article.mentions, key=lambda m: (m.clean.start, -m.clean.end)):
        topic = site.topic_of(mention)
        if topic is not None and (not found or found[-1].span.end <= mention.clean.start):
            found.append(body.Link(mention.clean, addresses.file_link(here, addresses.topic(topic.id))))
    return found


def _known(site: Site, article: Article, raw: evidence.RawFile) -> Iterator[evidence.Basis]:
    """Yield what is known about the article and how."""
    date = article.date.value
    yield raw.basis("Headline", article.title.value or "", article.title)
    yield raw.basis(
        "Outlet",
        site.named(article.outlet.value or ""),
        article.outlet,
    )
    yield raw.basis("Date", "" if date is None else phrases.date_in_words(date.edtf), article.date)
    yield raw.basis("Byline", article.byline.value or "", article.byline)
    language = phrases.worded(article.language.value, "language") if article.language.value else ""
    yield raw.basis("Language", language, article.language)


def _front_matter(site: Site, article: Article, card: Card) -> dict[str, Any]:
    """Return the record of an article as its page's header keeps it."""
    removed = len(article.cleaned.removed)
    return {
        "kind": "article",
        "id": article.id,
        "outlet": site.outlet_name(card) or "unknown",
        "date": article.date.value.edtf if article.date.value is not None and site.day(card) else "unknown",
        "date_basis": _basis(article.date),
        "day": site.day(card),
        "published": sure(article.date.value) if site.day(card) else "",
        "authors": [article.byline.value] if article.byline.value else [],
        "language": article.language.value or "unknown",
        "entities": _entities(site, article),
        "claims": [
            {"id": c.id, "speaker": c.speaker or "unknown", "kind": c.kind, "cue": c.cue, "text": c.text}
            for c in article.claims
        ],
        "topics": [topic.id for topic in site.topics_of.get(article.id, ())],
        "family": site.family_of.get(article.id, NO_FAMILY).family,
        "updated": site.updated([card]),
        "corrections": [{"date": c.date, "what": c.what, "why": c.why} for c in article.corrections],
        "text": article.text_policy,
        "source": {
            "url": addresses.web(article.source.url),
            "archived_url": addresses.web(article.source.archived_url),
            "raw_sha256": article.source.sha256,
            "removed": removed,
        },
    }


def _basis(finding: Finding[Any]) -> str:
    words = phrases.worded(finding.status, "status")
    return f"{words}: {finding.note}" if finding.note else words


def _entities(site: Site, article: Article) -> list[dict[str, Any]]:
    counts = Counter((m.name, m.type) for m in article.mentions)
    topics = {(m.name, m.type): site.topic_of(m) for m in article.mentions}
    return [
        {"id": t.id if (t := topics[(name, kind)]) is not None else "", "name": name, "type": kind, "mentions": n}
        for (name, kind), n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
