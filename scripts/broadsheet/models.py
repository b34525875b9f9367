"""The values that travel between the stages: one frozen type per boundary.

Offsets are Unicode code points, end-exclusive. `clean` offsets point into `Cleaned.text`, `raw` offsets into
`Raw.text` (the decoded raw file without a byte-order mark).
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from typing import Generic, Literal, NamedTuple, Never, TypeVar

from pydantic import TypeAdapter
from pydantic_core import core_schema

T = TypeVar("T", covariant=True)

Status = Literal["curated", "stated", "inferred", "unknown"]
"""curated: a person set it; stated: the text says it; inferred: derived from it; unknown: nobody knows."""

Fate = Literal["kept", "field", "removed", "space"]
"""kept: in the body; field: title, standfirst or byline; removed: furniture; space: white space between."""

Role = Literal["title", "dek", "body"]
"""What a paragraph of the cleaned text is; `dek` is the standfirst."""

FactKind = Literal["title", "byline", "date", "language", "address", "outlet"]
"""address: the canonical one; outlet: the site's own name."""

EntityType = Literal["person", "organisation", "place", "unknown"]

ClaimKind = Literal["direct", "indirect", "mixed"]
"""direct: all of it in quotation marks; indirect: none of it; mixed: some of it."""


class Span(NamedTuple):
    """A stretch of text, end-exclusive."""

    start: int
    end: int

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> core_schema.CoreSchema:
        """Return how a span is read from JSON: an article has hundreds, and a call of Python for each is slow."""
        pair = core_schema.tuple_schema([core_schema.int_schema(), core_schema.int_schema()])
        return core_schema.no_info_after_validator_function(partial(tuple.__new__, cls), pair)


# ------------------------------------------------------------------ read

ARTICLES = "corpus/articles"
"""Where the article files lie, as people name it."""


@dataclass(frozen=True, slots=True)
class Raw:
    """One article file as it was collected."""

    id: str
    """The permanent id: the file's stem."""
    path: str
    """Where it lies, relative to the project's folder, with forward slashes."""
    text: str
    """The decoded file, without a byte-order mark, line endings untouched."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    kind: Literal["text", "html"] = "text"
    """Plain text or a saved page."""
    bom: bool = False
    """Whether the file began with a UTF-8 byte-order mark."""

    @property
    def data(self) -> bytes:
        """Return the file's bytes."""
        return self.text.encode("utf-8-sig" if self.bom else "utf-8")


# ------------------------------------------------------------------ clean


class Piece(NamedTuple):
    """One entry of the ledger: a stretch of the raw text and what became of it."""

    raw: Span
    """Where it stands in the raw text; empty where a paragraph break was put in."""
    text: str
    """The raw words themselves."""
    became: str
    """What stands for it in the cleaned text; empty where it was removed."""
    clean: Span | None
    """Where that stands in the cleaned text; None where nothing does."""
    fate: Fate
    reason: str = ""
    """Why, as a key of `words/reasons.yml`; empty for what was kept."""
    rule: str = ""
    """Which rule or whose decision, so that it can be looked up."""
    doubt: str = ""
    """Why a reader should look twice; empty where the cleaner is sure."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the cleaned text."""

    role: Role
    clean: Span
    raw: Span


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a saved page's metadata states of its article."""

    kind: FactKind
    value: str
    """Character references and escapes resolved; not judged otherwise."""
    raw: Span
    """Where the raw text states it."""
    rule: str
    """Which metadata: `og:site_name`, `json:datePublished`, `html lang`, ..."""


@dataclass(frozen=True)
class Cleaned:
    """An article's own words, and the complete account of what was taken out."""

    text: str
    """Title, standfirst and body, as far as the raw text states them, parted by blank lines."""
    body: Span
    """Where the body lies in `text`."""
    paragraphs: tuple[Paragraph, ...]
    ledger: tuple[Piece, ...]
    """In raw order; the pieces' words joined are the raw text again."""
    title: Span | None
    """Of the headline in `text`; None where the raw text states none."""
    dek: Span | None
    """Of the standfirst in `text`."""
    byline: Span | None
    """Of the byline in the *raw* text; it is no part of `text`."""
    facts: tuple[Fact, ...] = ()
    """What a saved page's metadata states, at most one of a kind; none for plain text."""

    def fact(self, kind: FactKind) -> Fact | None:
        """Return what the page's metadata states of one kind."""
        return next((fact for fact in self.facts if fact.kind == kind), None)

    @cached_property
    def removed(self) -> tuple[Piece, ...]:
        """Return what a reader of the raw file saw and does not find in `text`: neither code nor white space."""
        return tuple(p for p in self.ledger if p.fate == "removed" and p.reason != "markup" and p.text.strip())

    @cached_property
    def _pieces(self) -> tuple[list[int], list[Piece]]:
        placed = (p for p in self.ledger if p.clean is not None and p.clean.start < p.clean.end)
        pieces = sorted(placed, key=_clean_start)
        return [_clean_start(p) for p in pieces], pieces

    def raw_span(self, span: Span) -> Span:
        """Return the raw stretch behind a stretch of the cleaned text.

        A piece that was mended (its words changed) counts as a whole.
        """
        starts, pieces = self._pieces
        first = pieces[max(0, bisect_right(starts, span.start) - 1)]
        last = pieces[max(0, bisect_right(starts, max(span.start, span.end - 1)) - 1)]
        return Span(_raw_offset(first, span.start, "start"), _raw_offset(last, span.end, "end"))


def _clean_start(piece: Piece) -> int:
    return piece.clean.start if piece.clean is not None else -1


def _raw_offset(piece: Piece, offset: int, edge: Literal["start", "end"]) -> int:
    if piece.clean is None or piece.text != piece.became:
        return piece.raw.start if edge == "start" else piece.raw.end
    return piece.raw.start + offset - piece.clean.start


def restore(ledger: tuple[Piece, ...], *, bom: bool = False) -> bytes:
    """Return the bytes of the raw file that a ledger accounts for."""
    return "".join(piece.text for piece in ledger).encode("utf-8-sig" if bom else "utf-8")


# ------------------------------------------------------------------ describe


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of the raw file that support a value."""

    text: str
    """The words as they stand in the raw file."""
    raw: Span
    clean: Span | None = None
    """Where they stand in the cleaned text; None where they were removed from it."""


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """A value, where it comes from, and how far it can be trusted."""

    value: T | None
    status: Status
    evidence: tuple[Quote, ...] = ()
    note: str = ""
    """The editor's note, or the assumptions of an inference."""
    rule: str = ""

    @property
    def known(self) -> T | None:
        """Return the value where the text states it or a person set it; None for a guess.

        What is inferred is told with its grounds on the article's own page; nothing is ordered or filtered by it.
        """
        return self.value if self.status in ("curated", "stated") else None


NOT_STATED: Finding[Never] = Finding(None, "unknown", note="not stated in the text")
"""Of what nobody has found or set."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a name in one article."""

    clean: Span
    raw: Span
    text: str
    """As written in the cleaned text."""
    name: str
    """The canonical name; for an unregistered entity the fullest form in the article."""
    type: EntityType
    id: str | None
    """Of the entity in the authority file; None where nobody has registered it."""
    rule: str
    """How it was found: `spelling`, `surname`, ... or a rule of the recogniser."""
    confidence: float = 1.0
    """Share of such findings that are right, as measured; 1 for registered spellings."""


PAUSE = " […] "
"""Stands in a claim for what its article has between two parts of it; articles write dots themselves."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An attributed statement."""

    id: str
    """Permanent, unique within its article: `c-` and eight hexadecimal digits of its words."""
    speaker: str
    """The entity's canonical name, or the words as written; empty where the text names nobody."""
    speaker_id: str | None
    """Of the entity in the authority file."""
    speaker_status: Status
    """stated: named where it speaks; inferred: from a pronoun, a role or a continued quotation; unknown."""
    speaker_clean: Span | None
    """The words that name the speaker; None for a continued quotation."""
    cue: str
    """The words that attribute, such as `said`; empty for a continued quotation."""
    cue_clean: Span | None
    sense: str
    """What the cue does, as a key of `words/cues.yml`: say, deny, accuse, warn, ..."""
    kind: ClaimKind
    spans: tuple[Span, ...]
    """The content in the cleaned text, without cue and speaker; more than one where the cue interrupts it."""
    raw_spans: tuple[Span, ...]
    text: str
    """The content's words, joined by ` ... ` where the cue interrupts it."""
    rule: str
    """Which rule found it."""
    speaker_rule: str = ""
    """How the speaker was resolved: `named`, `pronoun`, `role`, `continued`, ..."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """When something happened, as far as it is known (EDTF level 1 subset)."""

    edtf: str
    earliest: str | None
    """ISO day; None where open."""
    latest: str | None
    """ISO day; None where open."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that was put right after publication."""

    date: str
    what: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the raw file comes from."""

    path: str
    """As `Place.path` in `corpus.py`: `shard.jsonl:17` for an article that is a line of a file."""
    sha256: str
    url: str = ""
    archived_url: str = ""
    collected: str = ""
    has_sidecar: bool = False
    """Whether people have written anything beside it, or in its line."""
    bom: bool = False
    """Whether it begins with a UTF-8 byte-order mark, which no ledger has and its checksum covers."""


FINDINGS = ("title", "dek", "byline", "outlet", "date", "language")
"""What is known of an article with its evidence, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article, cleaned and described; everything a page about it needs."""

    id: str
    source: Source
    title: Finding[str]
    dek: Finding[str]
    byline: Finding[str]
    outlet: Finding[str]
    """The value is the outlet's id, or its name where nobody has registered it."""
    date: Finding[DateRange]
    language: Finding[str]
    cleaned: Cleaned
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    """What is said and by whom; where, only the article knows."""
    rights: str = ""
    text_policy: Literal["full", "excerpt", "metadata"] = "full"
    withdrawn: str = ""
    """The reason; empty for a published article."""
    corrections: tuple[Correction, ...] = ()


# ------------------------------------------------------------------ link


class ClaimRef(NamedTuple):
    """A claim of an article."""

    article: str
    claim: str

    @classmethod
    def at(cls, address: str) -> ClaimRef:
        """Return the claim that an address names."""
        return cls(*address.split("#"))

    @property
    def address(self) -> str:
        """Return how a claim is found among those of all articles, as topics and decisions name it."""
        return f"{self.article}#{self.claim}"


def statement_id(first: ClaimRef) -> str:
    """Return the id of the statement group whose first claim this is: `s-` and ten hexadecimal digits."""
    return f"s-{hashlib.sha256(first.address.encode()).hexdigest()[:10]}"


@dataclass(frozen=True, slots=True)
class Change:
    """What one article has differently from another in the same sentence."""

    kind: Literal["figure", "attribution", "quotation", "negation", "wording"]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """A sentence of one article and its counterpart in another."""

    a: Span | None
    """In the cleaned text of the first article; None where the sentence is only in the second."""
    b: Span | None
    overlap: float
    """Share of the shorter sentence's word triples that stand in the longer one."""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Kinship:
    """Two articles that carry much of one another's text."""

    a: str
    b: str
    share_a: float
    """Share of the first article's words that stand in sentences aligned with the second."""
    share_b: float
    relation: Literal["copy", "rewrite", "excerpt"]
    packed: str
    """The alignments, as `packed_alignments` returns them: a large corpus has a million, and few are shown."""

    @property
    def alignments(self) -> tuple[Alignment, ...]:
        """Return the sentences of both, side by side."""
        return _alignments().validate_json(zlib.decompress(base64.b64decode(self.packed)))


def packed_alignments(rows: Iterable[Alignment]) -> str:
    """Return alignments in little memory: as compressed JSON, in letters that JSON can hold."""
    return base64.b64encode(zlib.compress(_alignments().dump_json(tuple(rows)))).decode()


@cache
def _alignments() -> TypeAdapter[tuple[Alignment, ...]]:
    return TypeAdapter(tuple[Alignment, ...])


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that carry much of one another's text, counted as one independent text."""

    id: str
    members: tuple[str, ...]
    kinships: tuple[Kinship, ...]


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """The same claim as carried by one or more articles."""

    id: str
    """Of its first claim (`statement_id`).

    An earlier article with the same claim gives it another one; where it has a page, the ids that its other claims
    would give it lead there (`render/moved.py`), so that whichever was first when somebody cited it still does.
    """
    claims: tuple[ClaimRef, ...]
    """First the one that is shown for all."""
    articles: int
    texts: int
    """Independent texts: every family counts once."""
    flags: tuple[Change, ...] = ()
    """Where the members differ: figures, negations, quotation marks."""


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two statement groups that stand against each other."""

    theme: str
    a: str
    b: str
    status: Literal["curated", "candidate"]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """Anything with a page of its own that articles are gathered under."""

    id: str
    name: str
    type: Literal["person", "organisation", "place", "theme"]
    note: str = ""
    wikidata: str = ""
    spellings: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    """Ids, in the order of the coverage."""
    about: tuple[str, ...] = ()
    """Statement groups in which it is named, or that belong to the theme."""
    by: tuple[str, ...] = ()
    """Statement groups whose speaker it is."""
    oppositions: tuple[Opposition, ...] = ()
    together: tuple[tuple[str, int], ...] = ()
    """Topics named in the same articles, and in how many."""
    proposed: bool = False
    """Found by the machine and not yet confirmed by a person."""
    called: tuple[str, ...] = ()
    """What the articles call it instead of its name, such as `defence ministry`; no spellings of the name."""
    written: tuple[tuple[str, str, int], ...] = ()
    """Words that name it or are `called`, the outlet's id or name (empty: unknown), and how often it has them.

    Only of words that may be shown: none of withdrawn articles or of what `text_policy` holds back.
    """


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published articles."""

    id: str
    name: str
    url: str = ""
    country: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event within days of each other."""

    id: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An article without its text, as lists, links and charts want it: small enough to hold all of them at once.

    What it shares with `Article` has the same name there; the findings are without their evidence.
    """

    id: str
    source: Source
    title: Finding[str]
    byline: Finding[str]
    outlet: Finding[str]
    date: Finding[DateRange]
    language: Finding[str]
    opening: str
    """The first words of the body, at most 200 code points, on one line."""
    words: int
    """Of the body."""
    claims: tuple[Claim, ...]
    """What is said and by whom; where, only the article knows."""
    rights: str = ""
    text_policy: Literal["full", "excerpt", "metadata"] = "full"
    withdrawn: str = ""
    corrections: tuple[Correction, ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    """Why stretches were taken out of the raw file, as keys of `words/reasons.yml`, and how many."""
    named: int = 0
    """How many mentions there are."""

    @property
    def heading(self) -> str:
        """Return what the article is called everywhere: its headline, else its first words, else its id."""
        stated = (self.title.value or "").strip()
        words = shortened(self.opening, 80) if self.text_policy != "metadata" else ""
        return stated or words or self.id


def shortened(text: str, most: int) -> str:
    """Return the first words of a text on one line, about `most` code points, and an ellipsis where more follow.

    Where there is no space to cut at, as in Japanese, it is cut between two letters.
    """
    line = " ".join(text.split(None, most))  # whatever follows so many words is not looked at
    if len(line) <= most:
        return line
    head = line[:most].rpartition(" ")[0]
    return (head if len(head) > most // 2 else line[:most]).rstrip(" ,;:–—-") + " …"


def _unplaced(claim: Claim) -> Claim:
    # A third of what a card weighs, and there is a card of every article.
    return replace(claim, spans=(), raw_spans=(), speaker_clean=None, cue_clean=None)


def card_of(article: Article) -> Card:
    """Return an article's card."""
    body = article.cleaned.text[slice(*article.cleaned.body)]
    return Card(
        id=article.id,
        source=article.source,
        title=_bare(article.title),
        byline=_bare(article.byline),
        outlet=_bare(article.outlet),
        date=_bare(article.date),
        language=_bare(article.language),
        opening=" ".join(body[:_OPENING].split()),
        words=len(body.split()),
        claims=tuple(map(_unplaced, article.claims)),
        rights=article.rights,
        text_policy=article.text_policy,
        withdrawn=article.withdrawn,
        corrections=article.corrections,
        removed=tuple(Counter(piece.reason for piece in article.cleaned.removed).items()),
        named=len(article.mentions),
    )


_OPENING = 200


def _bare(finding: Finding[T]) -> Finding[T]:
    return replace(finding, evidence=())


def is_whole(article: Article | Card) -> bool:
    """Return whether all of an article may be shown and given away."""
    return not article.withdrawn and article.text_policy == "full"


@dataclass(frozen=True, slots=True)
class Moved:
    """An id that has given its place to another; its address leads on."""

    kind: Literal["article", "topic"]
    id: str
    to: str
    """The id that took its place."""
    why: str = ""


@dataclass(frozen=True)
class Library:
    """The whole corpus, linked: what the pages, the index and the exports are made from."""

    articles: Sequence[Article]
    """In the order of the coverage: by the date that is known, those without one last, then by id.

    Each is read when it is asked for (`shelf.Shelf`), so go through them once and keep none. `cards` is for
    everything that needs no text.
    """
    outlets: tuple[Outlet, ...]
    families: tuple[Family, ...]
    stories: tuple[Story, ...]
    groups: tuple[StatementGroup, ...]
    topics: tuple[Topic, ...]
    cards: tuple[Card, ...]
    """Of the articles, in their order."""
    moved: tuple[Moved, ...] = ()
    """Ids that people have given up and that lead to others now; each leads to a page that is there."""

    @cached_property
    def family_of(self) -> dict[str, str]:
        """The family of each article that has one."""
        return {member: family.id for family in self.families for member in family.members}
