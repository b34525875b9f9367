"""A sentence as the rules see it: words and marks in order, each quotation closed up into one token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from broadsheet.models import Span
from broadsheet.text.quotations import Quotation

Kind = Literal["word", "name", "mark", "quote"]
"""name: a word with a capital; mark: punctuation; quote: a whole quotation."""


class Token(NamedTuple):
    """A word, a mark or a quotation."""

    start: int
    end: int
    word: str
    """In small letters with straight apostrophes; empty for a quotation."""
    kind: Kind


@dataclass(frozen=True)
class Sentence:
    """One sentence of a paragraph."""

    text: str
    """The whole article, into which all offsets point."""
    span: Span
    tokens: tuple[Token, ...]
    quotations: tuple[Quotation, ...]
    headline: bool = False
    """Whether it is a title or standfirst, where verbs stand in the present tense and words are left out."""

    def word(self, index: int) -> str:
        """Return the word at an index in small letters; empty outside the sentence and for a quotation."""
        return self.tokens[index].word if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> str:
        """Return the kind of token at an index; empty outside the sentence."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def between(self, start: int, end: int) -> Span:
        """Return the stretch of text of the tokens from `start` up to, without, `end`."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    def quoted(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return the words in quotation marks that lie in the spans."""
        found: list[Span] = []
        for span in spans:
            first, last = bisect_left(self._inner, span), bisect_left(self._inner, Span(span.end, span.end))
            found.extend(inner for inner in self._inner[first:last] if inner.end <= span.end)
        return tuple(found)

    @cached_property
    def subjects(self) -> dict[tuple[int, int], tuple[int, int] | None]:
        """The noun phrases found so far, by what was asked of `phrases.subject_before`."""
        return {}

    @cached_property
    def _inner(self) -> list[Span]:
        return [quotation.inner for quotation in self.quotations]


# Words keep what joins their letters: `O’Malley`, `U.S`, `U.S.-led`, `D-Mo`, `30,000`.
_TOKEN = re.compile(r"\w+(?:(?:\.-|[’'.&\-,])(?=\w)\w+)*|\.{2,12}|[^\w\s]")


def tokenise(text: str, span: Span, quotations: list[Quotation]) -> Iterator[Token]:
    """Yield the tokens of a stretch of text."""
    position = span.start
    for quotation in quotations:
        if position <= quotation.span.start < span.end:
            if position < quotation.span.start:
                yield from _plain(text, Span(position, quotation.span.start))
            yield Token(*quotation.span, "", "quote")
            position = quotation.span.end
    yield from _plain(text, Span(position, span.end))


def _plain(text: str, span: Span) -> Iterator[Token]:
    for found in _TOKEN.finditer(text, *span):
        form, (start, end) = found[0], found.span()
        first = form[0]
        if not first.isalnum() and first != "_":
            yield Token(start, end, form, "mark")
        else:
            yield Token(start, end, form.lower().replace("’", "'"), "name" if first.isupper() else "word")
