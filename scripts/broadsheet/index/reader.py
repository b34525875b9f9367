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
from broadsheet.index.postings import Postings, Texts, client_order


class Reader:
    """Reads documents one by one."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._addresses: list[str] = []
        self._words = {name: array("i") for name in FIELDS}
        self._sizes = {name: array("q") for name in FIELDS}

    def add(self, doc: SearchDoc) -> None:
        """Read a document."""
        self._addresses.append(doc.address)
        for name in FIELDS:
            if text := doc.field(name):
                words = self._lexicon.read(text)
                self._words[name].frombytes(words.tobytes())
                self._sizes[name].append(len(words))
            else:
                self._sizes[name].append(0)

    def postings(self) -> Postings:
        """Return the postings of what was read, the same whatever order it came in.

        To be asked for once: terms take the place of the words.
        """
        found = {name: np.frombuffer(words or b"", np.int32) for name, words in self._words.items()}
        terms = Terms(list(self._lexicon.numbers))
        forms = _forms(terms.forms, [found[name] for name in PHRASE_FIELDS])
        for name, words in found.items():
            terms.put(words, str if name == UNSTEMMED else stem)
        listed = sorted(terms.numbers, key=client_order)
        ranks = np.full(len(listed) + 1, STOPPED, np.int32)  # the last is that of STOPPED, which is -1
        ranks[[terms.numbers[term] for term in listed]] = np.arange(len(listed))
        for words in found.values():
            put(words, ranks)
        texts = {name: Texts(words, np.asarray(self._sizes[name])) for name, words in found.items()}
        lengths = {name: text.lengths() for name, text in texts.items()}
        order = self._order(lengths["body"])
        ordered = {name: length[order] for name, length in lengths.items()}
        return Postings(order, ordered, listed, texts, forms)

    def _order(self, lengths: Whole) -> list[int]:
        keys = list(zip(lengths.tolist(), self._addresses, strict=True))
        return sorted(range(len(keys)), key=keys.__getitem__)


def _forms(written: Sequence[str], texts: Iterable[Whole]) -> Counter[str]:
    """How often each word stands in some texts; those alike but for punctuation are counted together."""
    forms: Counter[str] = Counter()
    for words in texts:
        times = tally(words, len(written))
        found = np.flatnonzero(times)
        for word, often in zip(found.tolist(), times[found].tolist(), strict=True):
            forms[written[word]] += often
    return forms
