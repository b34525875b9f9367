"""Documents to postings: each is read once, and four bytes a word are kept of it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence

import numpy as np

from broadsheet.index.analyse import stem
from broadsheet.index.codec import Whole
from broadsheet.index.document import FIELDS, PHRASE_FIELDS, UNSTEMMED, SearchDoc
from broadsheet.index.lexicon import STOPPED, Lexicon, Terms
from broadsheet.index.postings import Postings, client_order, count, lengths


class _Texts:
    """All documents' texts of one field, one after another."""

    def __init__(self) -> None:
        self.words = array("i")
        self.sizes = array("q")
        """How many words each text has."""

    def add(self, words: array[int]) -> None:
        self.words.extend(words)
        self.sizes.append(len(words))


class Reader:
    """Reads documents one by one."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._addresses: list[str] = []
        self._texts = {name: _Texts() for name in FIELDS}

    def add(self, doc: SearchDoc) -> None:
        """Read a document."""
        self._addresses.append(doc.address)
        for name, texts in self._texts.items():
            texts.add(self._lexicon.read(doc.field(name)))

    def postings(self) -> Postings:
        """Return the postings of what was read, the same whatever order it came in. The words read are let go."""
        terms = Terms(list(self._lexicon.numbers))
        forms = self._forms(terms.forms)
        sizes = {name: np.asarray(texts.sizes) for name, texts in self._texts.items()}
        found: dict[str, Whole] = {}
        for name in FIELDS:
            cut = str if name == UNSTEMMED else stem
            found[name] = terms.of(np.asarray(self._texts.pop(name).words), cut)
        listed = sorted(terms.numbers, key=client_order)
        ranks = np.full(len(listed) + 1, STOPPED, np.int32)  # the last is that of STOPPED, which is -1
        ranks[[terms.numbers[term] for term in listed]] = np.arange(len(listed))
        order = self._order(lengths(found["body"], sizes["body"]))
        fields = {name: count(ranks[found.pop(name)], sizes[name], order, len(listed)) for name in FIELDS}
        return Postings(order, listed, fields, forms)

    def _forms(self, written: Sequence[str]) -> Counter[str]:
        forms: Counter[str] = Counter()
        for name in PHRASE_FIELDS:
            times = np.bincount(self._texts[name].words, minlength=len(written))
            for form, often in zip(written, times.tolist(), strict=True):
                if often:
                    forms[form] += often
        return forms

    def _order(self, body: Whole) -> list[int]:
        keys = list(zip(body.tolist(), self._addresses, strict=True))
        return sorted(range(len(keys)), key=keys.__getitem__)
