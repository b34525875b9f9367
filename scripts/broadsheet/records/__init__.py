"""What people write: the models of sidecars and authority files, from which the JSON Schemas are made."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

ID_FORM = r"[a-z0-9]+(-[a-z0-9]+)*"
ID_PATTERN = f"^{ID_FORM}$"
LINE_PATTERN = r"^[^\r\n]*\S[^\r\n]*$"
LOOKED_FOR_PATTERN = r"^[^\r\n*]*[^\s!-/:-@\x5b-\x60{-~][^\r\n*]*\*?$"
WIKIDATA_PATTERN = r"^Q[1-9][0-9]*$"
DAY_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
SITE_PATTERN = r"^https?://[^\s<>\x22'`\\^{|}?#]+$"
URL_PATTERN = r"^https?://[^\s<>\x22'`\\^{|}]+$"
CLAIM_PATTERN = r"^c-[0-9a-f]{8}(-[0-9]+)?$"
ADDRESS_PATTERN = r"^[a-z0-9-]+#c-[0-9a-f]{8}(-[0-9]+)?$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
BRANCH_PATTERN = r"^[A-Za-z0-9._/-]+$"
PART_PATTERN = r"^https?://[^\s<>\x22'`\\^|{}]*\{part\}[^\s<>\x22'`\\^|{}]*$"
LICENCE_PATTERN = r"^(https?://[^\s<>\x22'`\\^{|}]+|[A-Za-z0-9][A-Za-z0-9.+-]*)$"

PATTERNS = {
    ID_PATTERN: "small letters, digits and hyphens, such as `daily-planet`",
    LINE_PATTERN: "words on one line",
    LOOKED_FOR_PATTERN: "words, with a `*` at their end at most",
    WIKIDATA_PATTERN: "a Wikidata item such as Q42",
    DAY_PATTERN: "a day such as 2023-01-06",
    SITE_PATTERN: "an address that begins with http:// or https://, without `?` and `#`",
    URL_PATTERN: "an address that begins with http:// or https://",
    CLAIM_PATTERN: "a statement's id such as c-1a2b3c4d, as its page shows it",
    ADDRESS_PATTERN: "a statement's address such as article-id#c-1a2b3c4d",
    LANGUAGE_PATTERN: "a language tag such as en or pt-BR",
    BRANCH_PATTERN: "the name of a branch",
    LICENCE_PATTERN: "an SPDX identifier such as CC-BY-4.0, or the licence's address",
    PART_PATTERN: "an address with {part} where the name of the part stands, such as https://a.example/news-{part}/",
}
"""What each pattern allows, in words, for the hints of problems."""

MAX_ID = 80
"""Characters of an id."""

RESERVED = frozenset(
    ("index", "con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)))
)
"""No ids: the list of a folder's pages is called the first, and Windows keeps the others for devices."""


def _free(name: str) -> str:
    """Return an id; raises PydanticCustomError for one that is reserved."""
    if name in RESERVED:
        raise PydanticCustomError("reserved", "write another id; no page can be called so")
    return name


Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=MAX_ID), AfterValidator(_free)]
"""A permanent id: small letters, digits and single hyphens."""


composed = partial(unicodedata.normalize, "NFC")
"""Returns words with each letter and its marks as one character where there is one.

Two spellings that look the same are then the same (https://www.unicode.org/reports/tr15/, form C). No function of
our own: registers of names have hundreds of thousands of words.
"""

Exact = Annotated[str, Field(min_length=1, max_length=500, pattern=LINE_PATTERN)]
"""Words on one line, as an article's file has them."""

Line = Annotated[Exact, AfterValidator(composed)]
"""Words on one line."""

LookedFor = Annotated[str, Field(max_length=500, pattern=LOOKED_FOR_PATTERN), AfterValidator(composed)]
"""Words that texts are searched for; a `*` at the end stands for any ending."""

Note = Annotated[str, Field(max_length=5_000), AfterValidator(composed)]
"""Words of a person on anything, as long as an article's page can show them."""

# Far more than a person writes; a longer list was made by a machine, or to keep one busy.
MOST_ITEMS, MOST_DECISIONS = 500, 2_000

Lines = Annotated[tuple[Line, ...], Field(max_length=MOST_ITEMS)]
"""A list of words."""


class Record(BaseModel):
    """What all records share: unknown keys are refused, words are composed and otherwise as they were written."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Entity(Record):
    """A person, organisation or place as people have registered it in `corpus/entities.yml`."""

    id: Id
    """The address of its page, permanent."""
    name: Line
    """The canonical name, also one of the spellings."""
    type: Literal["person", "organisation", "place"]
    """What it is."""
    spellings: Lines = ()
    """Other ways of writing the name."""
    not_: Annotated[Lines, Field(alias="not")] = ()
    """Names that are somebody or something else, however alike they look."""
    roles: Lines = ()
    """What it is called instead of its name, such as `president` or `defence ministry`. With `country`, a role is
    understood together with the country's name, adjective or capital: "Ruritanian defence ministry"."""
    adjectives: Lines = ()
    """For a country: the words for what and who is of it, such as `French`."""
    country: Id | None = None
    """The place it belongs to."""
    metonym_of: Id | None = None
    """What else its name may stand for, such as a capital for its country's government."""
    gender: Literal["female", "male"] | None = None
    """For a person, where it is publicly known; used only to tell whom a pronoun means."""
    wikidata: Annotated[str, Field(pattern=WIKIDATA_PATTERN)] | None = None
    """Its item there, such as `Q42`."""
    note: Note = ""
    """What a reader should know of it."""
    merged_into: Id | None = None
    """The record that took this one's place; its page redirects there."""
    status: Literal["confirmed", "proposed", "rejected"] = "confirmed"
    """`proposed` until a person has looked at what the machine suggested; `rejected` if what is spelled so is no
    name: it has no page and is not suggested again."""


def _of_the_calendar(day: str) -> str:
    date.fromisoformat(day)  # raises ValueError for 2023-02-30
    return day


Day = Annotated[str, Field(pattern=DAY_PATTERN), AfterValidator(_of_the_calendar)]
"""A calendar day, `2023-01-06`."""

Url = Annotated[str, Field(pattern=URL_PATTERN, max_length=2000)]
"""An address; only http and https are ever published."""

ClaimId = Annotated[str, Field(pattern=CLAIM_PATTERN)]
"""A claim's id within its article, as its page shows it."""

ClaimAddress = Annotated[str, Field(pattern=ADDRESS_PATTERN)]
"""A claim of an article, `<article id>#<claim id>`."""


class Override(Record):
    """A person's decision to keep or drop part of the raw text."""

    line: Annotated[int, Field(ge=1)] | None = None
    """1-based line of the raw file."""
    words: Exact | None = None
    """Exact words of the raw file."""
    why: Line
    """The ground, for those who read it later."""


class AddedEntity(Record):
    """A name the machine missed in this article."""

    words: Exact
    """As they stand in the article."""
    entity: Id
    """The record in `corpus/entities.yml`."""
    why: Note = ""
    """The ground, for those who read it later."""


class RejectedEntity(Record):
    """Words that are no name, or not this one's, in this article."""

    words: Exact
    """As they stand in the article."""
    why: Line
    """The ground, for those who read it later."""


class EntityDecisions(Record):
    """What a person decided about the names of one article."""

    add: Annotated[tuple[AddedEntity, ...], Field(max_length=MOST_DECISIONS)] = ()
    """Names the machine missed."""
    reject: Annotated[tuple[RejectedEntity, ...], Field(max_length=MOST_DECISIONS)] = ()
    """Words that are no name, or not this one's."""


class AddedClaim(Record):
    """A statement the machine missed in this article."""

    words: Exact
    """The statement itself, exactly as it stands in the article."""
    speaker: Line
    """An entity's id or canonical name, or the words as written."""
    cue: Annotated[str, Field(max_length=500)] = ""
    """The words that report it, such as `said` or `according to`."""
    kind: Literal["direct", "indirect", "mixed"] = "indirect"
    """Whether it is quoted word for word, told in the words of the outlet, or both."""
    why: Note = ""
    """The ground, for those who read it later."""


class RejectedClaim(Record):
    """A statement the machine should not have found."""

    claim: ClaimId
    """Its id, as the article's page shows it."""
    why: Line
    """The ground, for those who read it later."""


class CorrectedClaim(Record):
    """A statement that the machine found, and that somebody else makes."""

    claim: ClaimId
    """Its id, as the article's page shows it; it stays."""
    speaker: Line
    """Who makes it: an entity's id or canonical name, or the words as written."""
    why: Line
    """The ground, for those who read it later."""


class ClaimDecisions(Record):
    """What a person decided about the statements of one article."""

    add: Annotated[tuple[AddedClaim, ...], Field(max_length=MOST_DECISIONS)] = ()
    """Statements the machine missed."""
    reject: Annotated[tuple[RejectedClaim, ...], Field(max_length=MOST_DECISIONS)] = ()
    """Statements the machine should not have found."""
    correct: Annotated[tuple[CorrectedClaim, ...], Field(max_length=MOST_DECISIONS)] = ()
    """Statements of which the machine took somebody else for the speaker."""


class CorrectionRecord(Record):
    """Something that was put right after publication."""

    date: Day
    """When it was put right."""
    what: Line
    """What was wrong, in a sentence that readers will see."""
    why: Note = ""
    """How the right one is known."""


class Sidecar(Record):
    """What a person knows or decided about one article; it always wins over what the machine found."""

    source_url: Url | None = None
    """Where the original is, or was, online."""
    archived_url: Url | None = None
    """Where an archive keeps it."""
    collected: Day | None = None
    """When the raw file was saved."""
    outlet: Id | None = None
    """Who published it, an id of `corpus/outlets.yml`. Left out: nobody knows."""
    outlet_note: Note = ""
    """How that is known."""
    title: Line | None = None
    """The headline."""
    title_note: Note = ""
    """Where the title comes from, when the text states none."""
    byline: Line | None = None
    """Who wrote it, as the outlet says."""
    date: Annotated[str, Field(max_length=40)] | None = None
    """Date of publication in EDTF: `2023-01-06`, `2023-01`, `2023-01-06~` (about), `2023-01-06/2023-01-08`."""
    date_note: Note = ""
    """How that is known."""
    language: Annotated[str, Field(pattern=LANGUAGE_PATTERN)] | None = None
    """A language tag such as `en` or `uk`."""
    rights: Line | None = None
    """Who holds the rights, and on what ground the text is kept here."""
    text: Literal["full", "excerpt", "metadata"] = "full"
    """How much of the text is published."""
    status: Literal["published", "withdrawn"] = "published"
    """A withdrawn article leaves a page that says so, without its text."""
    withdrawn_reason: Note = ""
    """Why it was taken down, as readers will see it."""
    keep: Annotated[tuple[Override, ...], Field(max_length=MOST_DECISIONS)] = ()
    """Parts the cleaner takes for furniture and that belong to the article."""
    drop: Annotated[tuple[Override, ...], Field(max_length=MOST_DECISIONS)] = ()
    """Parts the cleaner keeps and that do not belong to the article."""
    entities: EntityDecisions = EntityDecisions()
    """Decisions about its names."""
    claims: ClaimDecisions = ClaimDecisions()
    """Decisions about its statements."""
    corrections: Annotated[tuple[CorrectionRecord, ...], Field(max_length=MOST_DECISIONS)] = ()
    """What was put right after publication; readers see all of it."""


class OutletRecord(Record):
    """An outlet in `corpus/outlets.yml`."""

    id: Id
    """The address of its page, permanent."""
    name: Line
    """As readers know it."""
    spellings: Lines = ()
    """Other ways in which the outlet names itself, also in source lines such as `Headline - Spelling`."""
    url: Url | None = None
    """Its own site."""
    country: Note = ""
    """Where it is published."""
    note: Note = ""
    """What a reader should know of it."""


class ClaimPair(Record):
    """Two statements that stand against each other, or that a person joined or parted."""

    a: ClaimAddress
    """One of them."""
    b: ClaimAddress
    """The other."""
    why: Note = ""
    """The ground, for those who read it later."""


class Theme(Record):
    """A theme in `corpus/topics.yml`."""

    id: Id
    """The address of its page, permanent."""
    name: Line
    """As readers see it."""
    note: Note = ""
    """What it is about, in a sentence."""
    words: Annotated[tuple[LookedFor, ...], Field(min_length=1, max_length=MOST_ITEMS)]
    """A statement or paragraph with one of these words or phrases belongs to the theme; a trailing `*` stands
    for any ending."""
    opposed: Annotated[tuple[ClaimPair, ...], Field(max_length=MOST_DECISIONS)] = ()
    """Statements that stand against each other, as a person reads them."""


class Decisions(Record):
    """`corpus/decisions.yml`: statements that people joined or parted across articles."""

    join: tuple[ClaimPair, ...] = ()
    """Statements that say the same, though the machine did not see it."""
    part: tuple[ClaimPair, ...] = ()
    """Statements that the machine took for the same and that are not."""


class Sites(Record):
    """How a corpus that is too large for one site is split: the articles stand on sites of their own."""

    by: Literal["year"] = "year"
    """`year`: by the year with which an article's id begins; those whose id begins otherwise are together."""
    url: Annotated[str, Field(pattern=PART_PATTERN, max_length=2000)]
    """Where the sites are published; `{part}` stands for the year, or for `undated`."""


class Budget(Record):
    """How large a built site may become."""

    megabytes: Annotated[int, Field(ge=1)] = 1000
    """Millions of bytes; by default what GitHub Pages allows. From 80% of it on, builds warn."""
    over: Literal["stop", "warn"] = "stop"
    """What happens to a site that is larger: it is not published, or it is with a warning."""


class CorpusConfig(Record):
    """`corpus/corpus.yml`: what the corpus is."""

    title: Line
    """The name of the archive."""
    description: Annotated[Note, Field(min_length=1, max_length=2_000)]
    """One or two sentences, shown on the home page and to search engines."""
    about: Annotated[tuple[Note, ...], Field(max_length=MOST_ITEMS)] = ()
    """Further paragraphs for the home page, plain words."""
    language: Annotated[str, Field(pattern=LANGUAGE_PATTERN)] = "en"
    """Of titles and descriptions; the pages speak English."""
    site_url: Annotated[str, Field(pattern=SITE_PATTERN, max_length=2_000)] | None = None
    """Where the site is published; with it pages state their canonical address."""
    repo_url: Url | None = None
    """The repository on the web; with it pages offer to correct a sidecar."""
    branch: Annotated[str, Field(pattern=BRANCH_PATTERN)] = "main"
    """The one that is published, for links into the repository."""
    contact: Annotated[str, Field(max_length=500)] = ""
    """Whom to write to about corrections and rights."""
    licence: Annotated[str, Field(pattern=LICENCE_PATTERN, max_length=200)] | None = None
    """Of what this collection itself adds (records, notes, what was found in the texts), never of the texts."""
    sites: Sites | None = None
    """For a corpus that is too large for one site."""
    budget: Budget = Budget()
    """How large a built site may become."""

    @property
    def base(self) -> str:
        """Return the site's address, ending in a slash; empty where it has none."""
        return f"{self.site_url.rstrip('/')}/" if self.site_url else ""


class Redirect(Record):
    """An article id that was published and is no longer used, in `corpus/redirects.yml`."""

    from_: Annotated[Id, Field(alias="from")]
    """The id that was used."""
    to: Id
    """The id of the article that stands for it now."""
    why: Note = ""
    """The ground, for those who read it later."""


class Published(Record):
    """An article id that was published, in `corpus/published.yml`; it never vanishes."""

    id: Id
    """It stands here for good."""
