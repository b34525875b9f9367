"""What results can be narrowed down by: one file per facet, with a value for every document."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from broadsheet.index.codec import encode, gaps
from broadsheet.index.document import SearchDoc

UNKNOWN = "unknown"


def gather(docs: Sequence[SearchDoc]) -> dict[str, str]:
    """Return the content of each facet's file: its values, and the documents that have them.

    A facet with one value a document is a column (`of`: the value's place, for each document); one with none or
    several is a list of documents for each value (`docs`).
    """
    names = {doc.outlet: doc.outlet_name for doc in docs if doc.outlet}
    return {
        "outlet": _column(docs, lambda doc: doc.outlet or _unless_topic(doc), labels=names),
        "month": _column(docs, lambda doc: _unless_topic(doc) and doc.month),
        "kind": _column(docs, lambda doc: doc.kind),
        "date": _column(docs, lambda doc: doc.date),
        "topic": _lists(
            docs, lambda doc: dict.fromkeys(doc.topics) or ((UNKNOWN,) if doc.kind == "article" else ())
        ),
        "speaker": _lists(docs, lambda doc: (doc.speaker,) if doc.speaker else ()),
        "family": _families(docs),
    }


def _unless_topic(doc: SearchDoc) -> str:
    """A topic has no outlet and no month, not an unknown one."""
    return "" if doc.kind == "topic" else UNKNOWN


def _families(docs: Sequence[SearchDoc]) -> str:
    """Their ids are not told: results only have to know what belongs together."""
    members: dict[str, list[int]] = defaultdict(list)
    for number, doc in enumerate(docs):
        if doc.family:
            members[doc.family].append(number)
    return json.dumps({"docs": [encode(gaps(m)) for m in members.values() if len(m) > 1]})


def _column(
    docs: Sequence[SearchDoc], value: Callable[[SearchDoc], str], labels: dict[str, str] | None = None
) -> str:
    found = [value(doc) for doc in docs]
    values = sorted(set(found))
    places = {name: place for place, name in enumerate(values)}
    column = {"values": values, "of": encode(places[name] for name in found)}
    if labels is not None:
        column["labels"] = [labels.get(name, "") for name in values]
    return json.dumps(column, ensure_ascii=False, separators=(",", ":"))


def _lists(docs: Sequence[SearchDoc], found: Callable[[SearchDoc], Iterable[str]]) -> str:
    having: dict[str, list[int]] = defaultdict(list)
    for number, doc in enumerate(docs):
        for value in found(doc):
            having[value].append(number)
    lists = {"values": sorted(having), "docs": [encode(gaps(having[value])) for value in sorted(having)]}
    return json.dumps(lists, ensure_ascii=False, separators=(",", ":"))
