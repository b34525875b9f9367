"""The pages that put two articles of a family side by side, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import groupby

from markupsafe import Markup

from broadsheet.models import Alignment, Article, Card, Change, Family, Kinship, Span
from broadsheet.render import addresses, phrases
from broadsheet.render.credits import Credit, credit
from broadsheet.render.escape import escape_html
from broadsheet.render.markup import safe
from broadsheet.render.site import Site
from broadsheet.render.templates import Draft, Known, Page
from broadsheet.render.ties import shown_pairs

MOST_PAIRS = 10
"""Pairs that are shown in full on one page: the closest ones."""
MOST_MEMBERS = 200
"""Articles listed on one page."""
MOST_WORDS = 300
"""Longer sentences are shown without the differences of their words: comparing takes quadratic time."""
MOST_COMPARED = 8_000_000
"""What the lengths of the sentences that are compared on one page, each pair's multiplied, sum up to at most, in
words and what parts them: ten pairs of long articles have about a million; the nastiest take 15 seconds."""
LONGEST_CHANGE = 60
"""Characters; longer differences are seen in the sentences themselves."""
_QUOTES = " \"'“”‘’«».,"
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
# How a house types its quotation marks and dashes is no difference.
_TYPED = str.maketrans("‘’“”–—‑", "''\"\"---")


@dataclass(frozen=True)
class Row:
    """A sentence and its counterpart."""

    kind: str
    """same, changed, dropped (only in the first) or added (only in the second)."""
    a: Markup
    b: Markup
    changes: tuple[str, ...]
    """What differs, in words."""


@dataclass(frozen=True)
class Pair:
    """Two articles side by side."""

    kinship: Kinship
    a: Card
    b: Card
    rows: tuple[Row, ...]
    credits: tuple[Credit | None, Credit | None] = (None, None)
    """The agencies that they credit with their texts."""

    @property
    def shares(self) -> tuple[float, float]:
        """Return the shares of the first and the second one's words that stand in sentences of both."""
        shares = self.kinship.share_a, self.kinship.share_b
        return shares if self.a.id == self.kinship.a else (shares[1], shares[0])

    @property
    def runs(self) -> list[tuple[Row, ...]]:
        """Return the rows in order; sentences that follow one another and are the same in both are together."""
        found = [(same, tuple(rows)) for same, rows in groupby(self.rows, key=lambda row: row.kind == "same")]
        return [run for same, rows in found for run in ([rows] if same else zip(rows, strict=True))]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Return how many sentences are the same, changed, dropped and added."""
        kinds = [row.kind for row in self.rows]
        return [(kind, kinds.count(kind)) for kind in ("same", "changed", "dropped", "added")]


def headline(members: Sequence[Card]) -> str:
    """Return what the page of a family is called whose published members these are."""
    return f"One text in {phrases.count(len(members), 'article')}"


def paged(site: Site) -> Iterator[Family]:
    """Yield the families with pages: those of which two members may be shown in full."""
    return (family for family in site.library.families if site.family_of.entries[family.members[0]].has_page)


def drafts(site: Site) -> Iterator[Draft]:
    """Yield a page for each family that has one."""
    for family in paged(site):
        yield Known(addresses.comparison(family.id), partial(_page, site, family.members[0]))


def _page(site: Site, member: str) -> Page:
    family = site.families_of[member]
    members, pairs = site.by_date(site.live(family.members)), list(_pairs(site, family))
    names = phrases.listed(site.outlet_name(a) or "an unknown outlet" for a in members[:4])
    return Page(
        path=addresses.comparison(family.id),
        template="compare",
        title=headline(members),
        description=f"Sentence by sentence: what {names} have in common, and what differs.",
        values={
            "family": family,
            "members": members[:MOST_MEMBERS],
            "members_in_all": len(members),
            "pairs": pairs,
            "credited": any(found for pair in pairs for found in pair.credits),
            "pairs_in_all": len(comparable(site, family)),
            "dated": all(_is_dated(site, a) for a in members),
        },
        meta={"kind": "compare"},
    )


def _is_dated(site: Site, article: Card) -> bool:
    """Return whether it is known for sure on which day an article appeared."""
    found = article.date.value
    return found is not None and site.days(article) == (found.edtf, found.edtf)


def comparable(site: Site, family: Family) -> list[Kinship]:
    """Return the pairs of a family that may be shown side by side, the closest ones first."""
    return sorted(shown_pairs(family, site.articles), key=lambda k: (-max(k.share_a, k.share_b), k.a, k.b))


def _pairs(site: Site, family: Family) -> Iterator[Pair]:
    left = MOST_COMPARED
    for kinship in comparable(site, family)[:MOST_PAIRS]:
        a, b = site.by_date((site.articles[kinship.a], site.articles[kinship.b]))
        one, other = site.whole(a.id), site.whole(b.id)
        found = kinship.alignments if a.id == kinship.a else map(_turned, kinship.alignments)
        rows = []
        for alignment in found:
            left -= _to_compare(one, other, alignment)
            rows.append(_row(one, other, alignment, compared=left >= 0))
        yield Pair(kinship, a, b, tuple(rows), (credit(one), credit(other)))


def _turned(row: Alignment) -> Alignment:
    """Return two sentences as seen from the second article."""
    return Alignment(row.b, row.a, row.overlap, tuple(Change(c.kind, c.after, c.before) for c in row.changes))


def _to_compare(a: Article, b: Article, alignment: Alignment) -> int:
    """Return how much it is to compare two sentences, none where they are the same or one of them is not there."""
    one, other = _words(a, alignment.a), _words(b, alignment.b)
    return 0 if one == other else len(_TOKEN.findall(one)) * len(_TOKEN.findall(other))


def _row(a: Article, b: Article, alignment: Alignment, *, compared: bool) -> Row:
    one, other = _words(a, alignment.a), _words(b, alignment.b)
    changes = tuple(_change(c.kind, c.before, c.after) for c in alignment.changes if c.kind != "wording")
    if alignment.a is None or alignment.b is None:
        kind = "added" if alignment.a is None else "dropped"
        return Row(kind, _plain(one), _plain(other), changes)
    before, after = differences(one, other) if compared else (_plain(one), _plain(other))
    same = one.translate(_TYPED).split() == other.translate(_TYPED).split()
    return Row("same" if same else "changed", before, after, changes)


def _words(article: Article, span: Span | None) -> str:
    return "" if span is None else article.cleaned.text[slice(*span)]


def _change(kind: str, before: str, after: str) -> str:
    words = phrases.worded(kind, "change")
    before, after = before.strip(_QUOTES), after.strip(_QUOTES)
    if max(len(before), len(after)) > LONGEST_CHANGE or before == after:
        return words
    if not before or not after:
        return f"{words}: {'only in the first' if before else 'only in the second'}, “{before or after}”"
    return f"{words}: “{before}”, “{after}”"


def differences(one: str, other: str) -> tuple[Markup, Markup]:
    """Return two sentences as HTML, what only the first has in `del` and what only the second has in `ins`."""
    a, b = _TOKEN.findall(one), _TOKEN.findall(other)
    if max(len(a), len(b)) > 2 * MOST_WORDS:
        return _plain(one), _plain(other)
    before, after = [], []
    for same, i, j, k, m in _stretches([t.translate(_TYPED) for t in a], [t.translate(_TYPED) for t in b]):
        before.append(_tagged("" if same else "del", "".join(a[i:j])))
        after.append(_tagged("" if same else "ins", "".join(b[k:m])))
    return safe("".join(before)), safe("".join(after))


def _stretches(a: list[str], b: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Return the stretches that are the same or not; a mere space between two differences is part of them."""
    found: list[tuple[bool, int, int, int, int]] = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        same = tag == "equal" and bool("".join(a[i:j]).strip() or i == 0 or j == len(a))
        if found and found[-1][0] == same:
            _, first_i, _, first_k, _ = found.pop()
            i, k = first_i, first_k
        found.append((same, i, j, k, m))
    return found


def _plain(words: str) -> Markup:
    return safe(escape_html(words))


def _tagged(tag: str, words: str) -> str:
    safe = escape_html(words)
    return f"<{tag}>{safe}</{tag}>" if tag and words.strip() else safe
