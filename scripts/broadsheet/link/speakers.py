"""Tells whether two statements are ascribed to the same voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from broadsheet.link.shingles import folded_words
from broadsheet.models import Claim
from broadsheet.records import Entity
from broadsheet.words import word_set

# By these rules a speaker in one word is no name, though it may begin a sentence: "Police said".
_UNNAMED = frozenset(("as written", "noun"))


def is_vague(claim: Claim) -> bool:
    """Return whether a speaker is called by words that fit many: `police`, `the company`, `he`."""
    first, *others = claim.speaker.split() or [""]
    named = any(word[0].isupper() for word in others)
    return (
        claim.speaker_id is None
        and not named
        and (bool(others) or first.islower() or claim.speaker_rule in _UNNAMED)
    )


class Voices:
    """Knows which names stand for one another when they speak: a capital, its country, its government."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities: Mapping[str, Entity] = {e.id: e for e in entities}

    def keys(self, claim: Claim) -> tuple[str, ...]:
        """Return what the claim's voice is known by: two claims may come from one voice that share a key.

        Unresolved speakers must be written alike; where nobody is named, there is no key.
        """
        if claim.speaker_id is not None:
            return tuple(f"id {name}" for name in self._chain(claim.speaker_id))
        core = " ".join(word for word in folded_words(claim.speaker) if word not in word_set("speakers", "vague"))
        return (f"words {core}",) if core else ()

    def _chain(self, name: str) -> tuple[str, ...]:
        """Return what a speaker may stand for: itself, what its name is a metonym of, its country for a body."""
        entity = self._entities.get(name)
        if entity is None:
            return (name,)
        wider = [name, *([entity.metonym_of] if entity.metonym_of else [])]
        if entity.type != "person" and entity.country is not None:
            wider.append(entity.country)
        return tuple(dict.fromkeys(wider))
