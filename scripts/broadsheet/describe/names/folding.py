"""Text made comparable: one kind of quote, hyphen and space, no accents; every character keeps its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_LETTERS = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ħ": "h", "Ħ": "H"}
_SIGNS = {
    "'": "‘’‚‛ʻʼʹ′´＇",
    '"': "“”„‟″",
    "-": "\u2010\u2011\u2012\u2013\u2212",
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
}
_MARK = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
"""Accents written as characters of their own, and characters that cannot be seen."""


@cache
def _table() -> dict[int, str]:
    table = {ord(a): b for a, b in _LETTERS.items()}
    table |= {ord(sign): plain for plain, signs in _SIGNS.items() for sign in signs}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base, *marks = list(unicodedata.normalize("NFKD", chr(code)))
        if base.isascii() and base.isalpha() and all(map(unicodedata.combining, marks)):
            table.setdefault(code, base)
    return table


def fold(text: str) -> str:
    """Return the text without accents and typographic variety, of the same length."""
    return text.translate(_table())


@dataclass(frozen=True)
class Folded:
    """A text to search in, and the way back to the places in the original."""

    cased: str
    """Folded, with its capitals."""
    small: str
    """The same without capitals, of the same length."""
    places: tuple[int, ...] | None
    """Where each character stands in the original; None where nothing was left out."""

    def place(self, offset: int) -> int:
        """Return where an offset lies in the original text; trailing accents belong to the letter before."""
        return offset if self.places is None else self.places[offset]


def fold_text(text: str) -> Folded:
    """Return a text ready for searching; accents written as separate characters are left out."""
    places = None
    if _MARK.search(text):
        kept = [i for i, char in enumerate(text) if not _MARK.match(char)]
        places = (*kept, len(text))
        text = "".join(text[i] for i in kept)
    cased = fold(text)
    return Folded(cased, cased.lower(), places)  # no folded character has a longer small form


def fold_spelling(text: str) -> str:
    """Return a registered spelling as `fold_text` would show it in a text."""
    return " ".join((text if text.isascii() else fold(_MARK.sub("", text))).split())
