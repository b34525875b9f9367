"""Tells a person what a new article would be on the site, in plain lines for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

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
    if not {"undated", "unknown"}.isdisjoint(proposal.id.split("-")):
        yield "  its id says what is not known, and stays so once it is published; --id names another"
    for name, words in (
        ("outlet", _said(article.outlet, _outlet(proposal))),
        ("date", _said(article.date, _date(article.date))),
        ("title", _said(article.title, article.title.value or "")),
        ("byline", _said(article.byline, article.byline.value or "")),
        ("language", article.language.value or "unknown"),
        ("names", _names(Counter(m.name for m in article.mentions))),
        ("statements", _all(Counter(claim.speaker or "(nobody named)" for claim in article.claims))),
        ("removed", _removed(proposal)),
        ("near copies", ", ".join(f"{other.id} ({other.share:.0%})" for other in near) or "none"),
        ("not known", ", ".join(proposal.unknown) or "nothing"),
    ):
        yield f"  {name:<{_WIDTH}} {on_one_line(words)}"


def _said(finding: Finding[str] | Finding[DateRange], words: str) -> str:
    if not words:
        return "not stated"
    return f"{words} [{finding.status}] {finding.note}".rstrip()


def _outlet(proposal: Proposal) -> str:
    asked = f"; {proposal.meant}" if proposal.meant else ""
    new = f" (new: it is added to the outlets{asked})" if proposal.outlet is not None else ""
    return f"{proposal.article.outlet.value or ''}{new}"


def _date(finding: Finding[DateRange]) -> str:
    return "" if finding.value is None else dates.in_words(finding.value.edtf)


def _names(found: Counter[str]) -> str:
    """Return how many names there are, and how often each occurs."""
    places = "" if found.total() == len(found) else f" in {found.total()} places"
    return f"{len(found)}{places}: {_each(found)}" if found else "none"


def _all(found: Counter[str]) -> str:
    """Return how many there are in all, and of each kind."""
    return f"{found.total()}: {_each(found)}" if found else "none"


def _each(found: Counter[str]) -> str:
    """Return how many there are of each kind, the most frequent first."""
    counts = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(f"{name} {count}" for name, count in counts[:_MOST_NAMES])
    more = f" and {len(counts) - _MOST_NAMES} more" if len(counts) > _MOST_NAMES else ""
    return f"{shown}{more}"


def _removed(proposal: Proposal) -> str:
    words = table("reasons")
    pieces = proposal.article.cleaned.removed
    return _all(Counter(str(words.get(p.reason, p.reason)) for p in pieces))
