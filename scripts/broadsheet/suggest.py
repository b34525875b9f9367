"""Proposes names that nobody has registered, for a person to decide in one line of YAML."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from broadsheet.contribute.sidecars import item_text
from broadsheet.describe.names import LookAlike, Registry, find_faults, look_alikes
from broadsheet.describe.names.agreeing import is_surname
from broadsheet.describe.names.folding import fold_spelling
from broadsheet.describe.names.same import only_meant, plain_key
from broadsheet.models import Article, EntityType, Mention
from broadsheet.records import Entity
from broadsheet.topic_keys import proposed_key, slug
from broadsheet.words import word_set

_CONTEXT = 40
"""Characters shown on each side of a name."""
_MOST_CONTEXTS = 3
_IN_CAPITALS = 4
"""Times a name in capitals must be more frequent to be the name; datelines and headlines write any in capitals."""

_INITIALS = re.compile(r"(?:-[a-z])+-")
_LETTERED: frozenset[EntityType] = frozenset(("organisation", "place"))
"""What is called by the first letters of its name, which alone do not tell which of the two it is."""


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
    spellings: tuple[str, ...]
    """Those of them that a record should list: nobody else is called so; no first or last name alone."""
    contexts: tuple[str, ...]
    likely: tuple[LookAlike, ...]
    """Registered names that may mean the same."""


@dataclass
class _Gathered:
    """What has been seen of one name so far, however it is written; the articles themselves are not kept."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: dict[tuple[str, EntityType], float] = field(default_factory=dict)
    """How surely it is each in each article: one that has it often, say as a team's name, is still one."""
    articles: dict[str, None] = field(default_factory=dict)
    forms: Counter[str] = field(default_factory=Counter)
    contexts: list[str] = field(default_factory=list)
    confidence: dict[EntityType, float] = field(default_factory=dict)

    def add(self, article: Article, mention: Mention) -> None:
        """Count one occurrence."""
        self.names[mention.name] += 1
        here = article.id, mention.type
        self.kinds[here] = max(self.kinds.get(here, 0.0), mention.confidence)
        self.articles[article.id] = None
        self.forms[mention.text] += 1
        self.confidence[mention.type] = max(self.confidence.get(mention.type, 0), mention.confidence)
        if len(self.contexts) < _MOST_CONTEXTS:
            self.contexts.append(_context(article, mention))

    def take(self, other: _Gathered) -> None:
        """Count what has been seen of the same name in a shorter form."""
        self.articles |= other.articles
        self.forms += other.forms
        self.contexts = [*self.contexts, *other.contexts][:_MOST_CONTEXTS]

    @property
    def name(self) -> str:
        """The most frequent name."""
        return max(self.names, key=lambda name: self.names[name] / (_IN_CAPITALS if name.isupper() else 1))

    @cached_property
    def kind(self) -> EntityType:
        """What it most often is, where anything is known of that; not to be asked for before all is gathered."""
        sure: defaultdict[EntityType, float] = defaultdict(float)
        for (_, kind), confidence in self.kinds.items():
            sure[kind] += confidence
        return max(sure, key=lambda kind: (kind != "unknown", sure[kind]))

    @property
    def shorter(self) -> set[str]:
        """The slugs of its forms that are shorter than its name."""
        return {short for short in map(slug, self.forms) if len(short) < len(slug(self.name))}


def suggestions(
    articles: Iterable[Article], entities: Sequence[Entity], *, least_articles: int = 1, least_sure: float = 0.0
) -> list[Suggestion]:
    """Return the unregistered names that so many articles name so surely, those in most articles first.

    Left out are names in withdrawn articles, words that only say what kind of body is meant (`the Court`), short
    forms of several names, and names that a record has and that may be another's.
    """
    found: dict[str, _Gathered] = defaultdict(_Gathered)
    for article in articles:
        for mention in article.mentions if not article.withdrawn else ():
            if mention.id is None and slug(mention.name) not in word_set("names_words", "organisation"):
                found[slug(mention.name)].add(article, mention)
    registry, first_names = Registry(entities), _first_names(entities)
    found = {key: seen for key, seen in found.items() if not _is_known(seen, registry, first_names)}
    found = _without_variants(found)
    owners = _owners(found)
    joined = _joined(found, owners)
    elsewhere = joined.keys() | {short for short, who in owners.items() if len(who) > 1}
    made = [
        _suggestion(key, seen, elsewhere, registry)
        for key, seen in joined.items()
        if len(seen.articles) >= least_articles and seen.confidence[seen.kind] >= least_sure
    ]
    return sorted(made, key=lambda s: (-len(s.articles), -s.mentions, s.name.casefold()))


def _without_variants(found: dict[str, _Gathered]) -> dict[str, _Gathered]:
    """Return the names each with what else it is written like, people also with the one form that has initials."""
    alike: dict[tuple[str, EntityType], list[str]] = defaultdict(list)
    for key, seen in found.items():
        alike[plain_key(seen.name, seen.kind), seen.kind].append(key)
    for keys in alike.values():
        _into_one(found, sorted(keys, key=lambda key: (-len(found[key].articles), len(key), key)))
    initials: dict[str, list[str]] = defaultdict(list)
    for key, seen in found.items():
        if seen.kind == "person" and _INITIALS.search(key):
            initials[_INITIALS.sub("-", key)].append(key)
    for name, forms in initials.items():
        if name in found and len(forms) == 1:
            _into_one(found, (name, *forms))
    return found


def _into_one(found: dict[str, _Gathered], keys: Sequence[str]) -> None:
    """Count the names of all keys as the first one's."""
    for other in keys[1:]:
        found[keys[0]].take(found.pop(other))


def _owners(found: Mapping[str, _Gathered]) -> dict[str, list[str]]:
    """Return the slugs of the names that a shorter form's slug stands for, or that alone can be called so."""
    owners: dict[str, list[str]] = defaultdict(list)
    for key, seen in found.items():
        for short in seen.shorter:
            owners[short].append(key)
    names = {seen.name: seen.kind for seen in found.values()}
    return {slug(short): [slug(name)] for short, name in only_meant(names).items() if slug(name) in found} | owners


def _joined(found: Mapping[str, _Gathered], owners: Mapping[str, Sequence[str]]) -> dict[str, _Gathered]:
    """Return the names with those that are short for them alone: "Jan Oldwick" with "Oldwick"."""
    joined = dict(found)
    for key in sorted(found, key=len):
        kind = found[key].kind
        kinds: Set[EntityType] = _LETTERED if found[key].name.isupper() and kind in _LETTERED else {kind}
        kinds |= {"person"} if kind == "place" and _is_surname(found[key]) else set()
        full = [o for o in owners.get(key, ()) if kind == "unknown" or found[o].kind in kinds]
        if len(full) == 1:
            found[full[0]].take(found[key])
        if full:
            del joined[key]
    return joined


def _is_surname(seen: _Gathered) -> bool:
    return is_surname(fold_spelling(seen.name).lower(), seen.kind, seen.confidence[seen.kind])


def _is_known(seen: _Gathered, registry: Registry, first_names: Set[str]) -> bool:
    """Return whether records have the name, be it as a person's first or last name."""
    records = [registry.entities[registry.ids[owner]] for owner in registry.owners(seen.name)]
    if seen.kind == "person" and (records or slug(seen.name) in first_names):
        return True
    return any(record.type != "person" for record in records)


def _first_names(entities: Iterable[Entity]) -> set[str]:
    """Return the slugs of what stands first in the full names of people: in some languages the family's name."""
    people = (spelling for e in entities if e.type == "person" for spelling in (e.name, *e.spellings))
    return {slug(spelling.split()[0]) for spelling in people if " " in spelling}


def _suggestion(key: str, seen: _Gathered, elsewhere: Set[str], registry: Registry) -> Suggestion:
    forms = tuple(form for form, _ in seen.forms.most_common())
    folded = fold_spelling(seen.name)
    whole = forms if seen.kind != "person" or " " not in folded else (form for form in forms if " " in form)
    alone = (form for form in whole if slug(form) == key or slug(form) not in elsewhere)
    return Suggestion(
        id=proposed_key(key, seen.kind),
        name=seen.name,
        type=seen.kind,
        confidence=seen.confidence[seen.kind],
        mentions=seen.forms.total(),
        articles=tuple(seen.articles),
        forms=forms,
        spellings=tuple(form for form in alone if fold_spelling(form) != folded and not registry.owners(form)),
        contexts=tuple(seen.contexts),
        likely=look_alikes(seen.name, registry.known),
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

    Names of unknown type are left out: a record must say what it is. So are people whose full name is not known,
    since one word means whoever is called so, those whose id is `taken`, and what `check` would refuse.
    """
    records: dict[str, str] = {}
    for suggestion in found:
        whole = suggestion.type != "person" or " " in suggestion.name
        sound = suggestion.type != "unknown" and _is_sound(suggestion.name, suggestion.type)
        if whole and sound and suggestion.id not in taken:
            record: dict[str, object] = {"id": suggestion.id, "name": suggestion.name, "type": suggestion.type}
            spellings = [form for form in suggestion.spellings if _is_sound(form, suggestion.type)]
            record |= {"spellings": spellings} if spellings else {}
            records.setdefault(suggestion.id, item_text(record | {"status": "proposed"}))
    return list(records.values())


def _is_sound(name: str, kind: EntityType) -> bool:
    """Return whether a record of this type may have this name, as `check` sees it."""
    made = Entity.model_construct(id="", name=name, type=kind)  # unchecked: what is too long is a fault, too
    return all(fault.level == "warning" for fault in find_faults([made]))
