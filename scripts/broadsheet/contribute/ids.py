"""Proposes permanent ids, such as `2023-01-06-daily-planet-bridge-to-close`."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count, islice

from anyascii import anyascii

from broadsheet.topic_keys import hyphened

_TITLE_WORDS = 7
# `NORTHPORT, Ruritania (Agency) - ` tells where the writer was; what happened comes behind it.
_DATELINE = re.compile(r"[A-Z][A-Z.'’ ]{2,30}[^\n—–-]{0,40}(?:—|–|--|\s-\s)\s{0,3}")
_STEM = 72
"""Characters of an id before a number is put behind it."""


def slug(words: str) -> str:
    """Return words as small letters, digits and single hyphens; empty where none of them can be written so."""
    return hyphened(anyascii(words[:500]).replace("'", "").replace("`", ""))


def propose_id(day: str, outlet: str, title: str, taken: Collection[str]) -> str:
    """Return an id that is not taken: day, month or year as far as known, outlet, first words of the title."""
    parts = [day or "undated", slug(outlet) or "unknown"]
    parts += islice(filter(None, slug(title).split("-")), _TITLE_WORDS)
    stem = _cut("-".join(parts))
    if stem not in taken:
        return stem
    return next(name for n in count(2) if (name := f"{stem}-{n}") not in taken)


def first_words(body: str) -> str:
    """Return how an article without a headline begins, behind its dateline."""
    dateline = _DATELINE.match(body)
    return body[dateline.end() if dateline is not None else 0 :][:500]


def _cut(stem: str) -> str:
    """Return an id that is not too long, cut between words where that is possible."""
    if len(stem) <= _STEM:
        return stem
    head, hyphen, _ = stem[: _STEM + 1].rpartition("-")
    return head if hyphen else stem[:_STEM]
