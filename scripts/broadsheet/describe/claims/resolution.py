"""Whose words they are: the values by which speakers are resolved."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Literal

from broadsheet.describe.claims.cues import words
from broadsheet.models import EntityType, Mention, Span, Status
from broadsheet.records import Entity
from broadsheet.words import word_set

Gender = Literal["female", "male"]

_WORD = re.compile(r"[\w\-]+(?:\.[\w]+)*")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")


@dataclass(frozen=True)
class Speaker:
    """Who speaks, and how that is known."""

    name: str
    """The canonical name, or the words as written."""
    id: str | None
    status: Status
    rule: str
    type: EntityType = "unknown"
    gender: Gender | None = None
    words: str = ""
    """As written where the speaker was last named, in small letters."""

    def again(self, rule: str) -> Speaker:
        """Return the same speaker as inferred by a rule."""
        return replace(self, status="inferred", rule=rule)


@dataclass(frozen=True)
class Said:
    """A speaker and where in the text the attribution stands."""

    speaker: Speaker
    span: Span

    @property
    def agreement(self) -> tuple[EntityType, Gender | None]:
        """What a pronoun has to agree with."""
        return self.speaker.type, self.speaker.gender


@dataclass
class History:
    """Who has spoken in an article so far."""

    said: list[Said] = field(default_factory=list)
    """In order."""
    last: Speaker | None = None
    """Who spoke last, if that is known."""
    by_word: dict[str, dict[str, Speaker]] = field(default_factory=dict)
    """By the noun they were last named with, the speakers by name, as they last spoke."""

    def add(self, said: Said) -> None:
        """Note who speaks next."""
        self.said.append(said)
        self.last = said.speaker
        self.by_word.setdefault(noun(said.speaker.words), {})[said.speaker.name] = said.speaker

    def interrupt(self) -> None:
        """Note that nobody knows who speaks next."""
        self.last = None


@dataclass(frozen=True, eq=False)
class Roster:
    """What is registered, by what speakers are looked up with."""

    registry: Sequence[Entity]

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """The registered entities by id."""
        return {entity.id: entity for entity in self.registry}

    @cached_property
    def roles(self) -> dict[str, list[Entity]]:
        """The entities by role together with a word for their country: `ruritanian defence ministry`."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in (e for e in self.registry if e.country is not None and e.roles):
            for role in entity.roles:
                for country in self.country_words[entity.country or ""]:
                    found[f"{country} {' '.join(fold(role))}"].append(entity)
        return found

    @cached_property
    def country_words(self) -> dict[str, set[str]]:
        """The names, adjectives and capitals of the registered countries, by the country's id."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity in self.registry:
            stands_for = self.by_id.get(entity.metonym_of or "")
            country = entity.id if stands_for is None else stands_for.country or stands_for.id
            forms = (entity.name, *entity.spellings, *entity.adjectives)
            found[country].update(" ".join(fold(form)) for form in forms)
        return found


@dataclass(frozen=True)
class Scene:
    """Everybody who is named in an article, and what is registered about them."""

    text: str
    mentions: tuple[Mention, ...]
    """In the order of the text."""
    roster: Roster

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.clean.start for mention in self.mentions]

    @cached_property
    def mentioned(self) -> frozenset[str | None]:
        """The ids of the entities that are named anywhere in the article."""
        return frozenset(mention.id for mention in self.mentions)

    @cached_property
    def bare_roles(self) -> dict[str, list[Entity]]:
        """The registered entities that are named in the article, by each of their roles."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in (self.roster.by_id[id_] for id_ in self.mentioned if id_ in self.roster.by_id):
            for role in {" ".join(fold(role)) for role in entity.roles}:
                found[role].append(entity)
        return found

    @cached_property
    def _by_word(self) -> dict[str, dict[tuple[str | None, str], list[Mention]]]:
        """By each word of their text or name, the mentions of each who is no person, in the order of the text."""
        found: dict[str, dict[tuple[str | None, str], list[Mention]]] = defaultdict(lambda: defaultdict(list))
        for mention in (m for m in self.mentions if m.type != "person"):
            for word in {*fold(mention.text), *fold(mention.name)}:
                found[word][mention.id, mention.name].append(mention)
        return found

    def called(self, word: str, before: int) -> list[Mention]:
        """Return the last mention before an offset of each who is no person and has a word in the name."""
        known = self._by_word.get(word, {}).values()
        counts = ((mentions, bisect_right(mentions, before, key=_clean_end)) for mentions in known)
        return [mentions[count - 1] for mentions, count in counts if count]

    def within(self, span: Span) -> list[Mention]:
        """Return the mentions inside a stretch of the text."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [mention for mention in self.mentions[first:last] if mention.clean.end <= span.end]

    def named(self, mention: Mention, status: Status, rule: str) -> Speaker:
        """Return the entity of a mention as a speaker."""
        return Speaker(
            mention.name,
            mention.id,
            status,
            rule,
            mention.type,
            self.gender(mention),
            " ".join(fold(mention.text)),
        )

    def gender(self, mention: Mention) -> Gender | None:
        """Return a person's gender where it is registered or a title before the name tells it."""
        entity = self.roster.by_id.get(mention.id or "")
        if entity is not None and entity.gender is not None:
            return entity.gender
        before = fold(self.text[max(0, mention.clean.start - 16) : mention.clean.start])
        return title_gender(before[-1]) if before and mention.type in ("person", "unknown") else None


def _clean_end(mention: Mention) -> int:
    return mention.clean.end


def fold(written: str) -> list[str]:
    """Return the words of a phrase in small letters, without possessive endings."""
    return _WORD.findall(_POSSESSIVE.sub("", written).lower())


def head(written: str) -> list[str]:
    """Return the words of a noun phrase up to its first preposition or comma, without articles."""
    found: list[str] = []
    for word in fold(re.split(r"[,(–—]", written, maxsplit=1)[0]):
        if word in words("prepositions") or word in words("relatives"):
            break
        if word not in words("determiners"):
            found.append(word)
    return found


def noun(written: str) -> str:
    """Return the word that says what a noun phrase is about; empty where there is none."""
    return next(iter(head(written)[-1:]), "")


def title_gender(word: str) -> Gender | None:
    """Return the gender that a title tells, such as `mrs`."""
    return _title_genders().get(word)


@cache
def _title_genders() -> dict[str, Gender]:
    genders: tuple[Gender, ...] = ("male", "female")
    return {title: gender for gender in genders for title in word_set("names_roles", f"{gender}_titles")}
