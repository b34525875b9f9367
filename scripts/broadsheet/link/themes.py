"""Gathers articles and statements under the themes that people have set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadsheet.link.opposition import find_oppositions
from broadsheet.link.shingles import folded_words
from broadsheet.models import Article, Card, ClaimRef, StatementGroup, Topic
from broadsheet.records import Theme


def theme_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for any of a theme's words; a trailing `*` stands for any ending."""
    parts = []
    for word in sorted(words, key=len, reverse=True):
        stem = re.escape(word.rstrip("*")).replace("'", "['’]").replace(r"\ ", r"\s+")
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

    def in_words(self, words: str) -> bool | None:
        """Return whether an article of these words speaks of the theme; None where its text must tell."""
        if self.single is not None and self.single.search(words):
            return True
        return None if any(all(part.search(words) for part in parts) for parts in self.several) else False


def theme_words(theme: Theme) -> ThemeWords:
    """Return a theme's words, ready to be looked for."""
    single = [word for word in theme.words if folded_words(word) == [word.rstrip("*").lower().replace("’", "'")]]
    several = [_parts(word) for word in theme.words if word not in single]
    return ThemeWords(theme, theme_pattern(theme.words), theme_pattern(single) if single else None, tuple(several))


def _parts(word: str) -> tuple[re.Pattern[str], ...]:
    parts = folded_words(word)
    last = ["*"] if word.endswith("*") else [""]
    endings = [*[""] * (len(parts) - 1), *last]
    return tuple(theme_pattern([part + ending]) for part, ending in zip(parts, endings, strict=False))


def find_theme_topics(
    themes: Sequence[ThemeWords],
    hits: Sequence[Sequence[tuple[int, bool]]],
    cards: Sequence[Card],
    groups: Sequence[StatementGroup],
    articles: Sequence[Article],
) -> Iterator[Topic]:
    """Yield the themes that an article speaks of, in the order in which people wrote them.

    `hits` are for each theme the places of articles that may speak of it, and whether that is sure; the others are
    opened.
    """
    number_of = {ref: number for number, group in enumerate(groups) for ref in group.claims} if themes else {}
    claims = {
        ref: claim for card in cards for claim in card.claims if (ref := ClaimRef(card.id, claim.id)) in number_of
    }
    for theme, places in zip(themes, hits, strict=True):
        holders = [p for p, sure in places if sure or theme.text.search(articles[p].cleaned.text)]
        own = (ClaimRef(cards[place].id, claim.id) for place in holders for claim in cards[place].claims)
        inside = [
            groups[n] for n in sorted({number_of[ref] for ref in own if theme.text.search(claims[ref].text)})
        ]
        if holders:
            yield Topic(
                id=theme.theme.id,
                name=theme.theme.name,
                type="theme",
                note=theme.theme.note,
                articles=tuple(cards[place].id for place in holders),
                about=tuple(group.id for group in inside),
                oppositions=find_oppositions(
                    theme.theme,
                    theme.text,
                    inside,
                    claims,
                    lambda ref: groups[number_of[ref]].id if ref in number_of else None,
                ),
            )
