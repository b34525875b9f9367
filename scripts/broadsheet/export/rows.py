"""What the tables of the export hold: one model for each table, from which every schema is made.

Offsets are Unicode code points, end-exclusive; `raw_` offsets count in the decoded raw file without a byte-order
mark, the others in the article's `text`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from broadsheet.models import ClaimKind, EntityType, Fate, Role, Status

VERSION = 1
"""Raised when a column changes its meaning or goes away; new columns may come at any time."""


class Row(BaseModel):
    """What all rows share."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class EvidenceRow(Row):
    """Exact words of the raw file that support a value."""

    field: str
    """The value they support: title, dek, byline, outlet, date or language."""
    text: str
    raw_start: int
    raw_end: int


class ParagraphRow(Row):
    """Where a paragraph stands."""

    role: Role
    """title, dek (standfirst) or body."""
    start: int
    end: int
    raw_start: int
    raw_end: int


class CorrectionRow(Row):
    """Something that was put right after publication."""

    date: str
    what: str
    why: str


class ArticleRow(Row):
    """One article. Withdrawn articles stay as an id and a reason."""

    id: str
    """Permanent id, also in the address of its page: articles/<id>/."""
    status: Literal["published", "withdrawn"]
    published_text: Literal["full", "excerpt", "metadata"]
    """How much of the text may be published; `text` holds no more."""
    title: str | None
    title_status: Status
    """How it is known: curated (an editor set it), stated (in the text), inferred or unknown."""
    dek: str | None
    """Standfirst."""
    byline: str | None
    """As printed."""
    byline_status: Status
    outlet: str | None
    """Id of the outlet, or its name where nobody has registered it."""
    outlet_name: str | None
    outlet_status: Status
    date: str | None
    """EDTF: 2023-01-06, 2023-01, 2023-01-06~ (about), 2023-01-02/2023-01-06; see date_status."""
    date_earliest: str | None
    """First day it can be."""
    date_latest: str | None
    """Last day it can be."""
    date_status: Status
    date_note: str
    """How the date is known, or what an inference assumes."""
    language: str | None
    source_url: str | None
    archived_url: str | None
    collected: str | None
    """Day on which the raw file was saved."""
    raw_path: str
    raw_sha256: str
    """Of the raw file's bytes."""
    rights: str
    withdrawn_reason: str | None
    text: str | None
    """Headline, standfirst and body without furniture, parted by blank lines."""
    body_start: int | None
    body_end: int | None
    paragraphs: tuple[ParagraphRow, ...]
    evidence: tuple[EvidenceRow, ...]
    topics: tuple[str, ...]
    """Ids of topics."""
    family: str | None
    """Id of the family of articles that carry much of one another's text."""
    corrections: tuple[CorrectionRow, ...]


class ClaimRow(Row):
    """One attributed statement in one article."""

    id: str
    """Permanent: <article>#<claim>, also the end of its address."""
    article: str
    speaker: str | None
    """Canonical name, or the words as written; empty where the text names nobody."""
    speaker_entity: str | None
    speaker_status: Status
    """stated: named where it speaks; inferred: from a pronoun, a role or a continued quotation; unknown."""
    speaker_rule: str
    cue: str | None
    """The words that attribute, such as said."""
    sense: str
    """What the cue does: say, deny, accuse, warn, ..."""
    kind: ClaimKind
    """direct: all of it in quotation marks; indirect: none; mixed: some."""
    text: str
    spans: tuple[tuple[int, int], ...]
    """Where the words stand in the article's text; several where the cue interrupts them."""
    raw_spans: tuple[tuple[int, int], ...]
    statement: str | None
    """Id of the group of the same statement in several articles."""
    rule: str


class EntityRow(Row):
    """A person, organisation or place."""

    id: str
    name: str
    """Canonical name."""
    type: EntityType
    status: Literal["confirmed", "proposed"]
    """proposed: found by the machine, no person has looked yet."""
    spellings: tuple[str, ...]
    country: str | None
    """Id of the place it belongs to."""
    wikidata: str | None
    note: str
    merged_into: str | None
    """Id of the record that took this one's place."""
    mentions: int
    """How often it is named in the published texts."""
    articles: int
    """In how many articles."""


class MentionRow(Row):
    """One occurrence of a name in one article."""

    article: str
    start: int
    end: int
    raw_start: int
    raw_end: int
    text: str
    """As written."""
    name: str
    """Canonical name; for an unregistered name its fullest form in the article."""
    type: EntityType
    entity: str | None
    """Id of the entity; empty where the name has no record."""
    rule: str
    confidence: float
    """Share of such findings that are right, as measured; 1 for registered spellings."""


class KinshipRow(Row):
    """How much two articles carry of one another's text."""

    a: str
    b: str
    share_a: float
    """Share of the first article's words in sentences that the second has too."""
    share_b: float
    relation: Literal["copy", "rewrite", "excerpt"]


class FamilyRow(Row):
    """Articles that carry much of one another's text; they count as one independent text."""

    id: str
    members: tuple[str, ...]
    kinships: tuple[KinshipRow, ...]


class OppositionRow(Row):
    """Two statements that stand against each other."""

    a: str
    b: str
    status: Literal["curated", "candidate"]
    why: str


class TopicRow(Row):
    """Anything that articles are gathered under: an entity or a theme."""

    id: str
    name: str
    type: Literal["person", "organisation", "place", "theme"]
    proposed: bool
    note: str
    spellings: tuple[str, ...]
    articles: tuple[str, ...]
    about: tuple[str, ...]
    """Ids of statements about it."""
    by: tuple[str, ...]
    """Ids of statements by it."""
    opposed: tuple[OppositionRow, ...]


class PieceRow(Row):
    """A stretch of the raw file and what became of it; all of an article's pieces together are the file again."""

    raw_start: int
    raw_end: int
    text: str
    """The raw words."""
    became: str | None
    """What stands for them in the article's text; null where they stand there as they are, empty where they were
    removed."""
    start: int | None
    end: int | None
    fate: Fate
    reason: str
    rule: str


class LedgerRow(Row):
    """The complete account of one raw file, from which it can be made again byte for byte."""

    article: str
    raw_path: str
    raw_sha256: str
    bom: bool
    """Whether the file begins with a UTF-8 byte-order mark."""
    pieces: tuple[PieceRow, ...]


class RecordRow(Row):
    """A file that people wrote, as it is: a sidecar, an authority file, or a line that is an article."""

    path: str
    """Of a line: its file and its number, `articles.jsonl:17`."""
    article: str | None
    """The article that it is about."""
    text: str
    """All of the file, a byte-order mark included; of a line all of it, with its end."""
