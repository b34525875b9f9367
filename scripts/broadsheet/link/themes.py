"""Gathers articles and statements under the themes that people have set."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pydantic import StrictBool, TypeAdapter
from pydantic_core import to_json

from broadsheet.link.claimed import Statements
from broadsheet.link.opposition import find_oppositions
from broadsheet.link.overlap import Ints
from broadsheet.link.shingles import folded_words
from broadsheet.link.stories import Terms
from broadsheet.models import Article, Card, Claim, ClaimRef, StatementGroup, Topic
from broadsheet.records import Theme
from broadsheet.shelf import Shelf, list_of, shelved


def theme_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for any of a theme's words; a trailing `*` stands for any ending."""
    parts = []
    for word in sorted(words, key=len, reverse=True):
        stem = re.escape(word.rstrip("*").replace("’", "'")).replace("'", "['’]").replace(r"\ ", r"\s+")
        parts.append(rf"{stem}\w*" if word.endswith("*") else stem)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """Tells from the words of an article, without their order, whether it may speak of a theme."""

    theme: Theme
    text: re.Pattern[str]
    """Finds the theme in a text."""
    single: re.Pattern[str] | None
    """Finds those of its words in the words of an article that are one word each."""
    several: tuple[tuple[re.Pattern[str], ...], ...]
    """For each of the others its parts: all of them must be there, and then the text tells."""

    def in_terms(self, terms: Terms) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return which articles of these words speak of the theme for sure, and of which the text must tell."""
        none = np.zeros(len(terms.block()[0]), dtype=np.bool_)
        sure = none if self.single is None else terms.having(self.single)
        whole = [np.logical_and.reduce([terms.having(part) for part in parts]) for parts in self.several if parts]
        # A phrase without words of its own may stand anywhere.
        may = ~none if not all(self.several) else np.logical_or.reduce([none, *whole])
        return sure, may & ~sure


def theme_words(theme: Theme) -> ThemeWords:
    """Return a theme's words, ready to be looked for."""
    single = [word for word in theme.words if folded_words(word) == [word.rstrip("*").lower().replace("’", "'")]]
    several = [_parts(word) for word in theme.words if word not in single]
    return ThemeWords(theme, theme_pattern(theme.words), theme_pattern(single) if single else None, tuple(several))


def _parts(word: str) -> tuple[re.Pattern[str], ...]:
    parts = folded_words(word)
    if parts and word.endswith("*"):
        parts[-1] += "*"
    return tuple(theme_pattern([part]) for part in parts)


def holders_of(
    themes: Sequence[ThemeWords], terms: Terms, rows: Sequence[int], articles: Sequence[Article]
) -> list[list[int]]:
    """Return for each theme the places of the articles that speak of it.

    `rows` are those of the articles in the terms. Only articles are opened whose words may speak of a theme and do
    not tell.
    """
    found = [tuple(which[rows] for which in theme.in_terms(terms)) for theme in themes]
    doubtful: dict[int, list[int]] = defaultdict(list)
    for number, (_, may) in enumerate(found):
        for place in np.flatnonzero(may).tolist():
            doubtful[place].append(number)
    shelf = shelved(articles)
    for place, numbers in doubtful.items():
        told = _in_text(shelf, shelf.names[place], [themes[number].text for number in numbers])
        for number, is_there in zip(numbers, told, strict=True):
            found[number][0][place] = is_there
    return [np.flatnonzero(sure).tolist() for sure, _ in found]


def _in_text(shelf: Shelf, name: str, patterns: Sequence[re.Pattern[str]]) -> list[bool]:
    """Return which patterns are found in an article's text."""

    def make(article: Article) -> bytes:
        return to_json([pattern.search(article.cleaned.text) is not None for pattern in patterns])

    given = to_json(["themes", [p.pattern for p in patterns]])
    return shelf.noted(name, given, make, list_of(len(patterns), _codec()))


@cache
def _codec() -> TypeAdapter[list[bool]]:
    return TypeAdapter(list[StrictBool])


def find_theme_topics(
    themes: Sequence[ThemeWords],
    holders: Sequence[Sequence[int]],
    cards: Sequence[Card],
    groups: Sequence[StatementGroup],
    group_of: Ints,
    statements: Statements,
    events_of: Mapping[str, Sequence[str]],
) -> Iterator[Topic]:
    """Yield the themes that an article speaks of, in the order in which people wrote them.

    `holders` are for each theme the places of these articles, `group_of` for each claim the place of its group,
    `events_of` for each article the families and stories it belongs to.
    """

    def claim_of(ref: ClaimRef) -> Claim:
        return statements.claims[statements.number_of[ref]]

    def group_id(ref: ClaimRef) -> str | None:
        number = statements.number_of.get(ref)
        return None if number is None else groups[group_of[number]].id

    for theme, places in zip(themes, holders, strict=True):
        own = np.flatnonzero(np.isin(statements.holders, places)).tolist()
        spoken = [number for number in own if theme.text.search(statements.claims[number].text)]
        inside = [groups[place] for place in np.unique(group_of[spoken]).tolist()]
        if places:
            yield Topic(
                id=theme.theme.id,
                name=theme.theme.name,
                type="theme",
                note=theme.theme.note,
                articles=tuple(cards[place].id for place in places),
                about=tuple(group.id for group in inside),
                oppositions=find_oppositions(theme.theme, inside, claim_of, group_id, events_of),
            )
