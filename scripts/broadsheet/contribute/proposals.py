"""Proposes the files of an article: raw text, sidecar, and the record of an outlet nobody has registered yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from broadsheet.contribute.ids import first_words, propose_id, slug
from broadsheet.contribute.intake import Intake, tells
from broadsheet.contribute.known import may_be_at, on_site, with_date, with_outlet, wrong
from broadsheet.contribute.sidecars import sidecar_text
from broadsheet.contribute.submissions import SAID, Submission
from broadsheet.corpus import Entry
from broadsheet.dates import shared
from broadsheet.describe import Knowledge
from broadsheet.meant import meant
from broadsheet.models import ARTICLES, Article, Raw
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read import ID_HINT, is_id
from broadsheet.read.files import MOST_BYTES, decoded, raw_of
from broadsheet.records import OutletRecord, Sidecar
from broadsheet.records.strict_yaml import load
from broadsheet.records.validation import validated
from broadsheet.work.workers import guarded

_SUFFIXES = {"text": "txt", "html": "html"}

ASKED = ("title", "source_url", "outlet", "date", "rights")
"""Keys that a person is asked for where nothing else answers."""


@dataclass(frozen=True)
class Proposal:
    """An article as it would be added, and what is found in it."""

    id: str
    raw: Raw
    sidecar: str
    """The sidecar's text."""
    article: Article
    """The article as the site would have it."""
    outlet: OutletRecord | None
    """The record to add to the outlets; None where the outlet is registered or unknown."""
    meant: str
    """A question that names the registered outlets that a new one looks like; empty where none does."""
    unknown: tuple[str, ...]
    """Keys nobody could fill in yet."""

    @property
    def sidecar_path(self) -> str:
        """Return where the sidecar goes, below the project's folder."""
        return f"{ARTICLES}/{self.id}.yml"


def propose(given: Submission, intake: Intake) -> Proposal:
    """Return the files for what a person has brought. Raises BroadsheetError with all that is wrong with it."""
    raw, registered = _raw(given), intake.knowledge.outlets
    known, outlet = with_outlet(with_date(given), registered)
    article = _described(raw, known, given, intake.knowing(outlet))
    if article.outlet.status == "stated" and slug(article.outlet.value or ""):
        # Perhaps by a name that nobody has registered.
        outlet = with_outlet(replace(known, outlet=article.outlet.value or ""), registered)[1]
    if outlet is not None:
        if known.source_url or may_be_at(outlet, article.source.url):
            outlet = on_site(outlet, article.source.url)
        article = _described(raw, known, given, intake.knowing(outlet))
    name = _id(given, article, intake)
    unknown = _unknown(known, article)
    raw = replace(raw, id=name, path=f"{ARTICLES}/{name}.{_SUFFIXES[given.kind]}")
    return Proposal(
        name, raw, sidecar_text(_values(known), unknown), article, outlet, _meant(outlet, registered), unknown
    )


def _meant(outlet: OutletRecord | None, registered: Iterable[OutletRecord]) -> str:
    names = {name: other.id for other in registered for name in (other.id, other.name, *other.spellings)}
    return meant(outlet.name, names) if outlet is not None else ""


def _values(known: Submission) -> dict[str, str]:
    return {key: getattr(known, key) for key in Sidecar.model_fields if key in SAID}


# ------------------------------------------------------------------ text


def _raw(given: Submission) -> Raw:
    """Return the text as an article that has no name yet, once it is clear that it can be kept and read."""
    most = MOST_BYTES[given.kind]
    if len(given.data) > most:
        raise wrong(given, "FILE-SIZE", f"is larger than {most:,} bytes", "shorten or split it")
    if not decoded(given.data, given.where).strip():
        raise wrong(given, "ADD-TEXT", "holds no text", "give a file, an address or the text itself")
    return raw_of(given.data, "new", given.where, given.kind)


# ------------------------------------------------------------------ what is known


def _sidecar(known: Submission, given: Submission) -> Sidecar:
    """Return the sidecar as the reader will read it."""
    said = load(sidecar_text(_values(known), shown=given.where), given.where)
    record, problems = validated(Sidecar, said, given.where)
    if record is None:
        raise BroadsheetError(*(_renamed(problem, given) for problem in problems))
    return record


def _renamed(problem: Problem, given: Submission) -> Problem:
    code = f"SIDECAR-{problem.code.rpartition('-')[2]}"
    return replace(problem, path=given.where, line=given.line or 1, column=1, code=code)


def _described(raw: Raw, known: Submission, given: Submission, knowledge: Knowledge) -> Article:
    outcome = guarded(Entry(raw, _sidecar(known, given), ""), knowledge)
    if isinstance(outcome, Problem):
        raise BroadsheetError(outcome)
    return outcome


# ------------------------------------------------------------------ the id, and what is missing


def _id(given: Submission, article: Article, intake: Intake) -> str:
    if given.id:
        return _own_id(given, intake)
    outlet, day = tells(article)
    if (known := article.date.known) is not None:  # nothing appears after its text was saved
        day = shared(replace(known, latest=known.latest or article.source.collected or None))
    title = article.title.value or first_words(article.cleaned.text[slice(*article.cleaned.body)])
    return propose_id(day, outlet, title, intake.taken)


def _own_id(given: Submission, intake: Intake) -> str:
    """Return the id the person asks for, if it is one and free."""
    if not is_id(given.id):
        raise wrong(given, "ARTICLE-ID", f"{given.id[:100]!r} is no id", ID_HINT)
    if given.id in intake.taken:
        raise wrong(given, "ARTICLE-TWICE", f"the id {given.id!r} is taken", "leave it out or name another")
    return given.id


def _unknown(known: Submission, article: Article) -> tuple[str, ...]:
    """Return the keys that neither the person nor the text answers."""
    answered: Sequence[bool] = (
        article.title.value is not None,
        bool(article.source.url),
        article.outlet.known is not None,
        article.date.known is not None,
        bool(known.rights),
    )
    return tuple(key for key, is_known in zip(ASKED, answered, strict=True) if not is_known)
