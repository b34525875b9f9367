"""Which words of a query stand for a name that articles may write otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from broadsheet.index.analyse import stop_words, surface, words


def note_spellings(synonyms: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return, for each word that tells a name from all others, the name's spellings without that word.

    A word that stands in every spelling ("Ministry") or in several names says nothing about how the rest is
    written and is left out. Spellings are joined by `|`, their spaces written as `_`: the files that hold them
    are parted by spaces.
    """
    groups = [tuple(dict.fromkeys((name, *others))) for name, others in sorted(synonyms.items())]
    holders: dict[str, set[int]] = defaultdict(set)
    for place, group in enumerate(groups):
        for term in {term for spelling in group for term in _terms(spelling)}:
            holders[term].add(place)
    noted = {}
    for term, places in sorted(holders.items()):
        others = [s for place in places for s in groups[place] if term not in _terms(s)]
        if len(places) == 1 and others and term not in stop_words():
            noted[term] = "|".join(map(_written, others))
    return noted


def _terms(spelling: str) -> list[str]:
    return [surface(word) for word in words(spelling)]


def _written(spelling: str) -> str:
    return "_".join(spelling.replace("|", " ").replace("_", " ").split())
