"""Characters that nobody sees and that make a text other than it looks."""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
# https://www.unicode.org/reports/tr9/: embeddings, overrides and isolates reorder what stands around them. The
# marks U+200E, U+200F and U+061C only say which way a sign belongs, and texts that run right to left have them.
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
# https://www.unicode.org/reports/tr36/ and https://www.unicode.org/charts/PDF/UE0000.pdf: what has no width, is
# deprecated or stands for nothing. The joiners U+200C and U+200D stay: Persian and many emoji are spelt with them.
_NO_WIDTH = "\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_BLANK_LETTERS = "\u3164\uffa0"
_NO_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"

HIDDEN = _CONTROLS + _DIRECTION + _NO_WIDTH + _BLANK_LETTERS + _NO_CHARACTERS
"""The hidden characters, for a class of a regular expression; white space is not among them."""

_ONE = re.compile(f"[{HIDDEN}]")
_HIDDEN_ASCII = bytes(code for code in range(128) if _ONE.match(chr(code)))


def find_hidden(text: str) -> re.Match[str] | None:
    """Return the first hidden character of a text."""
    # Most registers are ASCII; taking bytes out of one takes a fifth of the time of looking at its characters.
    if text.isascii() and len((code := text.encode()).translate(None, _HIDDEN_ASCII)) == len(code):
        return None
    return _ONE.search(text)


def said(character: str) -> str:
    """Return what to call a character that cannot be shown, such as `U+202E (right-to-left override)`."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")
