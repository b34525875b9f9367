"""What the pages say about statements: who makes them, where they stand, how members of a group differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from broadsheet.models import Article, Claim, ClaimRef, Opposition, StatementGroup, Topic
from broadsheet.render import addresses, phrases
from broadsheet.render.site import Site
from broadsheet.render.templates import Page
from broadsheet.render.verbs import verb


@dataclass(frozen=True)
class Statement:
    """A claim as a list shows it."""

    article: Article
    claim: Claim
    speaker: str
    """In words, also where the text names nobody."""
    topic: Topic | None
    """The speaker's."""
    group: StatementGroup | None
    page: str
    """The path of the statement's own page; empty where its words in the article are all there is."""
    elsewhere: tuple[str, ...] = ()
    """Whom other articles name as the speaker, where it leads its group."""

    @property
    def address(self) -> str:
        """Return the statement's permanent path: its own page, or its words in the article."""
        return self.page or self.anchor

    @property
    def anchor(self) -> str:
        """Return the path of the claim's words in the article."""
        return f"{addresses.article(self.article.id)}#{self.claim.id}"

    @property
    def verb(self) -> str:
        """Return what the speaker did: said, denied, has blamed, ..."""
        return verb(self.claim)

    @property
    def words(self) -> str:
        """Return the statement with quotation marks where it was quoted as a whole."""
        return f"“{self.claim.text}”" if self.claim.kind == "direct" else self.claim.text


def speaker(claim: Claim) -> str:
    """Return who makes a claim, in words."""
    return phrases.upfirst(claim.speaker) or "Somebody the text does not name"


def statement(site: Site, article: Article, claim: Claim) -> Statement:
    """Return a claim with all that a list shows of it."""
    group = site.group_of.get(ClaimRef(article.id, claim.id))
    page = addresses.statement(group.id) if group is not None and site.has_page(group) else ""
    return Statement(article, claim, speaker(claim), site.speaker_topic(claim), group, page)


def lead(site: Site, group: StatementGroup) -> Statement | None:
    """Return the statement that is shown for its group; None where all its articles were withdrawn."""
    members = site.members(group)
    if not members:
        return None
    first = statement(site, *members[0])
    # By the name as it is shown: "The board" and "the board" are one.
    named = {speaker(claim): claim.speaker for _, claim in members if claim.speaker}
    return replace(first, elsewhere=tuple(words for name, words in named.items() if name != first.speaker))


def leads(site: Site, ids: Sequence[str]) -> list[tuple[StatementGroup, Statement]]:
    """Return the groups of some ids with their leading statements, the widest carried first."""
    found = [(site.groups[i], lead(site, site.groups[i])) for i in ids if i in site.groups]
    shown = [(group, first) for group, first in found if first is not None]
    return sorted(shown, key=_widest_first)


def pages(site: Site) -> Iterator[Page]:
    """Yield a page for each statement that more than one article carries or that others stand against."""
    opposed = _oppositions(site)
    for group in site.library.groups:
        members = [statement(site, *member) for member in site.members(group)]
        if members and members[0].page:
            yield _page(site, group, members, opposed.get(group.id, []))


def _page(
    site: Site, group: StatementGroup, members: list[Statement], opposed: list[tuple[Topic, Opposition, str]]
) -> Page:
    first = members[0]
    others = [(topic, o, lead(site, site.groups[other])) for topic, o, other in opposed if other in site.groups]
    carried = f"{phrases.count(group.articles, 'article')}, {phrases.count(group.texts, 'independent text')}"
    return Page(
        path=addresses.statement(group.id),
        template="statement",
        title=f"{first.speaker}: {phrases.shorten(first.claim.text, 90)}",
        description=f"Reported in {carried}: {phrases.shorten(first.claim.text, 200)}",
        values={
            "group": group,
            "first": lead(site, group),
            "members": members,
            "carried": carried,
            "speakers": speakers(members),
            "topics": site.group_topics.get(group.id, ()),
            "opposed": [(topic, o, other) for topic, o, other in others if other is not None],
        },
        meta={
            "kind": "statement",
            "claim": _claim_meta(site, group, members),
            "updated": site.updated(m.article for m in members),
        },
    )


def _claim_meta(site: Site, group: StatementGroup, members: Sequence[Statement]) -> dict[str, object]:
    """Return what the theme needs for the claim's structured data."""
    first = members[0]
    places = [{"page": addresses.site_url(m.anchor), "outlet": site.outlet_name(m.article)} for m in members]
    return {"id": group.id, "text": first.claim.text, "speaker": first.claim.speaker, "appearances": places}


def speakers(members: Sequence[Statement]) -> list[tuple[str, int]]:
    """Return who is named as the speaker and how often, most first."""
    return Counter(m.speaker for m in members).most_common()


def _oppositions(site: Site) -> dict[str, list[tuple[Topic, Opposition, str]]]:
    """Return what stands against each group, by the group's id."""
    found: dict[str, list[tuple[Topic, Opposition, str]]] = {}
    for topic in site.library.topics:
        for opposition in topic.oppositions:
            found.setdefault(opposition.a, []).append((topic, opposition, opposition.b))
            found.setdefault(opposition.b, []).append((topic, opposition, opposition.a))
    return found


def _widest_first(item: tuple[StatementGroup, Statement]) -> tuple[int, int, str]:
    return -item[0].texts, -item[0].articles, item[0].id
