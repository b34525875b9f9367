"""Proposes names that nobody has registered: read twice, the second time knowing what the first has found."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from broadsheet.describe.names.classes import classes, is_known, place_kind
from broadsheet.describe.names.datelines import find_datelines
from broadsheet.describe.names.evidence import Document, aspects, document_of, evidence, here, recalled
from broadsheet.describe.names.folding import Folded
from broadsheet.describe.names.gazetteer import people
from broadsheet.describe.names.institutions import find_institutions
from broadsheet.describe.names.reading import Candidate, Name, read
from broadsheet.describe.names.seats import find_seats
from broadsheet.describe.names.states import find_states
from broadsheet.describe.names.tokens import Tokens, runs, spans
from broadsheet.describe.names.weights import TYPES, Worth, scores, weights
from broadsheet.models import EntityType
from broadsheet.words import table, word_set

_SURE = 0.5
"""Probability from which a first finding counts as evidence in the second reading."""
_TYPED = 0.5
"""Share of the probability that one type must have; below it the type is unknown."""
_LEAST = 0.38
"""Probability below which a type is a guess."""
_FORMAL = 0.9
"""Confidence of a state's formal name, of its body with its country and of a dateline's place; by reading, no set
marks them all."""

_MOST = 10_000
"""Candidates weighed in an article; what comes after them is not proposed. Prose has two in ten words, and the
longest article that is accepted some 37,000 words."""
_TEAM = 0.7
"""Confidence that a place named in a report on sport is a team where it plays, and none elsewhere; labelled texts
differ in what they call it."""
_SITUATED = {"before1 locative", "before2 locative"}
_PLAYS = "playing "


_PLURAL = re.compile(r"[^\W\dA-Zaiousy]s$")
"""How most plurals end and few names: neither "Airbus" nor "Guterres"."""


_SEATS = frozenset(("country", "state", "capital"))
_CALLINGS = {"callings", "titles"}
_PERSONAL = {"before1 titles", "elsewhere last of person", "elsewhere first of person"}
"""What says that a word with the name of a country or a capital is a person's."""


Weighed = tuple[int, int, Worth]
"""First token and past last of a candidate, and all that speaks for each type."""


class Proposed(NamedTuple):
    """A name that the text seems to hold; offsets into the folded text."""

    start: int
    end: int
    type: EntityType
    rule: str
    confidence: float


def find_proposed(text: Folded) -> list[Proposed]:
    """Return what reads like a name, in order, never overlapping."""
    document = document_of(text)
    tokens = document.tokens
    stretches = [(run, candidates, _read(run, candidates)) for run, candidates in _weighed(document)]
    sure = (name for _, _, names in stretches for name in names if name.probability > _SURE)
    document = replace(document, known=known_from(tokens, sure))
    second = [name for stretch in stretches for name in _again(document, *stretch)]
    teams = _teams(document, second)
    names = [_proposed(document, name, teams) for name in second]
    states = _beside(names, [_formal(tokens, span, "place", "gazetteer") for span in find_states(tokens)])
    bodies = [_formal(tokens, span, "organisation", "role") for span in find_institutions(tokens)]
    scenes = [Proposed(*place, "place", "dateline", _FORMAL) for place in find_datelines(text.cased)]
    found = _over(scenes, _over(bodies, _over(states, names)))
    return sorted(_with_seats(text, found))


def _with_seats(text: Folded, names: Sequence[Proposed]) -> list[Proposed]:
    """Return names with the places behind towns and parties; a party before its place is no name of its own."""
    seats = list(find_seats(text.cased))
    if not seats:
        return list(names)
    taken = {offset for start, _, end in seats for offset in range(start, end)}
    places = [Proposed(at, end, "place", "gazetteer", _FORMAL) for _, at, end in seats]
    return [*places, *(name for name in names if taken.isdisjoint(range(name.start, name.end)))]


def _beside(names: Iterable[Proposed], states: Iterable[Proposed]) -> list[Proposed]:
    """Return the states that are no part of a longer name: "Bank of the Republic of Ruritania"."""
    ends = {name.end: name.start for name in names}
    return [state for state in states if ends.get(state.end, state.start) >= state.start]


def _over(sure: Sequence[Proposed], names: Iterable[Proposed]) -> list[Proposed]:
    """Return names with the sure ones in the place of those they overlap."""
    taken = {offset for one in sure for offset in range(one.start, one.end)}
    return [*sure, *(name for name in names if taken.isdisjoint(range(name.start, name.end)))]


def _formal(tokens: Tokens, span: tuple[int, int], kind: EntityType, rule: str) -> Proposed:
    return Proposed(tokens.starts[span[0]], tokens.ends[span[1] - 1], kind, rule, _FORMAL)


def _weighed(document: Document) -> Iterator[tuple[tuple[int, int], list[Weighed]]]:
    """Yield the runs with their candidates, as long as there are no more of these than prose can have."""
    left = _MOST
    for run in runs(document.tokens):
        found = list(islice(spans(document.tokens, *run), left))
        found = [span for span in found if not _is_plain_word(document, *span)]
        left -= len(found)
        if left <= 0:
            break
        yield run, [(*span, _worth(document, run, *span)) for span in found]


def _is_plain_word(document: Document, first: int, past: int) -> bool:
    """Return whether a word is one of those that are short for things without names, as "AI" and "GDP" are.

    Or has its capital only where a sentence begins: it says what several people are, or is small elsewhere or a
    plural and in no list of names.
    """
    small = document.smalls[first]
    if past - first == 1 and small in word_set("names_words", "not_name"):
        return True
    if past - first > 1 or first not in document.opens or small in document.inside:
        return False
    if small[-1] == "s" and not _CALLINGS.isdisjoint(classes(small[:-1])):
        return True
    if place_kind(small) is not None or is_known(small, (small,)) or small in people("given"):
        return False
    return small in document.small or (
        _PLURAL.search(document.words[first]) is not None and small not in people("family")
    )


def _worth(document: Document, run: tuple[int, int], first: int, past: int) -> Worth:
    shared = [_worth_of(*aspect) for aspect in aspects(document, run, first, past)]
    own = here(document, first, past)
    return sum(shared, weights().weigh(own) if own else 0) + weights().lean


@lru_cache(maxsize=50_000)
def _worth_of(reader: Callable[..., Iterator[str]], words: tuple[str, ...]) -> Worth:
    return weights().weigh(reader(*words))


def _read(run: tuple[int, int], weighed: Iterable[Weighed]) -> list[Name]:
    return read(run, [Candidate(first, past, scores(worth)) for first, past, worth in weighed])


def _again(document: Document, run: tuple[int, int], weighed: Sequence[Weighed], names: list[Name]) -> list[Name]:
    """Return the names of the second reading; those of the first where nothing else in the article tells more."""
    weigh = weights().weigh
    told = [recalled(document, first, past) for first, past, _ in weighed]
    more = [weigh(kinds) if kinds else 0 for kinds in told]
    if not any(more):
        return names
    return _read(
        run, [(first, past, worth + new) for (first, past, worth), new in zip(weighed, more, strict=True)]
    )


def known_from(tokens: Tokens, names: Iterable[Name]) -> dict[str, Counter[str]]:
    """Return what names say about the same words elsewhere in the article: word or phrase -> kinds of evidence."""
    known: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        kind, smalls = TYPES[name.type], tokens.smalls[name.first : name.past]
        known[" ".join(smalls)]["as " + kind] += 1
        if kind == "organisation" and (short := without_legal_form(smalls)):
            known[" ".join(short)]["as " + kind] += 1
        if len(smalls) > 1:
            known[smalls[-1]]["last of " + kind] += 1
            known[smalls[0]]["first of " + kind] += 1
            for small in smalls:
                known[small]["in " + kind] += 1
            initials = "".join(
                word[0].lower() for word in tokens.words[name.first : name.past] if word[0].isupper()
            )
            if len(initials) > 1:
                known[initials]["acronym of " + kind] += 1
    return known


def without_legal_form(words: Sequence[str]) -> Sequence[str]:
    """Return what a company is called for short, "Rassendyll" of "Rassendyll Co Ltd"; nothing for others."""
    past = len(words)
    while past > 0 and words[past - 1].lower().rstrip(".,") in word_set("names_roles", "legal_forms"):
        past -= 1
    return words[:past] if past < len(words) else ()


def _proposed(document: Document, name: Name, teams: Container[str]) -> Proposed:
    tokens = document.tokens
    typed = name.probability >= max(_LEAST, _TYPED * name.any_type)
    kind: EntityType = TYPES[name.type] if typed else "unknown"
    share = weights().share(name.probability if typed else name.any_type, kind)
    found = _told(document, name)
    if kind == "person" and _is_seat(_phrase(document, name)) and found.isdisjoint(_PERSONAL):
        kind = "place"  # "Strelsau warned" is its government
    rule = _rule(found, kind)
    if document.sport and kind == "place" and found.isdisjoint(_SITUATED):
        share = min(share, _TEAM)
        if _phrase(document, name) in teams:
            kind, rule = "organisation", "plays"
    return Proposed(tokens.starts[name.first], tokens.ends[name.past - 1], kind, rule, share)


def _is_seat(phrase: str) -> bool:
    """Return whether a phrase is what a government is called by: its country, its capital, "the North"."""
    return place_kind(phrase) in _SEATS or phrase in word_set("names_words", "direction")


def _teams(document: Document, names: Iterable[Name]) -> frozenset[str]:
    """Return the places, in small letters, that play somewhere in a report on sport: "Ruritania beat Norway"."""
    places = [name for name in names if document.sport and TYPES[name.type] == "place"]
    told = ((_phrase(document, name), _told(document, name)) for name in places)
    return frozenset(
        phrase
        for phrase, found in told
        if found.isdisjoint(_SITUATED) and any(t.startswith(_PLAYS) for t in found)
    )


def _phrase(document: Document, name: Name) -> str:
    return " ".join(document.smalls[name.first : name.past])


def _told(document: Document, name: Name) -> set[str]:
    run = (name.first, name.past)
    return {*evidence(document, run, *run), *recalled(document, *run)}


def _rule(found: set[str], kind: EntityType) -> str:
    """Return the plainest reason for the type, as a key of `words/names_rules.yml`; `form` where there is none."""
    reasons = table("names_rules").get(kind, {})
    return next((rule for rule, signs in reasons.items() if not found.isdisjoint(signs)), "form")
