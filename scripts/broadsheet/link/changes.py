"""Names what one article has differently from another where both say nearly the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.link.shingles import folded_words
from broadsheet.models import Article, Change, Claim, Span
from broadsheet.words import table, word_set

_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
# Some houses set quotations in single marks; within words the same mark is an apostrophe.
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,500})[”\"]|(?<!\w)[‘']((?:[^‘’']|(?<=\w)[’'](?=\w)){3,500})[’'](?!\w)")


def changes(a: Article, in_a: Span, b: Article, in_b: Span) -> tuple[Change, ...]:
    """Return how a sentence of the second article differs from its counterpart in the first."""
    before, after = a.cleaned.text[in_a.start : in_a.end], b.cleaned.text[in_b.start : in_b.end]
    if folded_words(before) == folded_words(after):
        return tuple(_quotation(before, after))
    found = [
        *_figures(before, after),
        *_negation(before, after),
        *_attribution(_attributed(a, in_a), _attributed(b, in_b)),
        *_quotation(before, after),
    ]
    return tuple(found) or (Change("wording", before, after),)


def figures(text: str) -> frozenset[str]:
    """Return the numbers of a text, in digits or words, without separators."""
    digits = {match.replace(",", "").rstrip(".") for match in _FIGURE.findall(text)}
    numerals = table("changes")["numerals"]
    return frozenset(digits | {str(numerals[w]) for w in folded_words(text) if w in numerals})


def negations(text: str) -> int:
    """Return how many words of negation a text holds."""
    words, known = folded_words(text), word_set("changes", "negations")
    return sum(map(known.__contains__, words)) + sum(word.endswith("n't") for word in words if "'" in word)


def _figures(before: str, after: str) -> Iterator[Change]:
    first, second = figures(before), figures(after)
    if first != second:
        yield Change("figure", _joined(first - second), _joined(second - first))


def _joined(words: frozenset[str]) -> str:
    return ", ".join(sorted(words))


def _negation(before: str, after: str) -> Iterator[Change]:
    if (negations(before) % 2) != (negations(after) % 2):
        yield Change("negation", before, after)


def _attributed(article: Article, sentence: Span) -> list[tuple[Claim, str]]:
    """Return the claims of a sentence with the words that attribute them, such as `the ministry said`."""
    text = article.cleaned.text
    found = []
    for claim in article.claims:
        if any(s.start < sentence.end and sentence.start < s.end for s in claim.spans):
            marks = sorted(s for s in (claim.speaker_clean, claim.cue_clean) if s is not None)
            found.append((claim, " ".join(text[m.start : m.end] for m in marks)))
    return found


def _attribution(first: list[tuple[Claim, str]], second: list[tuple[Claim, str]]) -> Iterator[Change]:
    """Yield the attributions that were dropped, added or given to somebody else."""
    if first and not second:
        yield Change("attribution", first[0][1], "")
    elif second and not first:
        yield Change("attribution", "", second[0][1])
    elif first and second:
        (mine, words), (other, other_words) = first[0], second[0]
        if folded_words(words) == folded_words(other_words):
            return  # the same words, though only one article says who is meant by them
        if (mine.speaker_id or mine.speaker.lower()) != (other.speaker_id or other.speaker.lower()):
            yield Change("attribution", words or mine.speaker, other_words or other.speaker)


def _quotation(before: str, after: str) -> Iterator[Change]:
    """Yield what stands in quotation marks on one side and without them on the other."""
    yield from (Change("quotation", f"“{quote}”", quote) for quote in _unquoted(before, after))
    yield from (Change("quotation", quote, f"“{quote}”") for quote in _unquoted(after, before))


def _unquoted(text: str, other: str) -> Iterator[str]:
    """Yield what a text has in quotation marks and another has without them."""
    plain, quoted = _folded(other), list(map(_folded, _quoted(other)))
    for quote in _quoted(text):
        words = _folded(quote)
        if words in plain and not any(words in each for each in quoted):
            yield quote


def _quoted(text: str) -> list[str]:
    return [double or single for double, single in _QUOTED.findall(text)]


def _folded(text: str) -> str:
    return " ".join(folded_words(text))
