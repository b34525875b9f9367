"""Finds what a page says of its article above it: the headline, and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.clean.fields import find_writer
from broadsheet.clean.verdicts import Verdict, count_words, is_headline

_SEPARATOR = re.compile(r"\s[-–—·•»:]\s|\s?\|\s?")
_TRAIL = re.compile(r"\s[»›>→]\s")
_WORD = re.compile(r"\w+")
_ALIKE = 0.5
"""Share of words in common from which a line is the page's title, wherever it stands above the article."""
_AKIN = 0.15
"""From which it is another headline of the same article, if it stands near.

Between .4 and .6, and .1 and .25, at most 5 of 780 texts come out otherwise.
"""
_NEAR, _FEWEST_WORDS = 20, 4
_OPENING, _LONG, _TWICE = 6, 4, 2
"""Lines in which an article says what its headline says, letters of a word that counts, and how many it needs."""
_AGAIN = 3
"""Within so many lines of the article its headline is looked for again."""
_BYLINE_REACH = 6
"""A byline stands at most so many lines below the article's first."""


def name_fields(texts: Sequence[str], verdicts: list[Verdict], first: int) -> None:
    """Write headline and byline into the verdicts; `first` is the article's first unit."""
    title = find_headline(texts, first)
    if title is not None:
        verdicts[title] = Verdict("field", "title", "page-headline" if title else "page-title")
    if title and verdicts[0].rule == "page-trees":
        verdicts[0] = Verdict("removed", "repeated", "page-title")
    for i in range(first, min(first + _AGAIN, len(texts))):
        if title is not None and i != title and texts[i].casefold() == texts[title].casefold():
            verdicts[i] = Verdict("removed", "repeated", "headline-again")
    writer = find_writer(texts, title or 0, first, first + _BYLINE_REACH)
    if writer is not None:
        verdicts[writer] = Verdict("field", "byline", "byline")


def find_headline(texts: Sequence[str], first: int) -> int | None:
    """Return which line is the headline: the one that is most like the page's own title, its first line.

    Many pages have another headline for readers than for search engines; near the article a few words in common
    are enough. Where nothing is like it, the page may have been copied without its title: then it is the line
    that the article itself says again, else the first line.
    """
    titles = _readings(texts[0]) if texts else []
    lines = [i for i in range(1, min(first + 1, len(texts))) if is_headline(texts[i]) and not _is_trail(texts[i])]
    like = {i: max((_likeness(_words(texts[i]), title) for title in titles), default=0.0) for i in lines}
    near = (i for i in lines if i >= first - _NEAR and count_words(texts[i]) >= _FEWEST_WORDS)
    for candidates, least in ((lines, _ALIKE), (near, _AKIN)):
        best = max(candidates, key=lambda i: (like[i], i), default=None)
        if best is not None and like[best] >= least:
            return best
    again = _said_again(texts, first)
    if again is not None:
        return again
    return 0 if first > 0 and is_headline(texts[0]) else None


def _is_trail(text: str) -> bool:
    """Return whether a line leads to the page from the site's first: `Home » News » A headline`."""
    return len(_TRAIL.findall(text)) > 1


def _said_again(texts: Sequence[str], first: int) -> int | None:
    """Return the headline of a page whose title nobody has copied: the line that the article says again."""
    shares: dict[int, float] = {}
    for i in {0, *range(max(0, first - _NEAR), first + 1)} & {*range(len(texts))}:
        said = frozenset().union(*map(_words, texts[max(first, i + 1) : first + _OPENING]))
        own = {word for word in _words(texts[i]) if len(word) >= _LONG} if is_headline(texts[i]) else set()
        if len(own & said) >= _TWICE and count_words(texts[i]) >= _FEWEST_WORDS:
            shares[i] = len(own & said) / len(own)
    if shares.get(0, 0) >= _ALIKE:
        return 0
    best = max(shares, key=lambda i: (shares[i], i), default=None)
    return best if best is not None and shares[best] >= _ALIKE else None


def _readings(title: str) -> list[frozenset[str]]:
    """Return the words of a page's title, whole and without what its outlet put behind it."""
    ends = [len(title), *(match.start() for match in _SEPARATOR.finditer(title))]
    return [words for words in (_words(title[:end]) for end in ends) if len(words) > 1]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
