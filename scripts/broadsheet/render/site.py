"""The library as the pages ask for it: everything by its id, and what belongs to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from broadsheet import dates
from broadsheet.models import (
    Article,
    Card,
    Claim,
    ClaimRef,
    Family,
    Kinship,
    Library,
    Mention,
    Opposition,
    Outlet,
    StatementGroup,
    Story,
    Topic,
)
from broadsheet.records import CorpusConfig
from broadsheet.render import phrases


@dataclass(frozen=True)
class Site:
    """A library with the look-ups that pages need; every one is made once, from cards, and holds no text."""

    library: Library
    config: CorpusConfig

    @cached_property
    def published(self) -> tuple[Card, ...]:
        """The articles with a text, in the order of the coverage."""
        return tuple(a for a in self.library.cards if not a.withdrawn)

    @cached_property
    def withdrawn(self) -> tuple[Card, ...]:
        """The articles that were taken down."""
        return tuple(a for a in self.library.cards if a.withdrawn)

    @cached_property
    def articles(self) -> dict[str, Card]:
        """All articles by id."""
        return {a.id: a for a in self.library.cards}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {a.id: n for n, a in enumerate(self.library.cards)}

    def whole(self, article_id: str) -> Article:
        """Return an article with its text, read anew each time."""
        return self.library.articles[self._places[article_id]]

    @cached_property
    def outlets(self) -> dict[str, Outlet]:
        """Outlets by id."""
        return {o.id: o for o in self.library.outlets}

    @cached_property
    def articles_of(self) -> dict[str, tuple[Card, ...]]:
        """The published articles of each outlet, by the outlet's id."""
        found: dict[str, list[Card]] = {}
        for article in self.published:
            found.setdefault(article.outlet.value or "", []).append(article)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Topics by id."""
        return {t.id: t for t in self.library.topics}

    @cached_property
    def _topic_ids(self) -> dict[str, str]:
        """Ids by name, for topics that nobody has registered yet."""
        return {t.name: t.id for t in reversed(self.library.topics) if t.type != "theme"}

    @cached_property
    def topics_of(self) -> dict[str, tuple[Topic, ...]]:
        """Topics of each article, by the article's id."""
        found: dict[str, list[Topic]] = {}
        for topic in self.library.topics:
            for article in topic.articles:
                found.setdefault(article, []).append(topic)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def groups(self) -> dict[str, StatementGroup]:
        """Statement groups by id."""
        return {g.id: g for g in self.library.groups}

    @cached_property
    def opposed(self) -> dict[str, list[tuple[Topic, Opposition, str]]]:
        """What stands against each statement group, by the group's id."""
        found: dict[str, list[tuple[Topic, Opposition, str]]] = {}
        for topic in self.library.topics:
            for opposition in topic.oppositions:
                found.setdefault(opposition.a, []).append((topic, opposition, opposition.b))
                found.setdefault(opposition.b, []).append((topic, opposition, opposition.a))
        return found

    def has_page(self, group: StatementGroup) -> bool:
        """Return whether a statement has a page: where there is more to say than its article does."""
        return group.articles > 1 or group.id in self.opposed

    @cached_property
    def group_of(self) -> dict[ClaimRef, StatementGroup]:
        """The statement group of each claim."""
        return {ref: g for g in self.library.groups for ref in g.claims}

    def claim(self, ref: ClaimRef) -> Claim | None:
        """Return a claim; None where its article is not there, was withdrawn or may not be shown."""
        article = self.articles.get(ref.article)
        if article is None or article.withdrawn or article.text_policy == "metadata":
            return None
        return next((claim for claim in article.claims if claim.id == ref.claim), None)

    @cached_property
    def families_of(self) -> dict[str, Family]:
        """The family of each article that has one."""
        return {member: f for f in self.library.families for member in f.members}

    @cached_property
    def stories_of(self) -> dict[str, Story]:
        """The story of each article that has one."""
        return {member: s for s in self.library.stories for member in s.members}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {a.id: n for n, a in enumerate(self.published)}

    def neighbours(self, article: Card) -> tuple[Card | None, Card | None]:
        """Return the articles before and after one in the coverage."""
        place = self._order[article.id]
        before = self.published[place - 1] if place else None
        return before, self.published[place + 1] if place + 1 < len(self.published) else None

    def kin(self, article: Card) -> list[tuple[Card, float, Kinship]]:
        """Return an article's relatives, each with the share of its words that stands in them too."""
        family = self.families_of.get(article.id)
        found = []
        for kinship in family.kinships if family is not None else ():
            if article.id not in (kinship.a, kinship.b):
                continue
            mine = kinship.a == article.id
            other = self.articles.get(kinship.b if mine else kinship.a)
            if other is not None and not other.withdrawn:
                found.append((other, kinship.share_a if mine else kinship.share_b, kinship))
        return sorted(found, key=_most_first)

    def topic_of(self, mention: Mention) -> Topic | None:
        """Return the topic that a mention leads to; None where none has a page."""
        key = mention.id if mention.id is not None else self._topic_ids.get(mention.name, "")
        return self.topics.get(key)

    def speaker_topic(self, claim: Claim) -> Topic | None:
        """Return the topic of a claim's speaker; None where none has a page."""
        return self.topics.get(claim.speaker_id or self._topic_ids.get(claim.speaker, ""))

    def outlet_name(self, article: Card) -> str:
        """Return the name of the article's outlet; empty where nobody knows it."""
        return self.named(article.outlet.value or "") if _is_known(article.outlet.status) else ""

    def named(self, outlet: str) -> str:
        """Return the name of an outlet given by its id, or by its name where nobody has registered it."""
        return self.outlets[outlet].name if outlet in self.outlets else outlet

    def title(self, article: Card) -> str:
        """Return the headline, or the first words where the text states none."""
        if article.title.value is not None and article.title.value.strip():
            return article.title.value
        words = phrases.shorten(article.opening, 80)
        return words if words and article.text_policy != "metadata" else article.id

    def date_words(self, article: Card) -> str:
        """Return the date of publication in words; empty where it is unknown."""
        found = article.date.value
        return dates.in_words(found.edtf) if found is not None and _is_known(article.date.status) else ""

    def day(self, article: Card) -> str:
        """Return the first day the article can be from, as ISO day; empty where it is unknown."""
        found = article.date.value
        if found is None or not _is_known(article.date.status):
            return ""
        return found.earliest or found.latest or ""

    def by_date(self, articles: Iterable[Card]) -> list[Card]:
        """Return articles by the last day each can be from: a month comes after its days, the undated last."""
        return sorted(articles, key=self._last_day)

    def _last_day(self, article: Card) -> tuple[str, str, str]:
        found = article.date.value if _is_known(article.date.status) else None
        last = (found.latest or found.earliest) if found is not None else None
        return last or "9999", self.day(article), article.id

    def is_dated(self, article: Card) -> bool:
        """Return whether it is known for sure on which day an article appeared."""
        found = article.date.value if _is_known(article.date.status) else None
        return found is not None and found.edtf == found.earliest == found.latest

    def updated(self, articles: Iterable[Card]) -> str:
        """Return the last day on which articles were collected or put right, as ISO day; empty where none says."""
        days = (day for a in articles for day in (a.source.collected, *(c.date for c in a.corrections)))
        return max(days, default="")

    def live(self, ids: Iterable[str]) -> list[Card]:
        """Return the published articles among some ids, in their order."""
        return [self.articles[i] for i in ids if i in self.articles and not self.articles[i].withdrawn]

    def members(self, group: StatementGroup) -> Iterator[tuple[Card, Claim]]:
        """Yield a group's claims with their articles, as far as they are shown."""
        for ref in group.claims:
            claim = self.claim(ref)
            if claim is not None:
                yield self.articles[ref.article], claim

    def is_shown(self, group: StatementGroup) -> bool:
        """Return whether one of a group's claims is shown."""
        return next(self.members(group), None) is not None

    @cached_property
    def group_topics(self) -> dict[str, tuple[Topic, ...]]:
        """The topics each statement group is about, by the group's id."""
        found: dict[str, list[Topic]] = {}
        for topic in self.library.topics:
            for group in topic.about:
                found.setdefault(group, []).append(topic)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def shared(self) -> dict[str, Counter[str]]:
        """With which outlets each one shares statements, and how many."""
        found: dict[str, Counter[str]] = {}
        for group in self.library.groups:
            if group.articles < 2:
                continue
            ids = {self.articles[ref.article].outlet.value for ref in group.claims if ref.article in self.articles}
            known = [value for value in ids if value is not None and value in self.outlets]
            for one in known:
                found.setdefault(one, Counter()).update(other for other in known if other != one)
        return found


def _is_known(status: str) -> bool:
    return status in ("curated", "stated")


def _most_first(found: tuple[Card, float, Kinship]) -> tuple[float, str]:
    return -found[1], found[0].id
