"""The whole index as files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from broadsheet.index import display, facets, shards, vocabulary
from broadsheet.index.document import FIELDS, SearchDoc
from broadsheet.index.postings import Postings, count
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
    postings = count(docs)
    cut = shards.cut(postings, note_spellings(synonyms))
    offered = vocabulary.gather(postings.forms, len(postings.docs))
    sizes, chunks = display.chunk(postings.docs)
    content = {
        **_numbered("terms-{}.txt", (shard.terms for shard in cut)),
        **_numbered("positions-{}.txt", (shard.positions for shard in cut)),
        **_numbered("words-{}.txt", offered.values()),
        **_numbered("docs-{}.json", chunks),
        **{f"facet-{name}.json": text for name, text in facets.gather(postings.docs).items()},
    }
    manifest = _manifest(postings) | {
        "shards": " ".join(shard.first for shard in cut),
        "letters": "".join(offered),
        "chunks": sizes,
    }
    folder = _digest(content, manifest)
    files = {f"{folder}/{name}": _sealed(text, folder) for name, text in content.items()}
    return {"manifest.json": _json(manifest | {"folder": folder}), **files}


def _manifest(postings: Postings) -> dict[str, object]:
    boosts = table("search")["boosts"]
    return {
        "format": FORMAT,
        "documents": len(postings.docs),
        "fields": [[name, boosts[name], postings.average(name)] for name in FIELDS],
        "families": sum(1 for doc in postings.docs if doc.family),
        "lengths": shards.runs(postings.lengths["body"]),
    }


def _numbered(pattern: str, texts: Iterable[str]) -> dict[str, str]:
    return {pattern.format(number): text for number, text in enumerate(texts)}


def _sealed(text: str, folder: str) -> bytes:
    """The last line names the folder: a file cut short, or of another build, is known by it."""
    return f"{text}\n{folder}".encode()


def _digest(content: Mapping[str, str], manifest: Mapping[str, object]) -> str:
    digest = hashlib.sha256(_json(manifest))
    for name in sorted(content):
        digest.update(f"{name}\0{content[name]}\0".encode())
    return digest.hexdigest()[:12]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
