"""The word lists behind names, as sets that are built once per process."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files
from typing import Any

from broadsheet import words


@cache
def _table() -> dict[str, Any]:
    packed = files(words.__name__).joinpath("names_gazetteer.json.gz").read_bytes()
    table: dict[str, Any] = json.loads(gzip.decompress(packed))
    return table


@cache
def people(kind: str) -> frozenset[str]:
    """Return folded `given` or `family` names."""
    return frozenset(_table()[kind])


@cache
def ordinary() -> frozenset[str]:
    """Return the words that running text writes with a small letter."""
    return frozenset(_table()["ordinary"])


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """Return one list of `words/<name>.yml`."""
    return frozenset(map(str, words.table(name)[key]))
