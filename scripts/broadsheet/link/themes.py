"""Gathers articles and statements under the themes that people have set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from broadsheet.link.opposition import find_oppositions
from broadsheet.models import Article, ClaimRef, StatementGroup, Topic
from broadsheet.records import Theme


def theme_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for any of a theme's words; a trailing `*` stands for any ending."""
    parts = []
    for word in sorted(words, key=len, reverse=True):
        stem = re.escape(word.rstrip("*")).replace("'", "['’]").replace(r"\ ", r"\s+")
        parts.append(rf"{stem}\w*" if word.endswith("*") else stem)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def find_theme_topics(
    articles: Sequence[Article],
    groups: Sequence[StatementGroup],
    themes: Sequence[Theme],
) -> Iterator[Topic]:
    """Yield the themes that an article speaks of, in the order in which people wrote them."""
    group_of = {ref: group.id for group in groups for ref in group.claims}
    claims = {ClaimRef(a.id, c.id): c for a in articles for c in a.claims}
    for theme in themes:
        pattern = theme_pattern(theme.words)
        inside = [g for g in groups if any(pattern.search(claims[ref].text) for ref in g.claims)]
        holders = tuple(a.id for a in articles if pattern.search(a.cleaned.text))
        if holders:
            yield Topic(
                id=theme.id,
                name=theme.name,
                type="theme",
                note=theme.note,
                articles=holders,
                about=tuple(g.id for g in inside),
                oppositions=find_oppositions(theme, pattern, inside, claims, group_of),
            )
