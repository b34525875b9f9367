"""Which words of a query stand for a name that articles may write otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from broadsheet.index.analyse import stop_words, surface, words

_Spelling = Sequence[tuple[str, str]]
"""A name's words: as written, and as a term."""


def note_spellings(synonyms: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return, for each word that tells one name from all others, how else the name is written, joined by `|`.

    That is the word that takes its place in the other spellings ("Kiev" for "Kyiv"), or, for a name of one word
    without such, the other spellings themselves ("Organisation of Examples" for "OEX"). Spaces are written as
    `_`: the files that hold them are parted by spaces.
    """
    groups = [_spellings(name, others) for name, others in sorted(synonyms.items())]
    holders: dict[str, set[int]] = defaultdict(set)
    for place, group in enumerate(groups):
        for term in {term for spelling in group for _, term in spelling}:
            holders[term].add(place)
    telling = {term for term, places in holders.items() if len(places) == 1} - stop_words()
    noted = {term: list(_others(term, groups[min(holders[term])], telling)) for term in sorted(telling)}
    return {term: "|".join(others) for term, others in noted.items() if others}


def _spellings(name: str, others: Sequence[str]) -> list[_Spelling]:
    return [
        [(word, surface("".join(words(word)))) for word in spelling.replace("|", " ").replace("_", " ").split()]
        for spelling in dict.fromkeys((name, *others))
    ]


def _others(term: str, group: Sequence[_Spelling], telling: set[str]) -> Iterator[str]:
    """Counted from the end of a name: given names are left out more often than surnames."""
    own = [[found for _, found in spelling] for spelling in group]
    lacking = [spelling for spelling, terms in zip(group, own, strict=True) if term not in terms]
    places = {len(terms) - terms.index(term) for terms in own if term in terms}
    swapped = [s[-place] for s in lacking for place in sorted(places) if place <= len(s)]
    found = dict.fromkeys(word for word, other in swapped if other in telling)
    if not found and [term] in own:
        found = dict.fromkeys("_".join(word for word, _ in spelling) for spelling in lacking)
    yield from found
