"""Tells where the ids lead that have given their places to others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from broadsheet.models import Moved
from broadsheet.records import Entity, Redirect


def find_moves(
    redirects: Sequence[Redirect],
    entities: Sequence[Entity],
    articles: Collection[str],
    topics: Collection[str],
) -> tuple[Moved, ...]:
    """Return the ids that lead on, each to the end of its chain, as far as there is a page at that end.

    Articles are redirected in `corpus/redirects.yml`, names by `merged_into` in their record.
    """
    followed = {redirect.from_: redirect.to for redirect in redirects}
    why = {redirect.from_: redirect.why for redirect in redirects}
    merged = {entity.id: entity.merged_into for entity in entities if entity.merged_into is not None}
    return (
        *(Moved("article", old, new, why[old]) for old, new in _ends(followed, articles)),
        *(Moved("topic", old, new) for old, new in _ends(merged, topics)),
    )


def _ends(moves: Mapping[str, str], known: Collection[str]) -> Iterator[tuple[str, str]]:
    for old, new in sorted(moves.items()):
        seen = {old}
        while new in moves and new not in seen:
            seen.add(new)
            new = moves[new]
        if new in known and old not in known:
            yield old, new
