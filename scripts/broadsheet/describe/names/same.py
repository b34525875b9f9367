"""Names that are one name without anybody being asked: with a title and without, turned, shortened to letters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from broadsheet.describe.names.classes import is_known
from broadsheet.describe.names.folding import fold_spelling
from broadsheet.describe.names.gazetteer import people
from broadsheet.describe.names.registry import family_names
from broadsheet.models import EntityType
from broadsheet.topic_keys import slug
from broadsheet.words import word_set

_ENDING = re.compile(r"(?<=[a-z]{4})(?:[iy]{1,2}|ij)$")
"""How surnames end that are written in several ways: "Zelensky", "Zelenskyy", "Zelenskiy"."""
_FEWEST = 3
"""Letters of an acronym that stands for its name though the world knows neither."""


def plain_key(name: str, kind: EntityType) -> str:
    """Return what the names of one person or body have in common, however they are written.

    "Sir Owen Vale" is Owen Vale, "Owen Tarlenskyy" Owen Tarlensky, the "Department of Trade" the Trade Department.
    """
    if kind == "organisation":
        return slug(_turned().sub(r"\1\3 \2", fold_spelling(name)))
    words = fold_spelling(name).split() if kind == "person" else []
    while len(words) > 2 and words[0].lower().rstrip(".") in word_set("names_variants", "before_names"):
        words.pop(0)
    return slug(" ".join([*words[:-1], _ENDING.sub("y", words[-1])])) if words else slug(name)


@cache
def _turned() -> re.Pattern[str]:
    bodies = "|".join(word.capitalize() for word in sorted(word_set("names_variants", "turned")))
    return re.compile(rf"^(|.* )({bodies}) (?:of|for) (?:the )?(.+)$")


def only_meant(names: Mapping[str, EntityType]) -> dict[str, str]:
    """Return what surnames and acronyms stand for where one of the names alone can be called so."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name, kind in names.items():
        for short in family_names(fold_spelling(name)) if kind == "person" else ():
            if short.lower() not in people("given"):
                owners[short].add(name)
    bodies = [name for name, kind in names.items() if kind == "organisation"]
    for letters, long in _by_letters(bodies).items():
        owners[letters].update(name for name in long if _may_stand_for(letters, name))
    return {short: who.pop() for short, who in owners.items() if len(who) == 1}


def _by_letters(names: Iterable[str]) -> dict[str, list[str]]:
    """Return names of more than one word by the first letters of those with capitals."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        words = fold_spelling(name).replace("-", " ").split()
        if len(words) > 1:
            found["".join(word[0] for word in words if word[0].isupper())].append(name)
    return found


def _may_stand_for(letters: str, name: str) -> bool:
    """Return whether the world knows both or, where there are letters enough, neither."""
    known = is_known(letters.lower(), (letters,))
    return known == is_known(name.lower(), (name,)) and (known or len(letters) >= _FEWEST)
