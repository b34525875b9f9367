"""How a name sounds, whatever alphabet or romanisation it is written in."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from anyascii import anyascii

from broadsheet.words import table

_MOST = 8
"""Readings of one word that are followed up."""


_PLAIN: dict[int, str | None] = {code: None for code in range(128) if not (chr(code).isalnum() or code == 32)}
_PLAIN |= {ord(sign): " " for sign in ".,/_"}
"""What parts words, and what is left out."""


@cache
def _rules() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((re.compile(letters), tuple(sounds.split("|"))) for letters, sounds in _variants()["sounds"])


@cache
def _families() -> dict[str, int]:
    return {name: i for i, names in enumerate(_variants()["given"]) for name in names}


def _variants() -> dict[str, list[list[str]]]:
    variants: dict[str, list[list[str]]] = table("names_variants")
    return variants


def plain(text: str) -> str:
    """Return a name in small ASCII letters and single spaces, without hyphens and apostrophes."""
    ascii_text = text if text.isascii() else anyascii(text)
    return " ".join(ascii_text.lower().translate(_PLAIN).split())


def family(word: str) -> int | None:
    """Return the number of the group of given names that are one name in several languages."""
    return _families().get(word)


@lru_cache(maxsize=100_000)
def sounds(word: str) -> frozenset[str]:
    """Return the consonants of a plain word in every reading that its letters allow."""
    readings = [word]
    for letters, meanings in _rules():
        readings = [letters.sub(meaning, r) for r in readings for meaning in _meant(letters, r, meanings)][:_MOST]
    readings += [r.replace("T", other) for r in readings if "T" in r for other in "st"]
    return frozenset(re.sub("[aeiouy]+", "", re.sub(r"(.)\1+", r"\1", r)) for r in readings if "T" not in r)


def _meant(letters: re.Pattern[str], word: str, meanings: tuple[str, ...]) -> tuple[str, ...]:
    return meanings if len(meanings) == 1 or letters.search(word) else meanings[:1]


@lru_cache(maxsize=100_000)
def short_form(word: str) -> str:
    """Return a short word with the vowels that stand for one another made one: "kyiv" and "kiev"."""
    for letters, vowel in _variants()["vowels"]:
        word = word.replace(letters, vowel)
    word = re.sub("[cqgkh]+", "k", re.sub("rh", "r", word))
    return re.sub(r"(.)\1+", r"\1", word)
