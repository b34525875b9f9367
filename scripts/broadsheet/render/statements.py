"""What the pages say about statements: who makes them, where they stand, how members of a group differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from broadsheet.models import Card, Claim, ClaimRef, StatementGroup, Topic, shortened
from broadsheet.render import addresses, phrases
from broadsheet.render.site import Site
from broadsheet.render.tables import Label
from broadsheet.render.templates import Draft, Known, Page
from broadsheet.render.ties import NO_FAMILY
from broadsheet.text.saying import verb
from broadsheet.words import word_set

MOST_MEMBERS = 200
"""Articles listed on a statement's page."""
LONG = 280
"""Code points after which a list shows only the first words of a statement."""
_SAID = "said"
"""What goes without saying: other verbs may need what follows, as in "blamed the council"."""
_CITE = "cite-this-article"
"""The anchor of the heading on an article's page."""
MOST_OPPOSED = 100
"""Of those who say the one or the other, where two statements stand against each other."""
MOST_APPEARANCES = 40
"""Articles named in a statement's structured data."""


@dataclass(frozen=True)
class Statement:
    """A claim as a list shows it."""

    article: Card
    claim: Claim
    speaker: str
    """In words, also where the text names nobody."""
    topic: Label | None
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
    def whom(self) -> str:
        """Return to whom the claim is attributed, as it stands within a sentence."""
        called = self.claim.speaker
        if called.lower() in word_set("grammar", "subject_pronouns"):
            return f"somebody whom the text calls “{called}”"
        return called or "somebody the text does not name"

    @property
    def cite(self) -> str:
        """Return the path of how the article is cited that makes the claim."""
        return f"{addresses.article(self.article.id)}#{_CITE}"

    @property
    def verb(self) -> str:
        """Return what the speaker did: said, denied, has blamed, ..."""
        return verb(self.claim)

    @property
    def deed(self) -> str:
        """Return what the speaker did where that is more than to say something; else an empty text."""
        return deed(self.claim)

    @property
    def words(self) -> str:
        """Return the statement with quotation marks where it was quoted as a whole."""
        return self._quoted(self.claim.text)

    @property
    def brief(self) -> str:
        """Return the statement, or its first words where it is long, for lists."""
        return self._quoted(shortened(self.claim.text, LONG))

    def _quoted(self, words: str) -> str:
        return f"“{words}”" if self.claim.kind == "direct" else words


def speaker(claim: Claim) -> str:
    """Return who makes a claim, in words."""
    return phrases.upfirst(claim.speaker) or "Somebody the text does not name"


def deed(claim: Claim) -> str:
    """Return what a speaker did where that is more than to say something, such as `blamed`; else an empty text."""
    did = verb(claim) if claim.speaker else ""
    return did if did != _SAID else ""


def statement(site: Site, article: Card, claim: Claim) -> Statement:
    """Return a claim with all that a list shows of it."""
    group = site.group_of.get(ClaimRef(article.id, claim.id).address)
    page = addresses.statement(group.id) if group is not None and site.has_page(group) else ""
    return Statement(article, claim, speaker(claim), site.speaker_topic(claim), group, page)


def lead(site: Site, group: StatementGroup) -> Statement | None:
    """Return the statement that is shown for its group; None where all its articles were withdrawn."""
    members = list(site.members(group))
    if not members:
        return None
    first = statement(site, *members[0])
    # By the name as it is shown: "The board" and "the board" are one.
    named = {speaker(claim): claim.speaker for _, claim in members if claim.speaker}
    return replace(first, elsewhere=tuple(words for name, words in named.items() if name != first.speaker))


def ranked(site: Site, groups: Iterable[StatementGroup]) -> list[StatementGroup]:
    """Return the groups that are shown, the widest carried first."""
    return sorted((group for group in groups if _is_shown(site, group)), key=widest_first)


def told(site: Site, groups: Iterable[StatementGroup]) -> list[tuple[StatementGroup, Statement]]:
    """Return groups with their leading statements, as far as they are shown."""
    found = [(group, lead(site, group)) for group in groups]
    return [(group, first) for group, first in found if first is not None]


def opposed(site: Site, topic: Topic) -> Iterator[tuple[str, str, Sequence[Statement], Sequence[Statement]]]:
    """Yield a topic's opposed statements: status, why, and everybody who says the one and the other."""
    for opposition in topic.oppositions:
        sides = [site.groups.get(opposition.a), site.groups.get(opposition.b)]
        shown = [islice(site.members(group), MOST_OPPOSED) for group in sides if group is not None]
        told = [[statement(site, *member) for member in side] for side in shown]
        if len(told) == 2 and all(told):
            yield opposition.status, opposition.why, told[0], told[1]


def headline(first: Claim) -> str:
    """Return what the page of a statement is called whose first claim this is."""
    did = deed(first)
    return f"{speaker(first)}{f' {did}' if did else ':'} {shortened(first.text, 90)}"


def paged(site: Site) -> Iterator[StatementGroup]:
    """Yield the statements with pages: those that several articles carry or that others stand against."""
    return (group for group in site.library.groups if site.has_page(group) and _is_shown(site, group))


def drafts(site: Site) -> Iterator[Draft]:
    """Yield a page for each statement that has one."""
    for group in paged(site):
        yield Known(addresses.statement(group.id), partial(_page, site, group.id))


def _page(site: Site, group_id: str) -> Page:
    group = site.groups[group_id]
    members = [statement(site, *member) for member in site.members(group)]
    first = members[0]
    opposed = [
        (topic, o, site.groups[other])
        for topic, o, other in site.opposed.get(group.id, ())
        if other in site.groups
    ]
    others = [(topic, o, lead(site, other)) for topic, o, other in opposed]
    carried = f"{phrases.count(group.articles, 'article')}, {phrases.count(group.texts, 'independent text')}"
    return Page(
        path=addresses.statement(group.id),
        template="statement",
        title=headline(first.claim),
        description=f"Reported in {carried}: {shortened(first.claim.text, 200)}",
        values={
            "group": group,
            "first": lead(site, group),
            "members": members[:MOST_MEMBERS],
            "members_in_all": len(members),
            "topics": site.group_topics.get(group.id, ()),
            "families": _compared(site, members),
            "opposed": [(topic, o, other) for topic, o, other in others if other is not None],
        },
        meta={
            "kind": "statement",
            "claim": _claim_meta(site, group, members),
            "updated": site.updated(m.article for m in members),
        },
    )


def _compared(site: Site, members: Sequence[Statement]) -> list[str]:
    """Return the families with pages of which several articles make the statement."""
    families = (site.family_of.get(article, NO_FAMILY) for article in {m.article.id: m for m in members})
    found = Counter(family for family, has_page in families if has_page)
    return [family for family, n in found.items() if n > 1]


def _claim_meta(site: Site, group: StatementGroup, members: Sequence[Statement]) -> dict[str, object]:
    """Return what the theme needs for the claim's structured data."""
    first = members[0]
    places = [
        {"page": addresses.site_url(m.anchor), "outlet": site.outlet_name(m.article)}
        for m in members[:MOST_APPEARANCES]
    ]
    return {"id": group.id, "text": first.claim.text, "speaker": first.claim.speaker, "appearances": places}


def _is_shown(site: Site, group: StatementGroup) -> bool:
    """Return whether one of a group's claims is shown."""
    return next(site.members(group), None) is not None


def widest_first(group: StatementGroup) -> tuple[int, int]:
    """Return what groups are ordered by: the widest carried first, all others as they come."""
    return -group.texts, -group.articles
