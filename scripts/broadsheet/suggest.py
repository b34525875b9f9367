"""Proposes names that nobody has registered, for a person to decide in one line of YAML."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from broadsheet.contribute.sidecars import item_text
from broadsheet.describe.names import LookAlike, Registry, look_alikes
from broadsheet.models import Article, EntityType, Mention
from broadsheet.records import Entity
from broadsheet.topic_keys import topic_key

_CONTEXT = 40
"""Characters shown on each side of a name."""
_MOST_CONTEXTS = 3


@dataclass(frozen=True)
class Suggestion:
    """A name found in the articles that is in no record."""

    id: str
    """Where its topic has its page, so that the address stays when somebody confirms the name."""
    name: str
    """Its fullest form."""
    type: EntityType
    confidence: float
    """Share of such findings that are right, the best of its mentions."""
    mentions: int
    articles: tuple[str, ...]
    forms: tuple[str, ...]
    """As written, the most frequent first."""
    contexts: tuple[str, ...]
    likely: tuple[LookAlike, ...]
    """Registered names that may mean the same."""


@dataclass
class _Gathered:
    """What has been seen of one name so far; the articles themselves are not kept."""

    id: str = ""
    articles: dict[str, None] = field(default_factory=dict)
    forms: Counter[str] = field(default_factory=Counter)
    contexts: list[str] = field(default_factory=list)
    confidence: float = 0.0

    def add(self, article: Article, mention: Mention) -> None:
        """Count one occurrence."""
        self.id = topic_key(mention)
        self.articles[article.id] = None
        self.forms[mention.text] += 1
        self.confidence = max(self.confidence, mention.confidence)
        if len(self.contexts) < _MOST_CONTEXTS:
            self.contexts.append(_context(article, mention))


def suggestions(
    articles: Iterable[Article], entities: Sequence[Entity], *, least_articles: int = 1, least_sure: float = 0.0
) -> list[Suggestion]:
    """Return the unregistered names that so many articles name so surely, those in most articles first."""
    found: dict[tuple[str, EntityType], _Gathered] = defaultdict(_Gathered)
    for article in articles:
        for mention in article.mentions:
            if mention.id is None:
                found[mention.name, mention.type].add(article, mention)
    registry = Registry(entities)
    made = [
        _suggestion(name, kind, seen, registry)
        for (name, kind), seen in found.items()
        if len(seen.articles) >= least_articles and seen.confidence >= least_sure
    ]
    return sorted(made, key=lambda s: (-len(s.articles), -s.mentions, s.name.casefold()))


def _suggestion(name: str, kind: EntityType, seen: _Gathered, registry: Registry) -> Suggestion:
    return Suggestion(
        id=seen.id,
        name=name,
        type=kind,
        confidence=seen.confidence,
        mentions=seen.forms.total(),
        articles=tuple(seen.articles),
        forms=tuple(form for form, _ in seen.forms.most_common()),
        contexts=tuple(seen.contexts),
        likely=look_alikes(name, registry.known),
    )


def _context(article: Article, mention: Mention) -> str:
    text, (start, end) = article.cleaned.text, mention.clean
    before = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + _CONTEXT].partition("\n")[0]
    return f"…{before}[{mention.text}]{after}…"


def as_lines(suggestion: Suggestion) -> Iterator[str]:
    """Yield a suggestion as lines for a terminal."""
    kind = "name, type unknown" if suggestion.type == "unknown" else suggestion.type
    articles = len(suggestion.articles)
    counts = f"{suggestion.mentions} × in {articles} article{'s' if articles > 1 else ''}"
    yield f"{suggestion.name}  ({kind}, {suggestion.confidence:.0%} sure; {counts})"
    if len(suggestion.forms) > 1:
        yield f"    written {', '.join(suggestion.forms)}"
    for alike in suggestion.likely[:_MOST_CONTEXTS]:
        yield f"    perhaps {alike.name} ({alike.why})"
    yield from (f"    {context}" for context in suggestion.contexts)


def as_records(found: Sequence[Suggestion], taken: Collection[str]) -> list[str]:
    """Return suggestions as YAML records marked `proposed`, for the end of `corpus/entities.yml`.

    Names of unknown type are left out: a record must say what it is. So are those whose id is `taken`.
    """
    records: dict[str, str] = {}
    for suggestion in found:
        if suggestion.type != "unknown" and suggestion.id not in taken:
            spellings = [form for form in suggestion.forms if form != suggestion.name]
            record: dict[str, object] = {"id": suggestion.id, "name": suggestion.name, "type": suggestion.type}
            record |= {"spellings": spellings} if spellings else {}
            records.setdefault(suggestion.id, item_text(record | {"status": "proposed"}))
    return list(records.values())
