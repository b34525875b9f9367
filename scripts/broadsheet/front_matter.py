"""The header of an article's generated page, as other programs may read it; its JSON Schema is made from this."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from broadsheet.models import ClaimKind, EntityType


class _Header(BaseModel):
    """New keys may come at any time; those listed here keep their meaning."""

    model_config = ConfigDict(extra="allow", frozen=True)


class NamedEntity(_Header):
    """A person, organisation or place that the article names."""

    id: str
    """Of its topic; empty where it has none."""
    name: str
    type: EntityType
    mentions: int
    """How often the article names it."""


class MadeClaim(_Header):
    """A statement that the article reports."""

    id: str
    speaker: str
    """`unknown` where the text names nobody."""
    kind: ClaimKind
    cue: str
    """The words that attribute it; empty for a continued quotation."""
    text: str


class MadeCorrection(_Header):
    """Something that was put right after publication."""

    date: str
    what: str
    why: str


class PageSource(_Header):
    """Where the raw file comes from."""

    url: str
    archived_url: str
    raw_sha256: str
    """Of the raw file's bytes."""
    removed: int
    """How many pieces of it were taken for furniture."""


class FrontMatter(_Header):
    """The record of an article at the head of its page."""

    title: str
    description: str
    kind: Literal["article"]
    id: str
    outlet: str
    """The outlet's name, or `unknown`."""
    date: str
    """In EDTF, or `unknown`."""
    date_basis: str
    """How the date is known."""
    day: str
    """The first day it may have been, for sorting; empty where that is unknown."""
    published: str
    """What is sure of the date: a day, a month or a year; empty where nothing is."""
    authors: tuple[str, ...]
    language: str
    entities: tuple[NamedEntity, ...]
    claims: tuple[MadeClaim, ...]
    topics: tuple[str, ...]
    """Ids of the topics it is gathered under."""
    family: str
    """Of the articles that carry much of its text; empty where there is none."""
    updated: str
    """The last day on which it was collected or put right; empty where that is not known."""
    corrections: tuple[MadeCorrection, ...]
    text: Literal["full", "excerpt", "metadata"]
    """How much of the text is published."""
    source: PageSource
