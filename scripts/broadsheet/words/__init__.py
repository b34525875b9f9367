"""Words and exceptions: the commented YAML tables that the stages read."""

from __future__ import annotations

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
