"""What results can be narrowed down by: one file per facet, with a value for every document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from broadsheet.index.codec import Whole, encode_all, gaps, sliced
from broadsheet.index.document import SearchDoc
from broadsheet.index.lexicon import Numbers
from broadsheet.index.places import Places

UNKNOWN = "unknown"

_COLUMNS = ("month", "kind", "date")
"""Those with one value for each document; of others it has none, one or several."""

FACETS = (*_COLUMNS, "outlet", "topic", "speaker", "family")

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class Facet:
    """One way of narrowing results down: pairs of a value and a document that has it, document after document."""

    values: Sequence[str]
    """Each once."""
    of: Whole
    """The place of each pair's value among them."""
    docs: Whole
    """The number of each pair's document, counted from 0 as they were read."""


def facets(docs: Sequence[SearchDoc]) -> dict[str, Facet]:
    """Return what documents can be found by besides their words."""
    told = list(map(_told, docs))
    return {name: _facet(each[name] for each in told) for name in FACETS}


def _told(doc: SearchDoc) -> dict[str, Iterable[str]]:
    unknown = "" if doc.kind == "topic" else UNKNOWN  # a topic has no outlet and no month, not an unknown one
    lists = {
        "outlet": (doc.outlet or unknown, *doc.also),
        "topic": doc.topics or ((UNKNOWN,) if doc.kind == "article" else ()),
        "speaker": (doc.speaker,),
        "family": (doc.family,),
    }
    columns = {"month": (unknown and doc.month,), "kind": (doc.kind,), "date": (doc.date,)}
    return columns | {name: filter(None, dict.fromkeys(found)) for name, found in lists.items()}


def _facet(found: Iterable[Iterable[str]]) -> Facet:
    numbers = Numbers()
    pairs = [(numbers[value], doc) for doc, values in enumerate(found) for value in values]
    of, docs = np.array(pairs, np.int32).reshape(-1, 2).T
    return Facet(list(numbers), of, docs)


def joined(parts: Sequence[Facet], firsts: Sequence[int]) -> Facet:
    """Return one facet of the documents of several, and where those of each begin among all."""
    numbers = Numbers()
    of = [numbers.of(part.values)[part.of] for part in parts]
    docs = [part.docs + first for part, first in zip(parts, firsts, strict=True)]
    none = np.zeros(0, np.int32)
    return Facet(list(numbers), np.concatenate([none, *of]), np.concatenate([none, *docs]))


def contents(found: Mapping[str, Facet], labels: Mapping[str, str], places: Places) -> dict[str, bytes]:
    """Return the content of each facet's file: its values, and the documents that have them.

    A facet with one value a document is a column (`of`: the value's place, for each document); one with none or
    several is a list of documents for each value (`docs`).
    """
    content = {
        name: _column(facet, places) if name in _COLUMNS else _lists(facet, places)
        for name, facet in found.items()
    }
    content["outlet"]["labels"] = [labels.get(value, "") for value in content["outlet"]["values"]]
    # A family's id is not told: results only have to know what belongs together.
    content["family"] = {"docs": content["family"]["docs"]}
    return {name: _write(facet).encode() for name, facet in content.items()}


def _column(facet: Facet, places: Places) -> dict[str, list[str] | str]:
    values, ranks = _sorted(facet.values)
    return {"values": values, "of": encode_all(ranks[facet.of][places.order])[0]}


def _lists(facet: Facet, places: Places) -> dict[str, list[str] | str]:
    values, ranks = _sorted(facet.values)
    of, docs = ranks[facet.of], places.by_document()[facet.docs]
    together = np.lexsort((docs, of))
    of, docs = of[together], docs[together]
    firsts = np.flatnonzero(np.diff(of, prepend=-1))
    return {"values": values, "docs": list(sliced(gaps(docs, firsts), np.append(firsts, len(docs))))}


def _sorted(values: Sequence[str]) -> tuple[list[str], Whole]:
    """The values in order, and the place of each there."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = np.empty(len(values), np.int64)
    ranks[order] = np.arange(len(values))
    return [values[place] for place in order], ranks
