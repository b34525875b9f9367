"""Names that may be one and the same: transliterations, initials, order, acronyms; a person decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from broadsheet.describe.names.gazetteer import people
from broadsheet.describe.names.sounds import family, plain, short_form, sounds
from broadsheet.words import word_set

_LONG = 5
"""Consonants from which one may differ."""
_RATIO, _LOOSE = 70, 54
"""Per cent of the letters that two words must share when a consonant differs, and when none does."""
_ARTICLE = re.compile(r"\b(al|el)-", re.IGNORECASE)
"""The article of Arabic names, which may be joined to the word or not: `Al-Sapt`, `al Sapt`."""


class LookAlike(NamedTuple):
    """A known name that may be the one asked for."""

    name: str
    """As it is known."""
    why: str
    """`spelling`, `order`, `initials`, `part` or `acronym`."""


class Known:
    """Names to compare with, indexed by how their words sound."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(names))
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for index, name in enumerate(self._names):
            for key in _keys(name):
                self._by_key[key].append(index)

    def near(self, name: str) -> list[str]:
        """Return the names that share the sound of a word with this one."""
        found = {index for key in _keys(name) for index in self._by_key.get(key, ())}
        return [self._names[index] for index in sorted(found)]


def look_alikes(name: str, known: Known | Iterable[str]) -> tuple[LookAlike, ...]:
    """Return the known names, other than the name itself, that may mean the same."""
    index = known if isinstance(known, Known) else Known(known)
    reasons = ((other, why_alike(name, other)) for other in index.near(name) if other != name)
    return tuple(LookAlike(other, why) for other, why in reasons if why is not None)


def why_alike(a: str, b: str) -> str | None:
    """Return why two names may be one, None where they are not."""
    left, right = _parts(a), _parts(b)
    if not left or not right or _suffix(a) != _suffix(b):
        return None
    if _is_acronym(a, b) or _is_acronym(b, a):
        return "acronym"
    if "".join(left) == "".join(right):
        return "spelling"
    if _is_body(left) or _is_body(right):
        return "order" if _same_words(left, right) else None
    short, long = sorted((left, right), key=len)
    return _same_person(short, long) or _reordered(short, long)


def _same_person(short: Sequence[str], long: Sequence[str]) -> str | None:
    """Return how the words of a shorter name fit into a longer one, the surname in the end."""
    if not alike(short[-1], long[-1]) or len(short[-1]) < 2:
        return "spelling" if _glued(short, long) else None
    if len(short) == 1:
        return _surname_alone(long)
    if not _fit(short[:-1], long[:-1]):
        return "spelling" if _glued(short, long) else None
    if any(len(word) == 1 for word in (short[0], long[0])):
        return "initials"
    return "spelling" if len(short) == len(long) else "part"


def _surname_alone(long: Sequence[str]) -> str | None:
    if len(long) == 1:
        return "spelling"
    places = word_set("names_words", "direction") | {"new"}  # York and New York
    return "part" if all(word in people("given") and word not in places for word in long[:-1]) else None


def _fit(short: Sequence[str], long: Sequence[str]) -> bool:
    """Return whether every given name or initial has its own counterpart, in order, the first with the first."""
    if not _begins(short[0], long[0]) and len(short) == len(long):
        return False
    if len(short) > 1 and len(short) != len(long) and all(len(w) == 1 for w in (*short[1:], *long[1:])):
        return False  # George W. and George H. W.
    rest = iter(long)
    return all(any(_begins(word, other) for other in rest) for word in short)


def _begins(a: str, b: str) -> bool:
    return a[0] == b[0] if 1 in (len(a), len(b)) else alike(a, b)


def _glued(a: Sequence[str], b: Sequence[str]) -> bool:
    """Return whether only the spaces differ: "Jong Un", "Jongun"."""
    if len(a) == len(b) or 1 in map(len, (*a, *b)):
        return False
    left, right = "".join(a), "".join(b)
    return left == right or (not _other_gender(left, right) and bool(sounds(left) & sounds(right)))


def _reordered(a: Sequence[str], b: Sequence[str]) -> str | None:
    for at in range(1, len(a)):
        turned = (*a[at:], *a[:at])
        if "".join(turned) == "".join(b) or (len(a) == len(b) and all(map(alike, turned, b))):
            return "order"
    for at in range(1, len(b)):
        if "".join((*b[at:], *b[:at])) == "".join(a):
            return "order"
    return None


def alike(a: str, b: str) -> bool:
    """Return whether two plain words may be spellings of one name."""
    if a == b or (family(a) is not None and family(a) == family(b)):
        return True
    if 1 in (len(a), len(b)) or _other_gender(a, b):
        return False
    shared = fuzz.ratio(a, b)
    if (common := sounds(a) & sounds(b)) and shared >= _LOOSE:
        consonants = max(map(len, common))
        return consonants > 2 or short_form(a) == short_form(b) or (min(len(a), len(b)) > 3 and shared >= _RATIO)
    return shared >= _RATIO and any(_nearly(left, right) for left in sounds(a) for right in sounds(b))


def _nearly(left: str, right: str) -> bool:
    """Return whether one consonant of many differs."""
    return min(len(left), len(right)) >= _LONG and Levenshtein.distance(left, right, score_cutoff=1) <= 1


def _other_gender(a: str, b: str) -> bool:
    """Return whether one is a woman's form of the other: "Petrov", "Petrova"."""
    if (a[-3:] in {"aya", "aia", "aja"}) != (b[-3:] in {"aya", "aia", "aja"}):
        return True
    return (a[-1] == "a" and b[-1] not in "aeiouyh") or (b[-1] == "a" and a[-1] not in "aeiouyh")


def _is_body(parts: Sequence[str]) -> bool:
    return any(part in word_set("names_words", "organisation") for part in parts)


def _same_words(a: Sequence[str], b: Sequence[str]) -> bool:
    if len(a) != len(b):
        return False
    left = list(b)
    for word in a:
        twin = next((w for w in left if w == word or _same_noun(w, word)), None)
        if twin is None:
            return False
        left.remove(twin)
    return True


def _same_noun(a: str, b: str) -> bool:
    """Return whether two words differ as British and American spelling does: "defence", "labour"."""
    return (
        min(len(a), len(b)) > 4 and Levenshtein.distance(a, b, score_cutoff=2) <= 2 and bool(sounds(a) & sounds(b))
    )


def _is_acronym(short: str, long: str) -> bool:
    letters = short.replace(".", "")
    small = word_set("names_variants", "joints") | word_set("names_variants", "unlettered")
    words = [w for w in plain(long).split() if w not in small]
    return letters.isupper() and 2 < len(letters) == len(words) and letters.lower() == "".join(w[0] for w in words)


def _suffix(name: str) -> str:
    last = plain(name).split()[-1:]
    return last[0] if last and last[0] in word_set("names_variants", "generations") else ""


def _parts(name: str) -> tuple[str, ...]:
    """Return the words that count, the surname in the end: without titles, joints and suffixes."""
    surname, comma, given = name.partition(",")
    words = plain(f"{given} {surname}" if comma else _ARTICLE.sub(r"\1 ", name)).split()
    while len(words) > 1 and words[0] in word_set("names_variants", "not_the_name"):
        words.pop(0)
    skipped = word_set("names_variants", "joints")
    kept = tuple(w for w in words if w not in skipped and w != _suffix(name))
    return kept or tuple(words)


def _keys(name: str) -> Iterator[str]:
    """Yield what names that are alike have in common: a sound of their last or first word, or of the whole."""
    parts = _parts(name)
    words = {parts[-1], parts[0], "".join(parts), *(parts if _is_body(parts) else ())} if parts else set()
    for word in words:
        for sound in sounds(word):
            yield sound
            if len(sound) >= _LONG:
                yield from (sound[:i] + sound[i + 1 :] for i in range(len(sound)))
    yield "".join(w[0] for w in parts if w not in word_set("names_variants", "unlettered")).upper()
    yield plain(name).upper()
