"""Documents to numbers: what search has of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np

from broadsheet.index.analyse import stem
from broadsheet.index.codec import Whole
from broadsheet.index.display import row
from broadsheet.index.document import FIELDS, PHRASE_FIELDS, UNSTEMMED, SearchDoc
from broadsheet.index.facets import facets
from broadsheet.index.lexicon import STOPPED, Lexicon, Terms, tally
from broadsheet.index.postings import Texts
from broadsheet.index.sheaf import Sheaf

BATCH = 1 << 17
"""Characters of text that are read at once, about: what is made of them on the way stays in a cache."""


class Reader:
    """Reads documents; each word is looked at once, whatever it is in."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._terms = Terms()

    def read(self, docs: Sequence[SearchDoc]) -> Sheaf:
        """Return what search has of some documents, the same whatever was read before."""
        read = {name: self._words([doc.field(name) for doc in docs]) for name in FIELDS}
        self._terms.learn(islice(self._lexicon.numbers, len(self._terms.forms), None))
        forms = self._forms([read[name].terms for name in PHRASE_FIELDS])
        for name, text in read.items():
            self._terms.put(text.terms, str if name == UNSTEMMED else stem)
        terms, texts = self._own(read)
        return Sheaf(
            [doc.address for doc in docs],
            list(map(row, docs)),
            terms,
            texts,
            sorted(forms),
            np.array([forms[form] for form in sorted(forms)], np.int32),
            facets(docs),
            {doc.outlet: doc.outlet_name for doc in docs if doc.outlet},
        )

    def _words(self, texts: Sequence[str]) -> Texts:
        read = [self._lexicon.read(some) for some in _batches(texts)]
        words, sizes = zip(*read, strict=True) if read else ((), ())
        return Texts(np.concatenate([np.zeros(0, np.int32), *words]), np.concatenate([np.zeros(0, int), *sizes]))

    def _forms(self, texts: Sequence[Whole]) -> Counter[str]:
        """How often each word stands in some texts; those alike but for punctuation are counted together."""
        forms: Counter[str] = Counter()
        times = np.sum([tally(words, len(self._terms.forms)) for words in texts], axis=0)
        found = np.flatnonzero(times)
        for word, often in zip(found.tolist(), times[found].tolist(), strict=True):
            forms[self._terms.forms[word]] += often
        return forms

    def _own(self, texts: Mapping[str, Texts]) -> tuple[list[str], dict[str, Texts]]:
        """The terms of some texts in order, and the same texts with the terms' places there."""
        known = list(self._terms.numbers)
        seen = np.zeros(len(known) + 1, bool)
        for text in texts.values():
            seen[text.terms] = True  # the last is that of STOPPED, which is -1
        found = np.flatnonzero(seen[:-1])
        terms = sorted(known[number] for number in found.tolist())
        places = np.full(len(known) + 1, STOPPED, np.int32)
        places[[self._terms.numbers[term] for term in terms]] = np.arange(len(terms))
        return terms, {name: Texts(places[text.terms], text.sizes) for name, text in texts.items()}


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    first = size = 0
    for end, text in enumerate(texts, 1):
        size += len(text)
        if size >= BATCH or end == len(texts):
            yield texts[first:end]
            first, size = end, 0
