"""The whole index as files.

A file has the same name in every build, and stays as it is where nothing that it holds has changed. Its last line
is a seal: of shards and documents a hash that the manifest tells, of all others the name of the build.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from broadsheet.digests import digest_of
from broadsheet.index import shards, vocabulary
from broadsheet.index.codec import ALPHABET
from broadsheet.index.display import Display, sizes
from broadsheet.index.document import SearchDoc
from broadsheet.index.facets import Facets
from broadsheet.index.postings import Postings
from broadsheet.index.reader import Reader
from broadsheet.index.synonyms import note_spellings
from broadsheet.words import table

FORMAT = 2
"""Of the files; the reader's script refuses any other."""

FOLDER = "parts"
"""Of all files but the manifest."""

SEALED = 8
"""Files of documents that have one seal: with fewer the manifest is longer, with more they change together."""

_Group = dict[str, bytes]
"""Files that have one seal, by their names."""


def build_index(docs: Iterable[SearchDoc], synonyms: Mapping[str, tuple[str, ...]]) -> dict[str, bytes]:
    """Return the files of the search index by their names below `search/`.

    `manifest.json` tells by which seals the other files are known to be of its build, so that they never mix with
    those of another; with the build's name in a query behind theirs, they may be kept for ever.

    Args:
        docs: what can be found.
        synonyms: names, and the other ways of writing each.
    """
    reader, display, facets = Reader(), Display(), Facets()
    for doc in docs:
        for part in (reader, display, facets):
            part.add(doc)
    postings = reader.postings()
    places = postings.places
    cut = shards.cut(postings, note_spellings(synonyms))
    offered = vocabulary.gather(postings.forms, len(places.order))
    manifest = _manifest(postings) | {
        "families": facets.repeated,
        "shards": " ".join(shard.first for shard in cut),
        "letters": "".join(offered),
        "chunks": sizes(places),
    }
    groups = {
        "terms": [
            {f"terms-{number}.txt": shard.terms, f"positions-{number}.txt": shard.positions}
            for number, shard in enumerate(cut)
        ],
        "docs": _together(display.chunks(places)),
    }
    others = {
        "numbers.txt": places.written().encode(),
        **{f"words-{number}.txt": words.encode() for number, words in enumerate(offered.values())},
        **{f"facet-{name}.json": text for name, text in facets.files(places).items()},
    }
    return _sealed(groups, others, manifest)


def _manifest(postings: Postings) -> dict[str, object]:
    boosts = table("search")["boosts"]
    return {
        "format": FORMAT,
        "documents": len(postings.places.order),
        "numbers": postings.places.size,
        "fields": [[name, boosts[name], postings.average(name)] for name in postings.lengths],
        "lengths": shards.runs(postings.places, postings.lengths["body"]),
    }


def _together(chunks: Iterable[tuple[int, bytes]]) -> list[_Group]:
    """So many numbers in a group; a chunk that would hold nothing is not there."""
    groups: list[_Group] = []
    for number, text in chunks:
        groups += [{} for _ in range(len(groups), number // SEALED + 1)]
        groups[-1][f"docs-{number}.json"] = text
    return groups


def _sealed(
    groups: Mapping[str, Sequence[_Group]], others: _Group, manifest: Mapping[str, object]
) -> dict[str, bytes]:
    digests = {kind: [_digest(group) for group in found] for kind, found in groups.items()}
    seals = {kind: list(map(_seal, found)) for kind, found in digests.items()}
    told = {**manifest, "seals": {kind: "".join(found) for kind, found in seals.items()}}
    whole = (digest for found in digests.values() for digest in found)
    build = digest_of([_json(told), _digest(others).encode(), "".join(whole).encode()])[:12]
    files = {"manifest.json": _json({**told, "build": build})}
    for kind, found in groups.items():
        for group, seal in zip(found, seals[kind], strict=True):
            _put(files, group, seal)
    _put(files, others, build)
    return files


def _put(files: dict[str, bytes], group: _Group, seal: str) -> None:
    end = f"\n{seal}".encode()
    while group:
        name, text = group.popitem()
        files[f"{FOLDER}/{name}"] = text + end


def _digest(group: _Group) -> str:
    """Without their names, so that a file only renumbered keeps its seal."""
    return digest_of(text for _, text in sorted(group.items()))


def _seal(digest: str) -> str:
    """Two characters: a file of another build goes unnoticed once in 8,281 times, and the other files of a query
    would have to as well."""
    rest, last = divmod(int(digest[:8], 16), len(ALPHABET))
    return ALPHABET[rest % len(ALPHABET)] + ALPHABET[last]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
