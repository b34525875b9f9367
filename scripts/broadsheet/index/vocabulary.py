"""The words a reader may have meant: looked through only when a word is found nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

LETTER_SIZE = 4_000
"""Words offered for one first letter at most: the most frequent ones."""

COMMON_FROM = 2_000
"""Documents from which on a word has to occur twice to be offered: once may be a misspelling itself."""


def gather(forms: Mapping[str, int], documents: int) -> dict[str, str]:
    """Return, by first letter, the words, the most frequent first, parted by spaces."""
    least = 2 if documents >= COMMON_FROM else 1
    letters: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for word, times in forms.items():
        if times >= least and len(word) > 2 and word.isalpha():
            letters[word[0]].append((-times, word))
    return {letter: _listed(found) for letter, found in sorted(letters.items())}


def _listed(found: list[tuple[int, str]]) -> str:
    return " ".join(word for _, word in sorted(found)[:LETTER_SIZE])
