"""Tells whether two statements are ascribed to the same voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from broadsheet.link.shingles import folded_words
from broadsheet.models import Claim
from broadsheet.records import Entity

# Words that say nothing about who is meant: "the representative" and "an unnamed representative" may be one.
_ARTICLES = frozenset(("the", "a", "an", "his", "her", "its", "their", "one", "some", "unnamed"))


class Voices:
    """Knows which names stand for one another when they speak: a capital, its country, its government."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities: Mapping[str, Entity] = {e.id: e for e in entities}

    def agree(self, a: Claim, b: Claim) -> bool:
        """Return whether both claims may come from one voice; unresolved speakers must be written alike."""
        if a.speaker_id is not None and b.speaker_id is not None:
            return a.speaker_id == b.speaker_id or not self._chain(a.speaker_id).isdisjoint(
                self._chain(b.speaker_id)
            )
        if a.speaker_id is not None or b.speaker_id is not None:
            return False
        return bool(_core(a.speaker)) and _core(a.speaker) == _core(b.speaker)

    def _chain(self, name: str) -> frozenset[str]:
        """Return what a speaker may stand for: itself, what its name is a metonym of, its country for a body."""
        entity = self._entities.get(name)
        if entity is None:
            return frozenset((name,))
        wider = {name, *([entity.metonym_of] if entity.metonym_of else [])}
        if entity.type != "person" and entity.country is not None:
            wider.add(entity.country)
        return frozenset(wider)


def _core(words: str) -> tuple[str, ...]:
    return tuple(w for w in folded_words(words) if w not in _ARTICLES)
