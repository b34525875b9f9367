"""The library as the pages ask for it: everything by its id, and what belongs to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from broadsheet import dates
from broadsheet.gathering import gathered
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
from broadsheet.render import ties
from broadsheet.render.phrases import DATE_UNKNOWN, OUTLET_UNKNOWN
from broadsheet.render.tables import Label, Listing, Table, Told, label, listing
from broadsheet.shelf import shelved
from broadsheet.topic_keys import slug


@dataclass(frozen=True)
class Site:
    """A library with the look-ups that pages need; every one is made once, from cards, and holds no text.

    A page made from the tables alone need not be made again while they answer as they did; what goes over
    everything (`library`, `published`, `withdrawn`) is for pages that are made at every build.
    """

    library: Library
    config: CorpusConfig
    told: Told = field(default_factory=lambda: Told(set(), {}))
    """What has been asked of the tables, and what they have said."""

    def answers(self, questions: Sequence[tuple[str, str]]) -> list[str]:
        """Return what stands for the answers; empty where nobody knows whether one has changed."""
        digest = {name: getattr(self, name).digest for name in {question[0] for question in questions}}
        return [digest[name](key) for name, key in questions]

    def prepare(self) -> None:
        """Make every look-up, so that no copy of this process need to."""
        for name, kind in vars(Site).items():
            if isinstance(kind, cached_property):
                getattr(self, name)

    @cached_property
    def published(self) -> tuple[Card, ...]:
        """The articles with a text, in the order of the coverage: by the last day each can be from."""
        return tuple(self.by_date(a for a in self.library.cards if not a.withdrawn))

    @cached_property
    def withdrawn(self) -> tuple[Card, ...]:
        """The articles that were taken down."""
        return tuple(a for a in self.library.cards if a.withdrawn)

    @cached_property
    def articles(self) -> Table[Card]:
        """All articles by id."""
        return Table("articles", {a.id: a for a in self.library.cards}, self.told, known=self._digests)

    @cached_property
    def texts(self) -> Table[str]:
        """What stands for each article with its text, as far as it is known, by the article's id."""
        return Table("texts", self._digests, self.told, none="", known=self._digests)

    @property
    def _digests(self) -> Mapping[str, str]:
        return shelved(self.library.articles).digests

    @cached_property
    def _places(self) -> dict[str, int]:
        return {a.id: n for n, a in enumerate(self.library.cards)}

    def whole(self, article_id: str) -> Article:
        """Return an article with its text, read anew each time."""
        self.texts.get(article_id)
        return self.library.articles[self._places[article_id]]

    @cached_property
    def outlets(self) -> Table[Outlet]:
        """Outlets by id."""
        return Table("outlets", {o.id: o for o in self.library.outlets}, self.told)

    @cached_property
    def articles_of(self) -> Table[tuple[Card, ...]]:
        """The published articles of each outlet, by the outlet's id."""
        return Table("articles_of", gathered((a.outlet.known or "", a) for a in self.published), self.told)

    @cached_property
    def topics(self) -> Table[Topic]:
        """Topics by id."""
        return Table("topics", {t.id: t for t in self.library.topics}, self.told)

    @cached_property
    def labels(self) -> Table[Label]:
        """What topics are called, by id."""
        return Table("labels", {t.id: label(t) for t in self.library.topics}, self.told)

    @cached_property
    def listings(self) -> Table[Listing]:
        """What lists show of topics, by id."""
        return Table("listings", {t.id: listing(t) for t in self.library.topics}, self.told)

    @cached_property
    def topic_ids(self) -> Table[str]:
        """Ids by the slugs of names, for topics that nobody has registered yet."""
        return Table("topic_ids", ties.ids_by_name(self.library.topics), self.told)

    @cached_property
    def topics_of(self) -> Table[tuple[Label, ...]]:
        """Topics of each article, by the article's id."""
        return Table("topics_of", ties.topics_of(self.library.topics), self.told)

    @cached_property
    def groups(self) -> Table[StatementGroup]:
        """Statement groups by id."""
        return Table("groups", {g.id: g for g in self.library.groups}, self.told)

    @cached_property
    def opposed(self) -> Table[tuple[tuple[Label, Opposition, str], ...]]:
        """What stands against each statement group, by the group's id."""
        return Table("opposed", ties.opposed(self.library.topics), self.told)

    @cached_property
    def group_of(self) -> Table[StatementGroup]:
        """The statement group of each claim, by the claim's address."""
        return Table("group_of", ties.group_of(self.library.groups), self.told)

    @cached_property
    def group_topics(self) -> Table[tuple[Label, ...]]:
        """The topics each statement group is about, by the group's id."""
        return Table("group_topics", ties.group_topics(self.library.topics), self.told)

    @cached_property
    def families_of(self) -> Table[Family]:
        """The family of each article that has one."""
        return Table("families_of", {member: f for f in self.library.families for member in f.members}, self.told)

    @cached_property
    def family_of(self) -> Table[ties.Membership]:
        """The id of the family of each article that has one, and whether it has a page."""
        return Table("family_of", ties.family_of(self.library.families, self.articles.entries), self.told)

    @cached_property
    def stories_of(self) -> Table[Story]:
        """The story of each article that has one."""
        return Table("stories_of", {member: s for s in self.library.stories for member in s.members}, self.told)

    @cached_property
    def beside(self) -> Table[tuple[str, str]]:
        """The ids of the articles before and after each published one in the coverage."""
        return Table("beside", ties.neighbours(self.published), self.told)

    @cached_property
    def shared(self) -> Table[Counter[str]]:
        """With which outlets each one shares statements, and how many."""
        return Table("shared", ties.shared(self.library, self.articles.entries, self.outlets.entries), self.told)

    @cached_property
    def kinships_of(self) -> Table[tuple[Kinship, ...]]:
        """The kinships that each article is one end of."""
        return Table("kinships_of", ties.kinships_of(self.library.families), self.told)

    def has_page(self, group: StatementGroup) -> bool:
        """Return whether a statement has a page: where there is more to say than its article does."""
        return group.articles > 1 or group.id in self.opposed

    def claim(self, ref: ClaimRef) -> Claim | None:
        """Return a claim; None where it or its article is not there, or may not be shown."""
        article = self.articles.get(ref.article)
        return next((claim for claim in article.claims if claim.id == ref.claim), None) if article else None

    def neighbours(self, article: Card) -> tuple[Card | None, Card | None]:
        """Return the articles before and after one in the coverage."""
        before, after = self.beside[article.id]
        return self.articles[before] if before else None, self.articles[after] if after else None

    def topic_of(self, mention: Mention) -> Label | None:
        """Return the topic that a mention leads to; None where none has a page."""
        return self._topic(mention.id, mention.name)

    def speaker_topic(self, claim: Claim) -> Label | None:
        """Return the topic of a claim's speaker; None where none has a page."""
        return self._topic(claim.speaker_id, claim.speaker)

    def _topic(self, key: str | None, name: str) -> Label | None:
        """Return the topic of a record's id, or else of a name."""
        by_name = self.topic_ids.get(slug(name), "") if name and not key else ""
        return self.labels.get(key or by_name)

    def outlet_name(self, article: Card) -> str:
        """Return the name of the article's outlet; empty where nobody knows it."""
        return self.named(article.outlet.known or "")

    def outlet_shown(self, article: Card) -> str:
        """Return the name of the article's outlet, or the words that nobody knows it."""
        return self.outlet_name(article) or OUTLET_UNKNOWN

    def named(self, outlet: str) -> str:
        """Return the name of an outlet given by its id, or by its name where nobody has registered it."""
        return self.outlets[outlet].name if outlet in self.outlets else outlet

    def date_words(self, article: Card) -> str:
        """Return the date of publication in words; empty where it is unknown."""
        found = article.date.known
        return dates.in_words(found.edtf) if found is not None else ""

    def date_shown(self, article: Card) -> str:
        """Return the date of publication in words, or the words that nobody knows it."""
        return self.date_words(article) or DATE_UNKNOWN

    def days(self, article: Card) -> tuple[str, str]:
        """Return the first and the last day the article can be from, as ISO days; empty where unknown."""
        return dates.days(article.date.known)

    def day(self, article: Card) -> str:
        """Return the first day the article can be from, as ISO day; empty where it is unknown."""
        return self.days(article)[0]

    def month(self, article: Card) -> str:
        """Return under which month or year lists have an article; empty where none is known."""
        return dates.month(article.date.known)

    def by_date(self, articles: Iterable[Card]) -> list[Card]:
        """Return articles by the last day each can be from: a month comes after its days, the undated last."""
        return sorted(articles, key=lambda a: (*dates.sort_key(a.date.known), a.id))

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
            if (claim := self.claim(ref)) is not None:
                yield self.articles[ref.article], claim
