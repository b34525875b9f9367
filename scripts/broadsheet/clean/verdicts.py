"""What can be said of a unit, and the marks of prose that several judges look at."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from broadsheet.models import Fate

_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]{0,3}$|[。！？]$")
_NO_HEADLINE_END = re.compile(r"[.,;:]$|\.[\"”’']$")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
"""Signs of Chinese and Japanese, which part no words by spaces; two are about a word."""
_PROSE_WORDS = 8
_SHORTEST_PROSE = 15
"""Eight words and what parts them are no shorter, nor is so much Chinese; most lines of a page are."""


class Verdict(NamedTuple):
    """What becomes of a unit, and why."""

    fate: Fate = "kept"
    reason: str = ""
    """A key of `words/reasons.yml`; for a field `title`, `dek` or `byline`."""
    rule: str = ""
    doubt: str = ""


KEPT = Verdict()
NOTHING_ELSE = Verdict(rule="nothing-else", doubt="reads like furniture, but nothing else is there")
"""Of prose where none would be left: a reader would see an article there."""


def ends_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return not text[-1:].isalnum() and _SENTENCE_END.search(text[-5:]) is not None


def is_prose(text: str) -> bool:
    """Return whether a text is at least one whole sentence of running text."""
    if len(text) < _SHORTEST_PROSE or text[-1].isalnum():
        return False
    return _is_prose(text) if len(text) < _KNOWN_AGAIN else _is_prose.__wrapped__(text)


_KNOWN_AGAIN = 2000
"""What was found of longer texts is not kept in memory; every judge asks anew about every line."""


@lru_cache(maxsize=4096)
def _is_prose(text: str) -> bool:
    return ends_sentence(text) and count_words(text) >= _PROSE_WORDS


def count_words(text: str) -> int:
    """Return about how many words a text has; of Chinese and Japanese those of its beginning."""
    spaced = text.count(" ") + 1
    return spaced if text.isascii() else max(spaced, len(_UNSPACED.findall(text[:200])) // 2)


def is_headline(text: str) -> bool:
    """Return whether a text has the shape of a headline: a few words, no full stop, a capital first."""
    if not 3 <= text.count(" ") + 1 <= 25 or len(text) > 200 or _NO_HEADLINE_END.search(text[-2:]):
        return False
    first = text.lstrip("\"“‘'([¿¡$€£")[:1]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())
