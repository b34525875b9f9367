"""The word lists behind names, as sets that are built once per process."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from broadsheet import words

_MISSPELLED = 10
"""Letters of the shortest demonym that is known in spite of a slip."""


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = words.learnt("names_gazetteer")
    return table


@cache
def people(kind: str) -> frozenset[str]:
    """Return folded `given` or `family` names."""
    return frozenset(_table()[kind])


@cache
def ordinary() -> frozenset[str]:
    """Return the words that running text writes with a small letter."""
    return frozenset(_table()["ordinary"])


@cache
def place_kinds() -> dict[str, str]:
    """Return folded names of places, each with its kind: `country`, `city`, `town`, ..."""
    kinds = {name: kind for kind, names in reversed(_table()["places"].items()) for name in names}
    kinds |= {"republic of " + name: "known" for name in _table()["places"]["country"]}
    kinds |= dict.fromkeys(words.word_set("names_known", "places"), "known")
    for name in words.word_set("names_known", "not_places"):
        kinds.pop(name, None)
    return kinds


@cache
def demonyms() -> frozenset[str]:
    """Return the words for what and who is of a country, a region or a faith, in both numbers."""
    words_ = frozenset().union(*(words.word_set("names_demonyms", k) for k in ("countries", "peoples", "beliefs")))
    return words_ | {word + "s" for word in words_}


@lru_cache(maxsize=20_000)
def is_demonym(word: str) -> bool:
    """Return whether a small word says of what people somebody is; a long one may be misspelled by two letters."""
    if word in demonyms():
        return True
    if len(word) < _MISSPELLED or not word.endswith(("an", "ans")):
        return False
    near = (d for d in demonyms() if d[:2] == word[:2] and len(d) >= _MISSPELLED)
    return process.extractOne(word, near, scorer=OSA.distance, score_cutoff=2) is not None
