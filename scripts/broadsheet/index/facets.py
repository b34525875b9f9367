"""What results can be narrowed down by: one file per facet, with a value for every document."""

from __future__ import annotations

import json
from array import array

import numpy as np

from broadsheet.index.codec import Whole, encode_all, gaps, sliced
from broadsheet.index.document import SearchDoc
from broadsheet.index.places import Places

UNKNOWN = "unknown"

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class _Column:
    """One value for each document."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.of = array("i")

    def add(self, value: str) -> None:
        self.of.append(self.numbers.setdefault(value, len(self.numbers)))

    def content(self, places: Places) -> dict[str, list[str] | str]:
        values, ranks = _sorted(self.numbers)
        return {"values": values, "of": encode_all(ranks[np.asarray(self.of)][places.order])[0]}


class _Lists:
    """None, one or several values for each document."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.values, self.docs = array("i"), array("i")

    def add(self, value: str, doc: int) -> None:
        self.values.append(self.numbers.setdefault(value, len(self.numbers)))
        self.docs.append(doc)

    def content(self, places: Places) -> dict[str, list[str] | str]:
        values, ranks = _sorted(self.numbers)
        of, docs = ranks[np.asarray(self.values)], places.by_document()[np.asarray(self.docs)]
        together = np.lexsort((docs, of))
        of, docs = of[together], docs[together]
        firsts = np.flatnonzero(np.diff(of, prepend=-1))
        written = sliced(gaps(docs, firsts), np.append(firsts, len(docs)))
        return {"values": values, "docs": list(written)}


def _sorted(numbers: dict[str, int]) -> tuple[list[str], Whole]:
    """The values in order, and the place of each by its number."""
    values = sorted(numbers)
    ranks = np.empty(len(values), np.int64)
    ranks[[numbers[value] for value in values]] = np.arange(len(values))
    return values, ranks


class Facets:
    """Keeps of each document what results can be narrowed down by.

    A facet with one value a document is a column (`of`: the value's place, for each document); one with none or
    several is a list of documents for each value (`docs`).
    """

    def __init__(self) -> None:
        self._outlets: dict[str, str] = {}
        self._columns = {name: _Column() for name in ("month", "kind", "date")}
        self._lists = {name: _Lists() for name in ("outlet", "topic", "speaker", "family")}

    def add(self, doc: SearchDoc) -> None:
        """Keep what a document can be found by besides its words."""
        unknown = "" if doc.kind == "topic" else UNKNOWN  # a topic has no outlet and no month, not an unknown one
        if doc.outlet:
            self._outlets[doc.outlet] = doc.outlet_name
        for name, value in {"month": unknown and doc.month, "kind": doc.kind, "date": doc.date}.items():
            self._columns[name].add(value)
        number = len(self._columns["kind"].of) - 1
        lists = {
            "outlet": (doc.outlet or unknown, *doc.also),
            "topic": doc.topics or ((UNKNOWN,) if doc.kind == "article" else ()),
            "speaker": (doc.speaker,),
            "family": (doc.family,),
        }
        for name, found in lists.items():
            for value in filter(None, dict.fromkeys(found)):
                self._lists[name].add(value, number)

    def files(self, places: Places) -> dict[str, bytes]:
        """Return the content of each facet's file: its values, and the documents that have them."""
        facets: dict[str, _Column | _Lists] = {**self._columns, **self._lists}
        content = {name: facet.content(places) for name, facet in facets.items()}
        content["outlet"]["labels"] = [self._outlets.get(value, "") for value in content["outlet"]["values"]]
        # A family's id is not told: results only have to know what belongs together.
        content["family"] = {"docs": content["family"]["docs"]}
        return {name: _write(facet).encode() for name, facet in content.items()}

    @property
    def repeated(self) -> int:
        """Return how many documents belong to a family."""
        return len(self._lists["family"].docs)
