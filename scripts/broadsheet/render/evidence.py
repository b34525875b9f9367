"""Shows where values come from: exact raw words, their lines, and what was removed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from broadsheet.models import Article, Claim, Finding, Span
from broadsheet.words import table

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True)
class Place:
    """Words of the raw file and where they stand in it."""

    text: str
    raw: Span
    line: int
    """1-based."""


@dataclass(frozen=True)
class Removed:
    """A stretch of the raw file that is not in the article, and why."""

    place: Place
    reason: str
    """In words."""
    rule: str
    doubt: str


@dataclass(frozen=True)
class Basis:
    """A value of an article, and how it is known."""

    name: str
    value: str
    status: str
    note: str
    rule: str
    places: tuple[Place, ...]


class RawFile:
    """An article's raw text with its lines."""

    def __init__(self, article: Article) -> None:
        self.text = "".join(piece.text for piece in article.cleaned.ledger)
        self._article = article

    @cached_property
    def _line_ends(self) -> list[int]:
        return [m.end() for m in _LINE_END.finditer(self.text)]

    def place(self, span: Span) -> Place:
        """Return the raw words of a stretch and their line."""
        return Place(self.text[slice(*span)], span, bisect_right(self._line_ends, span.start) + 1)

    def of_claim(self, claim: Claim) -> tuple[Place, ...]:
        """Return the raw words of a claim, one stretch for each part of it."""
        return tuple(map(self.place, claim.raw_spans))

    def basis(self, name: str, value: str, finding: Finding[object]) -> Basis:
        """Return how a value is known."""
        places = tuple(self.place(quote.raw) for quote in finding.evidence)
        return Basis(name, value, finding.status, finding.note, finding.rule, places)

    def removed(self) -> Iterator[Removed]:
        """Yield what was taken out of the raw file, in its order; neither code nor white space counts."""
        for piece in self._article.cleaned.removed:
            yield Removed(self.place(piece.raw), reason(piece.reason), piece.rule, piece.doubt)

    def mended(self) -> int:
        """Return in how many places the text was mended: odd spaces, broken lines, broken letters."""
        pieces = (p for p in self._article.cleaned.ledger if p.rule != "markup")
        return sum(p.clean is not None and p.text != p.became and bool(p.text) for p in pieces)


def reason(key: str) -> str:
    """Return the words for the reason of a removal."""
    return str(table("reasons").get(key, key.replace("-", " ")))


def reasons(article: Article) -> list[tuple[str, int]]:
    """Return the reasons for removals in an article and how many passages each has, most first."""
    counts = Counter(reason(piece.reason) for piece in article.cleaned.removed)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
