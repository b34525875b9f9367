"""Words and exceptions: the commented YAML tables that the stages read, and what was learnt as numbers."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def table(name: str) -> Any:
    """Return the content of `words/<name>.yml`, read once per process."""
    text = files(__name__).joinpath(f"{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, and our own files


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """Return one list of `words/<name>.yml`."""
    return frozenset(map(str, table(name)[key]))


def learnt(name: str) -> Any:
    """Return the content of `words/<name>.json.gz` or `words/<name>.json`; what is made of it is to be kept."""
    packed = files(__name__).joinpath(f"{name}.json.gz")
    if packed.is_file():
        return json.loads(gzip.decompress(packed.read_bytes()))
    return json.loads(files(__name__).joinpath(f"{name}.json").read_bytes())
