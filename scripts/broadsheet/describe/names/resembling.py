"""Registered names that are easily taken for each other: letters that look alike, spellings that hardly differ."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from broadsheet.describe.names.alike import why_alike
from broadsheet.describe.names.gazetteer import place_kinds
from broadsheet.describe.names.sounds import plain
from broadsheet.words import table

_CROWD = 8
"""Names that sound alike and are compared with one another; where more do, the sound tells nothing."""


class Label(NamedTuple):
    """A registered spelling."""

    owner: str
    """The id of its record."""
    spelling: str
    apart: frozenset[str] = frozenset()
    """Ids and spellings that are somebody or something else, as people have said, or what it is merged into."""
    type: str = ""
    """Of an entity: person, organisation or place."""


# Alphabets with letters that look alike (https://www.unicode.org/reports/tr39/, tables of confusables). Words of
# several other scripts are no mistake: Japanese is written in three, and ʻ of Hawaiʻi counts as a letter too.
_ALPHABETS = frozenset(("ARMENIAN", "CHEROKEE", "COPTIC", "CYRILLIC", "GREEK", "LATIN", "LISU"))


def mixes_scripts(spelling: str) -> bool:
    """Return whether one word holds letters of two alphabets that look alike; "Минск (Minsk)" does not."""
    return not spelling.isascii() and any(len(_alphabets(word)) > 1 for word in spelling.split())


def _alphabets(word: str) -> frozenset[str]:
    return _ALPHABETS.intersection(unicodedata.name(c, "?").split()[0] for c in word if c.isalpha())


def same_to_the_eye(labels: Iterable[Label]) -> Iterator[tuple[Label, Label]]:
    """Yield each label that looks like an earlier one of another record and is written in other letters."""
    first: dict[str, Label] = {}
    for label in labels:
        other = first.setdefault(_seen(label.spelling), label)
        if other.owner != label.owner and other.spelling != label.spelling:
            yield label, other


@cache
def _letters() -> dict[int, str]:
    return {ord(letter): latin for latin, letters in table("names_lookalikes").items() for letter in letters}


def _seen(spelling: str) -> str:
    """Return what a reader takes a spelling for."""
    return spelling if spelling.isascii() else unicodedata.normalize("NFKC", spelling).translate(_letters())


def nearly_the_same(labels: Iterable[Label]) -> Iterator[tuple[Label, Label]]:
    """Yield each label that may be another spelling of an earlier one's name, once for two records."""
    alike: dict[str, list[Label]] = defaultdict(list)
    told: set[frozenset[str]] = set()
    for label in labels:
        others = alike[_rough(label.spelling)]
        for other in others[:_CROWD]:
            pair = frozenset((label.owner, other.owner))
            if len(pair) == 2 and pair not in told and _may_be_one(label, other):
                told.add(pair)
                yield label, other
        others.append(label)


_SAME_SOUND = str.maketrans({"q": "k", "c": "k", "z": "s", "w": "v"} | dict.fromkeys("aeijouy"))
_DOUBLE = re.compile(r"([^ ])\1+")


def _rough(spelling: str) -> str:
    """Return the consonants of the words in any order: a key that names which may be one have in common."""
    consonants = _DOUBLE.sub(r"\1", plain(spelling).translate(_SAME_SOUND))
    return " ".join(sorted(consonants.split(" ")))


def _may_be_one(a: Label, b: Label) -> bool:
    small = a.spelling.casefold(), b.spelling.casefold()
    if small[0] == small[1] or {b.owner, b.spelling} & a.apart or {a.owner, a.spelling} & b.apart:
        return False
    known = [place_kinds().get(name) for name in small]
    if known == ["country", "country"] or (any(known) and a.type != b.type):
        return False
    return why_alike(a.spelling, b.spelling) in {"spelling", "order"}
