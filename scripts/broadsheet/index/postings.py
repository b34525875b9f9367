"""Which term stands where, and how often: what lunr's builder counts, without its weights.

lunr's weight of a term in a field follows from the term's counts, the field's length and the averages; they are
kept here, and the reader's browser computes the very weight lunr would have stored (`worker/postings.js`).
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat

from broadsheet.index.analyse import stem, stop_words, surface, words
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


@dataclass
class _Field:
    """All documents' texts of one field, one after another."""

    phrases: bool
    starts: list[int] = field(default_factory=list)
    """Where each document begins."""
    doc_at: array[int] = field(default_factory=_numbers)
    """The document at each place."""
    places: defaultdict[int, array[int]] = field(default_factory=lambda: defaultdict(_numbers))
    """Where each term stands."""

    def add(self, text: array[int]) -> None:
        start = len(self.doc_at)
        self.doc_at.extend(repeat(len(self.starts), len(text)))
        self.starts.append(start)
        for place, found in enumerate(map(self.places.__getitem__, text), start):
            found.append(place)

    def posting(self, term: int) -> Posting:
        """Return a term's posting: a document counts as often as the term stands in it."""
        places = self.places.pop(term)
        docs = [self.doc_at[place] for place in places]
        counts = Counter(docs)
        return Posting(array("i", counts), array("i", counts.values()), self._steps(places, docs))

    def _steps(self, places: array[int], docs: list[int]) -> array[int]:
        if not self.phrases:
            return _numbers()
        before = chain((-1,), places)
        starts = map(self.starts.__getitem__, docs)
        near = zip(places, before, starts, strict=False)
        return array("i", [p - start if last < start else p - last - 1 for p, last, start in near])


def count(docs: Iterable[SearchDoc]) -> Postings:
    """Return the postings of documents, the same whatever order they come in."""
    lexicon = _Lexicon()
    read = [(doc, [lexicon.read(name, doc.field(name)) for name in FIELDS]) for doc in docs]
    body = FIELDS.index("body")
    read.sort(key=lambda pair: (_length(pair[1][body]), pair[0].address))
    fields = {name: _Field(name in PHRASE_FIELDS) for name in FIELDS}
    lengths: dict[str, list[int]] = {name: [] for name in FIELDS}
    for _, texts in read:
        for name, text in zip(FIELDS, texts, strict=True):
            lengths[name].append(_length(text))
            fields[name].add(text)
    terms = {
        term: {name: found.posting(number) for name, found in fields.items() if number in found.places}
        for term, number in lexicon.numbers.items()
    }
    return Postings([doc for doc, _ in read], lengths, terms, lexicon.forms)


def _length(text: array[int]) -> int:
    return len(text) - text.count(STOPPED)
