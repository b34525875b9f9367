"""What belongs to what in a library: tables that are made once, in one pass each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from broadsheet.gathering import gathered
from broadsheet.models import Card, Family, Kinship, Library, Opposition, StatementGroup, Topic, is_whole
from broadsheet.render.tables import Label, Table, label
from broadsheet.topic_keys import slug


def topics_of(topics: Sequence[Topic]) -> dict[str, tuple[Label, ...]]:
    """Return the topics of each article, by the article's id."""
    return gathered((article, label(topic)) for topic in topics for article in topic.articles)


def kinships_of(families: Sequence[Family]) -> dict[str, tuple[Kinship, ...]]:
    """Return the kinships that each article is one end of, by the article's id."""
    return gathered((end, k) for family in families for k in family.kinships for end in (k.a, k.b))


def shown_pairs(family: Family, articles: Mapping[str, Card] | Table[Card]) -> list[Kinship]:
    """Return the pairs of a family whose articles may both be shown in full."""
    return [k for k in family.kinships if all((a := articles.get(end)) and is_whole(a) for end in (k.a, k.b))]


class Membership(NamedTuple):
    """The family that an article belongs to."""

    family: str
    """Its id; empty where there is none."""
    has_page: bool
    """Whether two of its articles may be compared."""


NO_FAMILY = Membership("", False)


def family_of(families: Sequence[Family], articles: Mapping[str, Card]) -> dict[str, Membership]:
    """Return the family of each article that has one, by the article's id."""
    told = ((family, Membership(family.id, bool(shown_pairs(family, articles)))) for family in families)
    return {member: entry for family, entry in told for member in family.members}


def group_topics(topics: Sequence[Topic]) -> dict[str, tuple[Label, ...]]:
    """Return the topics that each statement group is about, by the group's id."""
    return gathered((group, label(topic)) for topic in topics for group in topic.about)


def ids_by_name(topics: Sequence[Topic]) -> dict[str, str]:
    """Return ids by the slugs of names, for topics that nobody has registered yet."""
    return {slug(t.name): t.id for t in reversed(topics) if t.type != "theme"}


def opposed(topics: Sequence[Topic]) -> dict[str, tuple[tuple[Label, Opposition, str], ...]]:
    """Return what stands against each statement group, by the group's id."""
    return gathered(
        (one, (label(topic), opposition, other))
        for topic in topics
        for opposition in topic.oppositions
        for one, other in ((opposition.a, opposition.b), (opposition.b, opposition.a))
    )


def neighbours(published: Sequence[Card]) -> dict[str, tuple[str, str]]:
    """Return the ids of the articles before and after each one in the coverage; empty where there is none."""
    ids = ["", *(card.id for card in published), ""]
    after = dict(pairwise(ids))
    return {here: (before, after[here]) for before, here in pairwise(ids) if here}


def group_of(groups: Sequence[StatementGroup]) -> dict[str, StatementGroup]:
    """Return the statement group of each claim, by the claim's address."""
    return {ref.address: group for group in groups for ref in group.claims}


def shared(library: Library, articles: Mapping[str, Card], outlets: Iterable[str]) -> dict[str, Counter[str]]:
    """Return with which outlets each one shares statements, and how many."""
    registered = set(outlets)
    found: dict[str, Counter[str]] = {}
    for group in library.groups:
        if group.articles < 2:
            continue
        ids = {articles[ref.article].outlet.known for ref in group.claims if ref.article in articles}
        known = sorted(value for value in ids if value is not None and value in registered)
        for one in known:
            found.setdefault(one, Counter()).update(other for other in known if other != one)
    return found
