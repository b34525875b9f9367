"""Mends a paragraph's white space and debris: words stay, what only an encoding or a page width put in goes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from html import unescape
from typing import NamedTuple

from broadsheet.text.hidden import HIDDEN
from broadsheet.words import table, word_set

BLANK = rf"[\s{HIDDEN}]"
"""A character with nothing to see, for regular expressions."""

MARKUP = "markup"
"""The rule, and the reason, by which a saved page's code is taken out."""

# A no-break space that was decoded wrongly has a letter before it.
_SPACES = re.compile(rf"(?:{BLANK}|Â(?=\u00a0)|&nbsp;)+")
# A character's name in HTML, which extractors leave in a text, at times named twice over: `&amp;quot;`.
_NAMED = re.compile(r"&(?:amp;)?(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z][A-Za-z0-9]{1,20});")
_SEEN_SPACE = re.compile(r"\s|&nbsp;")
_HYPHEN_BREAK = re.compile(rf"(?<=[^\W\d_])[-\u00ad][ \t]*[\r\n]{BLANK}*(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_WHOLE = (("grammar", "days"), ("grammar", "months"), ("names_words", "function"), ("names_words", "says"))
"""Where words stand that are one word, wherever a line ends in them."""
_PARTED = 5
"""Letters: nobody parts a shorter word, and "U-" and "S" is no "us"."""
_ODD = re.compile(rf"[{HIDDEN}]|[^\S ]|  |&nbsp;")
_SUSPECT = re.compile("[&ÂÃÄÅâï\uf000-\uf0ff]")
_LINE_BREAK = re.compile(r"[\r\n]")
# A letter and its marks, or the parts of a Korean syllable, which are one character in form C
# (https://www.unicode.org/reports/tr15/): some systems write them apart, and the same word then looks like two.
_APART = re.compile("[^\\W\\d_][\u0300-\u036f]{1,9}|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
_PARTS = re.compile("[\u0300-\u036f\u1161-\u1175]")
# Python calls nothing hidden printable, and of white space the space alone; two letters that show nothing remain.
_ODD_LETTER = re.compile("[ÂÃÄÅâï\u3164\uffa0\u0300-\u036f\u1161-\u1175]")


class Edit(NamedTuple):
    """A stretch of a text and what stands for it in the cleaned text."""

    start: int
    end: int
    became: str
    rule: str


@cache
def _mojibake() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of wrongly decoded characters, and what each was meant to be."""
    words = table("mojibake")
    meant: dict[str, str] = dict(words["private"])
    for char in [*words["characters"], *words["private"]]:
        once = _misread(char)
        twice = {form for seen in once for form in _misread(seen)}
        meant |= dict.fromkeys(once | twice, words["private"].get(char, char))
    sequences = sorted(meant, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, sequences))), meant


def _misread(text: str) -> set[str]:
    """Return what the UTF-8 bytes of a text look like in Windows-1252 and in Latin-1."""
    data = text.encode("utf-8")
    # Windows-1252 leaves five bytes undefined; decoders pass them on as control characters.
    return {"".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data), data.decode("latin-1")}


def is_plain(text: str) -> bool:
    """Return whether a text has nothing to mend, which most lines have not; a quick look that is never wrong."""
    return (
        text.isprintable()
        and "  " not in text
        and "&" not in text
        and (text.isascii() or not _ODD_LETTER.search(text))
    )


def find_edits(text: str, start: int, end: int) -> list[Edit]:
    """Return the mends of `text[start:end]` in order; they do not overlap."""
    edits = _find(text, start, end)
    if edits and _SUSPECT.search(text, start, end):
        mended = apply_edits(text, start, end, edits)
        # Text that was decoded wrongly more often would come out half-mended: only its white space is mended.
        if _find(mended, 0, len(mended)):
            return [edit for edit in _spaces(text, start, end) if edit.became]
    return edits


def find_mojibake(text: str, start: int, end: int) -> list[Edit]:
    """Return the mends of characters alone: of those wrongly decoded, and of those written in parts."""
    if not _SUSPECT.search(text, start, end) and not _PARTS.search(text, start, end):
        return []
    return [edit for edit in find_edits(text, start, end) if edit.rule in ("mojibake", "composed")]


def apply_edits(text: str, start: int, end: int, edits: list[Edit]) -> str:
    """Return `text[start:end]` with the edits made."""
    made = []
    for edit in edits:
        made += [text[start : edit.start], edit.became]
        start = edit.end
    return "".join([*made, text[start:end]])


def _find(text: str, start: int, end: int) -> list[Edit]:
    edits: list[Edit] = []
    if _SUSPECT.search(text, start, end):
        pattern, meant = _mojibake()
        edits += [Edit(*m.span(), meant[m.group()], "mojibake") for m in pattern.finditer(text, start, end)]
        edits += _named(text, start, end)
    if _PARTS.search(text, start, end):
        edits += _composed(text, start, end)
    if _ODD.search(text, start, end):
        edits += _hyphens(text, start, end)
        edits += _spaces(text, start, end)
    return _without_overlaps(edits)


def _named(text: str, start: int, end: int) -> list[Edit]:
    """Put characters in the place of their names in HTML; what nobody would see stays as it is."""
    meant = ((m, unescape(unescape(m.group()))) for m in _NAMED.finditer(text, start, end))
    return [Edit(*m.span(), char, "character-name") for m, char in meant if len(char) == 1 and char.isprintable()]


def _composed(text: str, start: int, end: int) -> list[Edit]:
    """Put letters together with their marks where there is one character for both."""
    made = ((m, unicodedata.normalize("NFC", m.group())) for m in _APART.finditer(text, start, end))
    return [Edit(*m.span(), became, "composed") for m, became in made if became != m.group()]


def _hyphens(text: str, start: int, end: int) -> list[Edit]:
    """Join words that a line's end had parted: `govern-` and `ment`, but `long-` and `term` keep the hyphen."""
    return [Edit(*m.span(), *_joint(text, m)) for m in _HYPHEN_BREAK.finditer(text, start, end)]


def _joint(text: str, match: re.Match[str]) -> tuple[str, str]:
    if match.group()[0] == "\u00ad":
        return "", "soft-hyphen"
    left = _WORD.findall(text, max(0, match.start() - 40), match.start())[-1]
    right = _WORD.findall(text, match.end(), match.end() + 40)[0]
    # Of most words only the text itself can tell whether the hyphen belongs to them.
    joined = (left + right).lower()
    is_one = joined in _words(text) or joined in _whole()
    return ("", "hyphenation") if is_one else ("-", "hyphen-kept")


@cache
def _whole() -> frozenset[str]:
    """Return the words that are never written with a hyphen, as far as they are long enough to be parted."""
    found = frozenset[str]().union(*(word_set(*where) for where in _WHOLE))
    return frozenset(word for word in found if len(word) >= _PARTED)


@lru_cache(maxsize=2)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _spaces(text: str, start: int, end: int) -> list[Edit]:
    edits = []
    for match in _SPACES.finditer(text, start, end):
        run = match.group()
        if run == " ":
            continue
        became = " " if _SEEN_SPACE.search(run) else ""
        edits.append(Edit(*match.span(), became, "wrapped-line" if _LINE_BREAK.search(run) else "odd-space"))
    return edits


def _without_overlaps(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
