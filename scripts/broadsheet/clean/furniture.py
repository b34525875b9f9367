"""Tell a page's furniture by what it says, from the patterns of `words/furniture.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import NamedTuple

from broadsheet.words import table

_MARKS = " \t*•·●▪■►▶»«›‹>→←|/–—-:#.…✕×"
_GLUE = re.compile(r"(?<=[a-z:.!?)])(?=[A-Z])")
_QUOTED = re.compile(r"[“\"]([^“”\"]{12,})[”\"]")
_LONGEST_LABEL = 70
_WORD = re.compile(r"[a-z]+|©")
_MOST_PHRASE_WORDS = 130
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
    words: int = 80
    """A line of more words than this does not count as holding it."""


class _Pattern(NamedTuple):
    entry: Furniture
    pattern: re.Pattern[str]
    needs: frozenset[str]
    """One of these words must be there; empty if none is asked for."""


@dataclass(frozen=True)
class _Table:
    labels: dict[str, Furniture]
    any_line: re.Pattern[str]
    """All `line` patterns in one: most lines match none, and one look is enough to know."""
    lines: tuple[_Pattern, ...]
    cased: tuple[_Pattern, ...]
    holds: tuple[_Pattern, ...]


@cache
def _load() -> _Table:
    entries = table("furniture")
    keys = [field.name for field in fields(Furniture)]
    made = {e["id"]: Furniture(**{key: e[key] for key in keys if key in e}) for e in entries}

    def compiled(kind: str) -> tuple[_Pattern, ...]:
        return tuple(
            _Pattern(made[e["id"]], re.compile("|".join(e[kind])), frozenset(e.get("needs", ())))
            for e in entries
            if kind in e
        )

    return _Table(
        labels={label: made[e["id"]] for e in entries for label in e.get("labels", ())},
        any_line=re.compile("|".join(pattern for e in entries for pattern in e.get("line", ()))),
        lines=compiled("line"),
        cased=compiled("cased"),
        holds=compiled("holds"),
    )


@lru_cache(maxsize=4096)
def match_furniture(text: str) -> Furniture | None:
    """Return the entry that a whole line answers to, or None."""
    found = match_label(text)
    words = text.count(" ") + 1
    if found is None and words <= _MOST_WORDS:
        found = _match_line(text) or _match_glued(text)
    if found is None and words <= _MOST_PHRASE_WORDS:
        found = _match_phrase(text, words)
    return found


def match_label(text: str) -> Furniture | None:
    """Return the entry that has the line as one of its labels, or None."""
    if len(text) > _LONGEST_LABEL:
        return None
    labels = _load().labels
    text = text.lower().replace("’", "'")
    return labels.get(text) or labels.get(text.strip(_MARKS))


def holds_quotation(text: str) -> bool:
    """Return whether somebody is quoted with five words or more."""
    return any(len(m.group(1).split()) >= 5 for m in _QUOTED.finditer(text))


def _match_line(text: str) -> Furniture | None:
    known = _load()
    bare = text.lstrip(_MARKS).rstrip(_MARKS.replace(".", ""))  # a full stop tells a sentence
    for line in (text, bare) if bare != text else (text,):
        lower = line.lower()
        if known.any_line.fullmatch(lower):
            return next(p.entry for p in known.lines if p.pattern.fullmatch(lower))
        words = _words(lower)
        for entry, pattern, needs in known.cased:
            if (not needs or not needs.isdisjoint(words)) and pattern.fullmatch(line):
                return entry
    return None


def _match_glued(text: str) -> Furniture | None:
    """Return the entry of the first of several labels without a space between: `Share this articleComments`."""
    if len(text) > 3 * _LONGEST_LABEL:
        return None
    parts = [part for part in _GLUE.split(text) if part.strip(_MARKS)]
    if not 2 <= len(parts) <= 8:
        return None
    found = [match_label(part) or _match_line(part) for part in parts]
    return found[0] if all(found) else None


def _match_phrase(text: str, words: int) -> Furniture | None:
    lower = text.lower()
    seen = _words(lower)
    for entry, pattern, needs in _load().holds:
        likely = words <= entry.words and (not needs or not needs.isdisjoint(seen))
        if likely and pattern.search(lower) and not holds_quotation(text):
            return entry
    return None


@lru_cache(maxsize=64)
def _words(lower: str) -> frozenset[str]:
    return frozenset(_WORD.findall(lower))
