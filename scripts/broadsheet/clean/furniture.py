"""Tells a page's furniture by what it says, from the patterns of `words/furniture.yml`."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from string import ascii_lowercase
from typing import NamedTuple

from broadsheet.words import table

_MARKS = " \t*•·●▪■►▶»«›‹>→←|/–—-:#.…✕×"
_MARKS_AFTER = _MARKS.replace(".", "")
"""A full stop tells a sentence."""
_LAST_WORD = re.compile(r"[a-z]{1,30}\.")
"""A small word with a full stop ends the sentence of the page before: `jobs.`"""
_GLUED = re.compile(r"[A-Z](?<=[a-z:.!?)].)")
"""Looked for from the capital, of which a line has few."""
_GLUE = re.compile(r"(?<=[a-z:.!?)])(?=[A-Z])")
_QUOTED = re.compile(r"[“\"]([^“”\"]{12,})[”\"]")
_LONGEST_LABEL = 70
_LETTERS_ALONE = bytes(byte if chr(byte) in ascii_lowercase else ord(" ") for byte in range(256))
_PLAIN = re.compile("[a-z]+")
_ALWAYS = ("",)
_MOST_PHRASE_WORDS = 400
_MOST_WORDS = 48
"""A line of more words is no label, whatever it begins with."""


@dataclass(frozen=True)
class Furniture:
    """One entry of the table."""

    id: str
    reason: str
    heads: bool = False
    """What follows in the tail of a text goes with it."""
    opens: bool = False
    """It begins or ends an appeal."""
    run: bool = False
    """It counts only in a run of such lines."""
    parts: bool = False
    """Several of them before running text are the times of a live blog."""
    tail: bool = False
    """It counts only after the last paragraph of a text."""
    paper: bool = False
    """It stands on printed papers, and does not tell a page."""
    words: int = 80
    """A line of more words than this does not count as holding it."""


class _Pattern(NamedTuple):
    entry: Furniture
    kind: str
    """`line`, `cased` or `holds`."""
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class _Table:
    labels: dict[str, Furniture]
    patterns: tuple[_Pattern, ...]
    """In the order in which they are tried. One is worth a look if the line has both of its bits."""
    always: int
    """The bits that every line has: the second ones of patterns that need one of one list alone."""
    words: dict[bytes, int]
    """Which bits a word brings, in ASCII: most words bring none."""
    signs: tuple[tuple[str, int], ...]
    """The same of what need not be a word of its own: signs, and letters at which words may be glued."""
    ascii_signs: tuple[tuple[str, int], ...]
    digit: int
    """Which bits a digit brings."""


_KINDS = ("line", "cased", "holds")


@cache
def _load(tail: bool = False) -> _Table:
    entries = [entry for entry in table("furniture") if entry.get("tail", False) == tail]
    keys = [field.name for field in fields(Furniture)]
    made = {e["id"]: Furniture(**{key: e[key] for key in keys if key in e}) for e in entries}
    told = [(e, kind) for kind in _KINDS for e in entries if kind in e]
    bits: defaultdict[str, int] = defaultdict(int)
    for place, (e, _) in enumerate(told):
        needs = e.get("needs", _ALWAYS)
        first, second = [needs, _ALWAYS] if isinstance(needs[0], str) else needs
        for group, bit in ((first, 1 << place), (second, 1 << place + len(told))):
            for need in group:
                bits[need] |= bit
    always, digit = bits.pop("", 0), bits.pop("0", 0)
    words = {need.encode(): bit for need, bit in bits.items() if _PLAIN.fullmatch(need)}
    signs = tuple((need.lstrip("~"), bit) for need, bit in bits.items() if not _PLAIN.fullmatch(need))
    return _Table(
        labels={label: made[e["id"]] for e in entries for label in e.get("labels", ())},
        patterns=tuple(_Pattern(made[e["id"]], kind, re.compile("|".join(e[kind]))) for e, kind in told),
        always=always,
        words=words,
        signs=signs,
        ascii_signs=tuple(sign for sign in signs if sign[0].isascii()),
        digit=digit,
    )


def match_furniture(text: str) -> Furniture | None:
    """Return the entry that a whole line answers to, or None."""
    return _match(text) if len(text) < _KNOWN_AGAIN else _match.__wrapped__(text)


_KNOWN_AGAIN = 2000
"""What was found of longer lines is not kept in memory."""


@lru_cache(maxsize=8192)
def _match(text: str) -> Furniture | None:
    lower = text.lower()
    found = _match_label(text, lower)
    words = text.count(" ") + 1
    if found is not None or words > _MOST_PHRASE_WORDS:
        return found
    likely = _likely(lower)
    if words <= _MOST_WORDS:
        found = _match_line(text, lower, likely) or _match_glued(text)
    return found or _match_phrase(text, lower, words, likely)


def match_tail(text: str) -> Furniture | None:
    """Return the entry that a line answers to which stands after the last paragraph of a text, or None."""
    lower = text.lower()
    return None if text.count(" ") >= _MOST_WORDS else _match_line(text, lower, _likely(lower, tail=True))


def _match_label(text: str, lower: str) -> Furniture | None:
    """Return the entry that has a line, here in small letters too, as one of its labels, or None."""
    if len(text) > _LONGEST_LABEL:
        return None
    label, labels = lower.replace("’", "'"), _load().labels
    found = labels.get(label) or labels.get(label.strip(_MARKS))
    return None if found is None or _LAST_WORD.fullmatch(text) else found


def holds_quotation(text: str) -> bool:
    """Return whether somebody is quoted with five words or more."""
    return any(len(m.group(1).split()) >= 5 for m in _QUOTED.finditer(text))


class _Likely(NamedTuple):
    """Patterns that a line may answer to, in the order in which they are tried."""

    lines: tuple[_Pattern, ...]
    phrases: tuple[_Pattern, ...]


def _likely(lower: str, *, tail: bool = False) -> _Likely:
    """Return the patterns that a line in small letters may answer to: it has a word they need."""
    known = _load(tail)
    code = lower.encode("utf-8", "replace")
    found, words = known.always, known.words
    for word in filter(words.__contains__, code.translate(_LETTERS_ALONE).split()):
        found |= words[word]
    for sign, bits in known.ascii_signs if len(code) == len(lower) else known.signs:
        if sign in lower:
            found |= bits
    if len(code.translate(None, b"0123456789")) < len(code):
        found |= known.digit
    return _patterns(found & found >> len(known.patterns), tail)


@lru_cache(maxsize=16384)
def _patterns(found: int, tail: bool) -> _Likely:
    """Return the patterns whose bits are set."""
    patterns = [pattern for place, pattern in enumerate(_load(tail).patterns) if found >> place & 1]
    return _Likely(
        tuple(pattern for pattern in patterns if pattern.kind != "holds"),
        tuple(pattern for pattern in patterns if pattern.kind == "holds"),
    )


def _match_line(text: str, lower: str, likely: _Likely) -> Furniture | None:
    if not likely.lines:
        return None
    bare = text.lstrip(_MARKS).rstrip(_MARKS_AFTER)
    for line, small in ((text, lower), (bare, bare.lower())) if bare != text else ((text, lower),):
        for entry, kind, pattern in likely.lines:
            if pattern.fullmatch(small if kind == "line" else line):
                return entry
    return None


def _match_glued(text: str) -> Furniture | None:
    """Return the entry of the first of several labels without a space between: `Share this articleComments`."""
    if len(text) > 3 * _LONGEST_LABEL or not _GLUED.search(text):
        return None
    parts = [part for part in _GLUE.split(text) if part.strip(_MARKS)]
    if not 2 <= len(parts) <= 8:
        return None
    first = None
    for part in parts:
        lower = part.lower()
        found = _match_label(part, lower) or _match_line(part, lower, _likely(lower))
        if found is None:
            return None
        first = first or found
    return first


def _match_phrase(text: str, lower: str, words: int, likely: _Likely) -> Furniture | None:
    for entry, _, pattern in likely.phrases:
        if words <= entry.words and pattern.search(lower) and not holds_quotation(text):
            return entry
    return None
