"""Tells a person what a new article would be on the site, in plain lines for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from broadsheet import dates
from broadsheet.contribute.near import Near
from broadsheet.contribute.proposals import Proposal
from broadsheet.models import DateRange, Finding
from broadsheet.problems import on_one_line
from broadsheet.words import table

_MOST_NAMES = 12
_WIDTH = 11


def tell(proposal: Proposal, near: Sequence[Near]) -> Iterator[str]:
    """Yield the lines: the files, and what is found in the text."""
    article = proposal.article
    yield proposal.raw.path
    for name, words in (
        ("outlet", _said(article.outlet, _outlet(proposal))),
        ("date", _said(article.date, _date(article.date))),
        ("title", _said(article.title, article.title.value or "")),
        ("byline", _said(article.byline, article.byline.value or "")),
        ("language", article.language.value or "unknown"),
        ("names", _names(m.name for m in article.mentions)),
        ("statements", _names(claim.speaker or "(nobody named)" for claim in article.claims)),
        ("removed", _removed(proposal)),
        ("near copies", ", ".join(f"{other.id} ({other.share:.0%})" for other in near) or "none"),
        ("not known", ", ".join(proposal.unknown) or "nothing"),
    ):
        yield f"  {name:<{_WIDTH}} {on_one_line(words)}"


def _said(finding: Finding[str] | Finding[DateRange], words: str) -> str:
    if not words:
        return "not stated in the text"
    return f"{words} [{finding.status}] {finding.note}".rstrip()


def _outlet(proposal: Proposal) -> str:
    new = " (new: it is added to the outlets)" if proposal.outlet is not None else ""
    return f"{proposal.article.outlet.value or ''}{new}"


def _date(finding: Finding[DateRange]) -> str:
    return "" if finding.value is None else dates.in_words(finding.value.edtf)


def _names(found: Iterable[str]) -> str:
    """Return names with how often they occur, the most frequent first."""
    counts = sorted(Counter(found).items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(f"{name} {count}" for name, count in islice(counts, _MOST_NAMES))
    more = f" and {len(counts) - _MOST_NAMES} more" if len(counts) > _MOST_NAMES else ""
    return f"{sum(count for _, count in counts)}: {shown}{more}" if counts else "none"


def _removed(proposal: Proposal) -> str:
    words = table("reasons")
    pieces = proposal.article.cleaned.removed
    return _names(str(words.get(p.reason, p.reason)) for p in pieces)
