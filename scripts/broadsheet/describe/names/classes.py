"""The classes a word belongs to, and how it is written; each word is looked up once."""

from __future__ import annotations

from functools import cache, lru_cache

from broadsheet.describe.names.gazetteer import demonyms, ordinary, people, place_kinds
from broadsheet.describe.names.tokens import tokenize
from broadsheet.words import word_set

_CLASSES = (
    "function",
    "title_parts",
    "titles",
    "organisation",
    "company",
    "place",
    "direction",
    "event",
    "not_name",
    "calendar",
    "says",
    "acts",
    "deeds",
    "plays",
    "person_next",
    "organisation_next",
    "place_next",
    "locative",
    "family_ends",
    "bodies",
    "callings",
    "settlements",
)


@cache
def _classes() -> dict[str, frozenset[str]]:
    known = {name: word_set("names_words", name) for name in _CLASSES}
    return known | {
        "demonym": demonyms(),
        "given": people("given"),
        "family": people("family"),
        "ordinary": ordinary(),
        "particle": word_set("names_words", "particles"),
    }


@lru_cache(maxsize=50_000)
def classes(small: str) -> tuple[str, ...]:
    """Return the word classes of a word, `other` where it has none."""
    bare = small.rstrip(".")
    found = tuple(name for name, words in _classes().items() if bare in words)
    kind = place_kinds().get(small)
    return (*found, *(("in " + kind,) if kind else ())) or ("other",)


@lru_cache(maxsize=100_000)
def classed(where: str, small: str) -> tuple[str, ...]:
    """Return the classes of a word with where it stands before each."""
    return tuple(f"{where} {name}" for name in classes(small))


@cache
def _phrases() -> tuple[dict[str, str], frozenset[str]]:
    """Return the places with their kinds and the known organisations, their words and signs parted by spaces."""
    places = {_parted(name): kind for name, kind in place_kinds().items()}
    return places, frozenset(map(_parted, word_set("names_known", "organisations")))


def _parted(name: str) -> str:
    return name if name.replace(" ", "").isalpha() else " ".join(tokenize(name, name).words)


def place_kind(phrase: str) -> str | None:
    """Return the kind of place that tokens, small and parted by spaces, are the name of."""
    return _phrases()[0].get(phrase)


def is_known(phrase: str, words: tuple[str, ...]) -> bool:
    """Return whether tokens are the name of an organisation that the world knows."""
    return phrase in _phrases()[1] or (words[0].isupper() and phrase in word_set("names_known", "capitals"))


@lru_cache(maxsize=50_000)
def main_class(small: str) -> str:
    """Return the one class that says most about a word inside a name."""
    found = classes(small)
    for name in (
        "title_parts",
        "titles",
        "company",
        "organisation",
        "place",
        "direction",
        "demonym",
        "event",
        "calendar",
        "function",
        "particle",
    ):
        if name in found:
            return name
    return "+".join(n for n in found if n in {"given", "family", "ordinary"} or n.startswith("in ")) or "other"


@lru_cache(maxsize=50_000)
def shape(word: str) -> str:
    """Return how a word is written: `Aa`, `AA`, `A.`, `aA`, `a`, `0` or the sign itself."""
    if word[0].isdigit():
        return "0"
    if not word[0].isalpha():
        return word[0]
    if "." in word and word[0].isupper():
        return "A."
    if word.isupper():
        return "AA" if len(word) > 1 else "A"
    if word[0].islower():
        return "a" if word.islower() else "aA"
    return "Aa" if word[1:].islower() else "AaA"
