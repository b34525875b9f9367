"""Writes the files of data: those that would be made from what they were made from at the last build stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import TypeAdapter

from broadsheet.cache_keys import code_digest
from broadsheet.digests import digest_of
from broadsheet.export.output import Passing
from broadsheet.publish import Staging
from broadsheet.publish.marks import Mark
from broadsheet.store import Store, parsed

_Marks = dict[str, dict[str, Mark]]
"""By what stands for all that files are made from, their paths and marks."""

_CODEC = TypeAdapter(_Marks)


@dataclass(frozen=True)
class Delivered:
    """What has been written."""

    files: int
    keys: tuple[str, ...]
    """Under which the store has what the files were made from."""


def deliver(
    files: Iterable[tuple[str, bytes | Iterable[bytes]]], staging: Staging, store: Store | None
) -> Delivered:
    """Write files; what `store` knows to be as it would be made stands there without being made."""
    key = f"{digest_of([b'delivered', code_digest().encode(), str(staging.before).encode()])}.marks"
    before = parsed(_CODEC, store.get(key) if store is not None else None) or {}
    now: _Marks = {}
    written = 0
    for name, content in files:
        written += 1
        basis = content.file.basis if isinstance(content, Passing) else ""
        known = before.get(basis, {}).get(name)
        if known is None or not staging.stays(name, known):
            staging.write(name, content)
            known = staging.mark(name) if basis else None
        if known is not None:
            now.setdefault(basis, {})[name] = known
    if store is None:
        return Delivered(written, ())
    store.put(key, _CODEC.dump_json(now))
    return Delivered(written, (key,))
