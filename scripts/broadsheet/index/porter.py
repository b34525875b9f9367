"""Porter's stemmer as lunr.js has it, from tables.

M. F. Porter, An algorithm for suffix stripping, Program 14(3), 1980. Every word of a corpus passes here.
lunr.py's own gives other stems than lunr.js on 986 of 59,269 words of news ("day": lunr.py has "dai"), which could
then not be found.
"""

from __future__ import annotations

_KINDS = bytes.maketrans(b"abcdefghijklmnopqrstuvwxz", b"vcccvcccvcccccvcccccvcccc")

# By the last letter but one, in the order in which they are tried: a suffix, and what takes its place.
_SECOND = {
    "a": (("ational", "ate"), ("tional", "tion")),
    "c": (("enci", "ence"), ("anci", "ance")),
    "e": (("izer", "ize"),),
    "l": (("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous")),
    "o": (("ization", "ize"), ("ation", "ate"), ("ator", "ate")),
    "s": (("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous")),
    "t": (("aliti", "al"), ("iviti", "ive"), ("biliti", "ble")),
    "g": (("logi", "log"),),
}
# By the last letter.
_THIRD = {
    "e": (("icate", "ic"), ("ative", ""), ("alize", "al")),
    "i": (("iciti", "ic"),),
    "l": (("ical", "ic"), ("ful", "")),
    "s": (("ness", ""),),
}
# By the last letter but one: what goes without anything in its place.
_FOURTH = {
    "a": ("al",),
    "c": ("ance", "ence"),
    "e": ("er",),
    "i": ("ic",),
    "l": ("able", "ible"),
    "n": ("ant", "ement", "ment", "ent"),
    "o": ("sion", "tion", "ou"),
    "s": ("ism",),
    "t": ("ate", "iti"),
    "u": ("ous",),
    "v": ("ive",),
    "z": ("ize",),
}


def stem(word: str) -> str:
    """Return the stem of a word of small letters a to z."""
    if len(word) < 3:
        return word
    word = _ending(_plural(word))
    if word[-1] == "y" and len(word) > 2 and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    word = _replaced(word, _SECOND.get(word[-2:-1], ()))
    word = _replaced(word, _THIRD.get(word[-1], ()))
    return _last(_without(word))


def _shape(word: str) -> bytes:
    """A `v` for each vowel and a `c` for each consonant; y is a vowel after a consonant."""
    shape = word.encode().translate(_KINDS)
    while (at := shape.find(b"y")) >= 0:
        shape = shape[:at] + (b"v" if shape[at - 1 : at] == b"c" else b"c") + shape[at + 1 :]
    return shape


def _measure(word: str) -> int:
    """How many runs of vowels have consonants after them."""
    return _shape(word).count(b"vc")


def _plural(word: str) -> str:
    if word[-1] != "s":
        return word
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word if word[-2] == "s" else word[:-1]


def _ending(word: str) -> str:
    """The word without -ed or -ing, mended: "hopping" is "hop", "filing" is "file"."""
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    if not word.endswith(("ed", "ing")):
        return word
    cut = word[:-2] if word[-1] == "d" else word[:-3]
    shape = _shape(cut)
    if b"v" not in shape:
        return word
    if cut.endswith(("at", "bl", "iz")):
        return cut + "e"
    if _doubled(cut, shape):
        return cut if cut[-1] in "lsz" else cut[:-1]
    return cut + "e" if shape.count(b"vc") == 1 and _is_short(cut, shape) else cut


def _doubled(word: str, shape: bytes) -> bool:
    return word[-1:] == word[-2:-1] and shape.endswith(b"c")


def _is_short(word: str, shape: bytes) -> bool:
    return shape.endswith(b"cvc") and word[-1] not in "wxy"


def _replaced(word: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for suffix, other in pairs:
        if word.endswith(suffix):
            before = word.removesuffix(suffix)
            return before + other if _measure(before) else word
    return word


def _without(word: str) -> str:
    for suffix in _FOURTH.get(word[-2:-1], ()):
        if word.endswith(suffix):
            before = word[: -len(suffix)] + (suffix[0] if suffix.endswith("ion") else "")
            return before if _measure(before) > 1 else word
    return word


def _last(word: str) -> str:
    """The word without a last e, and without the second of two l."""
    if word[-1] == "e":
        before = word[:-1]
        shape = _shape(before)
        measure = shape.count(b"vc")
        if measure > 1 or (measure == 1 and not _is_short(before, shape)):
            word = before
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
