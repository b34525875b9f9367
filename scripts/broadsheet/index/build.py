"""The whole index as files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from broadsheet.index import shards, vocabulary
from broadsheet.index.display import Display
from broadsheet.index.document import SearchDoc
from broadsheet.index.facets import Facets
from broadsheet.index.postings import Postings
from broadsheet.index.reader import Reader
from broadsheet.index.spellings import note_spellings
from broadsheet.words import table

FORMAT = 1
"""Of the files; the reader's script refuses any other."""


def build_index(docs: Iterable[SearchDoc], synonyms: Mapping[str, tuple[str, ...]]) -> dict[str, bytes]:
    """Return the files of the search index by their names below `search/`.

    `manifest.json` names the folder that holds all the others; the folder is named by their content, so that
    they may be kept for ever and never mix with those of another build.

    Args:
        docs: what can be found.
        synonyms: names, and the other ways of writing each.
    """
    reader, display, facets = Reader(), Display(), Facets()
    for doc in docs:
        for part in (reader, display, facets):
            part.add(doc)
    postings = reader.postings()
    # As bytes at once: text and bytes of all shards together would be twice the index.
    cut = [
        (shard.first, shard.terms.encode(), shard.positions.encode())
        for shard in shards.cut(postings, note_spellings(synonyms))
    ]
    offered = vocabulary.gather(postings.forms, len(postings.order))
    manifest = _manifest(postings) | {
        "families": facets.repeated,
        "shards": " ".join(first for first, _, _ in cut),
        "letters": "".join(offered),
        "chunks": display.sizes(postings.order),
    }
    content = {
        **_numbered("terms-{}.txt", (terms for _, terms, _ in cut)),
        **_numbered("positions-{}.txt", (positions for _, _, positions in cut)),
        **_numbered("words-{}.txt", (words.encode() for words in offered.values())),
        **_numbered("docs-{}.json", display.chunks(postings.order)),
        **{f"facet-{name}.json": text for name, text in facets.files(postings.order).items()},
    }
    return _sealed(content, manifest)


def _manifest(postings: Postings) -> dict[str, object]:
    boosts = table("search")["boosts"]
    return {
        "format": FORMAT,
        "documents": len(postings.order),
        "fields": [[name, boosts[name], postings.average(name)] for name in postings.lengths],
        "lengths": shards.runs(postings.lengths["body"]),
    }


def _numbered(pattern: str, texts: Iterable[bytes]) -> dict[str, bytes]:
    return {pattern.format(number): text for number, text in enumerate(texts)}


def _sealed(content: dict[str, bytes], manifest: Mapping[str, object]) -> dict[str, bytes]:
    """The last line of each file names the folder: a file cut short, or of another build, is known by it."""
    digest = hashlib.sha256(_json(manifest))
    for name in sorted(content):
        digest.update(name.encode() + b"\0" + content[name] + b"\0")
    folder = digest.hexdigest()[:12]
    end = f"\n{folder}".encode()
    files = {"manifest.json": _json({**manifest, "folder": folder})}
    while content:
        name, text = content.popitem()
        files[f"{folder}/{name}"] = text + end
    return files


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
