"""Gathers articles and statements under the people, organisations and places they name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.link.keys import topic_key
from broadsheet.models import Article, Claim, ClaimRef, Mention, StatementGroup, Topic
from broadsheet.records import Entity

# A name that nobody has registered gets a page when two articles have it and the recogniser is nearly sure.
_LEAST_ARTICLES = 2
_LEAST_CONFIDENCE = 0.75
_MOST_TOGETHER = 12
# The rule by which a mention is found that tells what somebody is and not what the name is.
_ROLE = "role"


@dataclass
class _Gathered:
    """What belongs to one topic, while it is being gathered; mappings serve as ordered sets."""

    articles: dict[str, None] = field(default_factory=dict)
    about: dict[str, None] = field(default_factory=dict)
    by: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)

    def spellings(self, name: str, *others: str) -> tuple[str, ...]:
        """Return the ways of writing a name, the known ones first; what it is called instead is none of them."""
        return tuple(dict.fromkeys((name, *others, *sorted(self.names))))

    def called(self, spellings: Iterable[str]) -> tuple[str, ...]:
        """Return what it is called instead of its name."""
        known = {spelling.casefold() for spelling in spellings}
        return tuple(sorted(words for words in self.roles if words.casefold() not in known))


def find_entity_topics(
    articles: Sequence[Article], groups: Sequence[StatementGroup], entities: Sequence[Entity]
) -> tuple[Topic, ...]:
    """Return the names that have something to show, the most reported first."""
    group_of = {ref: group.id for group in groups for ref in group.claims}
    gathered = _by_entity(articles, group_of)
    together = _together(gathered)
    topics = [_entity_topic(e, gathered[e.id], together) for e in entities if e.id in gathered]
    topics += _proposed(articles, gathered, {e.id for e in entities}, together)
    return tuple(sorted(topics, key=lambda t: (-len(t.articles), t.name.casefold())))


def _by_entity(articles: Sequence[Article], group_of: Mapping[ClaimRef, str]) -> dict[str, _Gathered]:
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    for article in articles:
        for mention in article.mentions:
            found = gathered[topic_key(mention)]
            found.articles[article.id] = None
            (found.roles if mention.rule == _ROLE else found.names)[mention.text] = None
        for claim in article.claims:
            group = group_of[ClaimRef(article.id, claim.id)]
            if claim.speaker_id is not None:
                gathered[claim.speaker_id].by[group] = None
                gathered[claim.speaker_id].articles[article.id] = None
            for name in _named_in(article, claim):
                gathered[name].about[group] = None
    return gathered


def _named_in(article: Article, claim: Claim) -> list[str]:
    inside = [
        topic_key(m)
        for m in article.mentions
        if any(s.start <= m.clean.start and m.clean.end <= s.end for s in claim.spans)
    ]
    return list(dict.fromkeys(inside))


def _together(gathered: Mapping[str, _Gathered]) -> dict[str, Counter[str]]:
    """Return for each topic how many articles it shares with each other one."""
    by_article: dict[str, list[str]] = defaultdict(list)
    for name, found in gathered.items():
        for article in found.articles:
            by_article[article].append(name)
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for names in by_article.values():
        for name in names:
            together[name].update(other for other in names if other != name)
    return together


def _most_together(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_TOGETHER])


def _entity_topic(entity: Entity, found: _Gathered, together: Mapping[str, Counter[str]]) -> Topic:
    spellings = found.spellings(entity.name, *entity.spellings)
    return Topic(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        note=entity.note,
        wikidata=entity.wikidata or "",
        spellings=spellings,
        articles=tuple(found.articles),
        about=tuple(found.about),
        by=tuple(found.by),
        together=_most_together(together.get(entity.id, Counter())),
        proposed=entity.status == "proposed",
        called=found.called(spellings),
    )


def _proposed(
    articles: Sequence[Article],
    gathered: Mapping[str, _Gathered],
    registered: set[str],
    together: Mapping[str, Counter[str]],
) -> Iterator[Topic]:
    names: dict[str, Mention] = {}
    for article in articles:
        for mention in article.mentions:
            if mention.id is None and mention.confidence >= _LEAST_CONFIDENCE:
                names.setdefault(topic_key(mention), mention)
    for key, mention in sorted(names.items()):
        found = gathered[key]
        if mention.type != "unknown" and len(found.articles) >= _LEAST_ARTICLES and key not in registered:
            yield Topic(
                id=key,
                name=mention.name,
                type=mention.type,
                spellings=(spellings := found.spellings(mention.name)),
                articles=tuple(found.articles),
                about=tuple(found.about),
                by=tuple(found.by),
                together=_most_together(together.get(key, Counter())),
                proposed=True,
                called=found.called(spellings),
            )
