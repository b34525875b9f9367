"""Documents to postings: each is read once, and four bytes a word are kept of it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from broadsheet.index.analyse import stem
from broadsheet.index.codec import Whole
from broadsheet.index.document import FIELDS, PHRASE_FIELDS, UNSTEMMED, SearchDoc
from broadsheet.index.lexicon import STOPPED, Lexicon, Terms, put, tally
from broadsheet.index.places import places
from broadsheet.index.postings import Postings, Texts, in_client_order

BATCH = 1 << 17
"""Characters of text that are read at once, about: what is made of them on the way stays in a cache."""


class Reader:
    """Takes documents one by one and reads some at a time."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._addresses: list[str] = []
        self._waiting: dict[str, list[str]] = {name: [] for name in FIELDS}
        self._size = 0
        """Characters of the texts that wait."""
        self._words = {name: array("i") for name in FIELDS}
        self._sizes = {name: array("q") for name in FIELDS}

    def add(self, doc: SearchDoc) -> None:
        """Take a document."""
        self._addresses.append(doc.address)
        for name, texts in self._waiting.items():
            texts.append(doc.field(name))
        self._size += len(doc.title) + len(doc.body)
        if self._size >= BATCH:
            self._read()

    def _read(self) -> None:
        for name, texts in self._waiting.items():
            words, sizes = self._lexicon.read(texts)
            self._words[name].frombytes(words.tobytes())
            self._sizes[name].frombytes(sizes.tobytes())
            texts.clear()
        self._size = 0

    def postings(self) -> Postings:
        """Return the postings of what was read, the same whatever order it came in.

        To be asked for once: terms take the place of the words.
        """
        self._read()
        found = {name: np.frombuffer(words or b"", np.int32) for name, words in self._words.items()}
        terms = Terms(list(self._lexicon.numbers))
        forms = _forms(terms.forms, [found[name] for name in PHRASE_FIELDS])
        for name, words in found.items():
            terms.put(words, str if name == UNSTEMMED else stem)
        listed = in_client_order(terms.numbers)
        ranks = np.full(len(listed) + 1, STOPPED, np.int32)  # the last is that of STOPPED, which is -1
        ranks[[terms.numbers[term] for term in listed]] = np.arange(len(listed))
        for words in found.values():
            put(words, ranks)
        texts = {name: Texts(words, np.asarray(self._sizes[name])) for name, words in found.items()}
        lengths = {name: text.lengths() for name, text in texts.items()}
        placed = places(lengths["body"], self._addresses)
        spread = {name: placed.spread(length) for name, length in lengths.items()}
        return Postings(placed, spread, listed, texts, forms)


def _forms(written: Sequence[str], texts: Iterable[Whole]) -> Counter[str]:
    """How often each word stands in some texts; those alike but for punctuation are counted together."""
    forms: Counter[str] = Counter()
    times = np.sum([tally(words, len(written)) for words in texts], axis=0)
    found = np.flatnonzero(times)
    for word, often in zip(found.tolist(), times[found].tolist(), strict=True):
        forms[written[word]] += often
    return forms
