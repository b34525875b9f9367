"""Tells which language an article is written in."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from broadsheet.describe.evidence import quote_raw
from broadsheet.models import Cleaned, Finding, Raw
from broadsheet.words import table

_WORD = re.compile(r"[^\W\d_]+")
# A running text of any of the languages has at least this share of its function words.
_LEAST_SHARE = 0.08
_LEAST_WORDS = 20
# Pages tell dialects apart, the text does not: `en-GB` and `en_US` are both `en`.
_PRIMARY = re.compile(r"\s*([A-Za-z]{2,3})(?![A-Za-z])")


@cache
def _languages() -> dict[str, frozenset[str]]:
    counts = Counter(word for words in table("languages").values() for word in words)
    return {tag: frozenset(w for w in words if counts[w] == 1) for tag, words in table("languages").items()}


def find_stated_language(raw: Raw, cleaned: Cleaned) -> Finding[str]:
    """Return the language that a saved page states, unless its text is plainly in another one."""
    inferred = find_language(cleaned.text)
    fact = cleaned.fact("language")
    tag = _PRIMARY.match(fact.value) if fact is not None else None
    if fact is None or tag is None or (inferred.value is not None and inferred.value != tag[1].lower()):
        return inferred
    return Finding(tag[1].lower(), "stated", (quote_raw(raw, fact.raw),), rule=fact.rule)


def find_language(text: str) -> Finding[str]:
    """Return the language tag of a text, inferred from its function words, or unknown."""
    words = [w.lower() for w in _WORD.findall(text)]
    if len(words) < _LEAST_WORDS:
        return Finding(None, "unknown", note="too short to tell")
    shares = {tag: sum(w in known for w in words) / len(words) for tag, known in _languages().items()}
    best = max(shares, key=lambda tag: (shares[tag], tag))
    if shares[best] < _LEAST_SHARE:
        return Finding(None, "unknown", note="none of the languages known here")
    note = f"{shares[best]:.0%} of its words are function words of the language"
    return Finding(best, "inferred", note=note, rule="function-words")
