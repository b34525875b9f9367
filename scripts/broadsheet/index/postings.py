"""Which term stands where, and how often: what lunr's builder counts, without its weights.

lunr's weight of a term in a field follows from the term's counts, the field's length and the averages; they are
kept here, and the reader's browser computes the very weight lunr would have stored (`worker/postings.js`).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from broadsheet.index.analyse import stem, stop_words, surface, words
from broadsheet.index.codec import gaps
from broadsheet.index.document import FIELDS, PHRASE_FIELDS, UNSTEMMED, SearchDoc

STOPPED = -1
"""Stands for a stop word, so that the words after it keep their places."""


def _numbers() -> array[int]:
    return array("i")


@dataclass(slots=True)
class Posting:
    """The documents that have one term in one field."""

    docs: array[int] = field(default_factory=_numbers)
    """Their numbers, rising."""
    counts: array[int] = field(default_factory=_numbers)
    """How often each has the term."""
    steps: array[int] = field(default_factory=_numbers)
    """The gaps between the term's places, document after document."""


@dataclass(frozen=True)
class Postings:
    """A whole index before it is cut."""

    docs: Sequence[SearchDoc]
    """By the length of the body, so that all those lengths fit into a few runs."""
    lengths: dict[str, list[int]]
    """Of each field in each document, in terms."""
    terms: dict[str, dict[str, Posting]]
    """Term, then field."""
    forms: Counter[str]
    """How often each word as written, before stemming, stands in titles and bodies."""

    def average(self, name: str) -> float:
        """Return the mean length of a field, empty ones counted, as lunr does."""
        return sum(self.lengths[name]) / len(self.docs) if self.docs else 0.0


@dataclass
class _Lexicon:
    """Numbers for terms, so that a text takes four bytes a word until it is counted."""

    numbers: dict[str, int] = field(default_factory=dict)
    stemmed: dict[str, int] = field(default_factory=dict)
    plain: dict[str, int] = field(default_factory=dict)
    forms: Counter[str] = field(default_factory=Counter)

    def number(self, term: str) -> int:
        return self.numbers.setdefault(term, len(self.numbers))

    def read(self, name: str, text: str) -> array[int]:
        """Return the terms of a field's text in order, as numbers."""
        found = words(text)
        if name in PHRASE_FIELDS:
            self.forms.update(found)
        known = self.plain if name == UNSTEMMED else self.stemmed
        for word in set(found).difference(known):
            form = surface(word)
            stopped = form in stop_words() or not form
            known[word] = STOPPED if stopped else self.number(form if known is self.plain else stem(form))
        return array("i", [known[word] for word in found])


def count(docs: Iterable[SearchDoc]) -> Postings:
    """Return the postings of documents, the same whatever order they come in."""
    lexicon = _Lexicon()
    read = [(doc, [lexicon.read(name, doc.field(name)) for name in FIELDS]) for doc in docs]
    body = FIELDS.index("body")
    read.sort(key=lambda pair: (_length(pair[1][body]), pair[0].address))
    slots: dict[str, list[Posting | None]] = {name: [None] * len(lexicon.numbers) for name in FIELDS}
    lengths: dict[str, list[int]] = {name: [] for name in FIELDS}
    for number, (_, texts) in enumerate(read):
        for name, text in zip(FIELDS, texts, strict=True):
            lengths[name].append(_length(text))
            _post(slots[name], number, text)
    terms = {
        term: {name: posting for name in FIELDS if (posting := slots[name][place]) is not None}
        for term, place in lexicon.numbers.items()
    }
    return Postings([doc for doc, _ in read], lengths, terms, lexicon.forms)


def _length(text: array[int]) -> int:
    return len(text) - text.count(STOPPED)


def _post(slots: list[Posting | None], number: int, text: array[int]) -> None:
    places: dict[int, list[int]] = {}
    for place, term in enumerate(text):
        places.setdefault(term, []).append(place)
    places.pop(STOPPED, None)
    for term, found in places.items():
        posting = slots[term]
        if posting is None:
            posting = slots[term] = Posting()
        posting.docs.append(number)
        posting.counts.append(len(found))
        posting.steps.extend(gaps(found) if len(found) > 1 else found)
