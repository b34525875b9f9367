"""What the rules find: an attribution, before anybody knows who its speaker is."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.models import Span

MOST = 500
"""Statements that one article may have. Nothing is looked for once there are more: the article is refused."""


@dataclass(frozen=True)
class Attribution:
    """Words that attribute, whom they name, and what they attribute."""

    rule: str
    sense: str
    """A key of `words/cues.yml`."""
    cue: Span | None
    """None for a quotation that goes on."""
    speaker: Span | None
    """The words that name the speaker."""
    content: tuple[Span, ...]
    """In order, never overlapping."""
    quotations: tuple[Span, ...] = ()
    """The inner spans of the quotations that lie in the content."""
    reported: bool = False
    """Whether "that" makes the content part of the reporter's own sentence."""

    @property
    def span(self) -> Span:
        """The content from its first to its last word."""
        return Span(self.content[0].start, self.content[-1].end)
