"""Lists every key of every file that people write, from the schemas of these files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from broadsheet.records import PATTERNS
from broadsheet.records.schemas import described
from broadsheet.records.validation import resolved

_Schema = dict[str, Any]

# Where these files lie; the others are called as their schemas are. Front matter is written by nobody.
_PATHS = {"sidecar": "articles/<id>.yml"}
_NOT_WRITTEN = "front-matter"

_KINDS = {"string": "words", "integer": "a whole number"}


def as_markdown() -> str:
    """Return the keys of all files as a page's body, made of our own words only."""
    written = ((name, schema) for name, schema in described() if name != _NOT_WRITTEN)
    return "\n\n".join(_section(_PATHS.get(name, f"{name}.yml"), schema) for name, schema in written) + "\n"


def _section(path: str, schema: _Schema) -> str:
    definitions = schema.get("$defs", {})
    record = resolved(schema.get("items", schema), definitions)
    many = "A list of records. " if "items" in schema else ""
    keys = "\n".join(_keys(record, definitions, ""))
    return f"## `corpus/{path}`\n\n{many}{record['description']}\n\n{keys}"


def _keys(record: _Schema, definitions: _Schema, margin: str) -> Iterator[str]:
    """Yield a line for each key of a record, below it those of what it holds."""
    needed = record.get("required", ())
    for key, value in record["properties"].items():
        inner = _inner(value, definitions)
        kind = _kind(value, definitions) + (", needed" if key in needed else "")
        said = value.get("description") or (inner or {}).get("description", "")
        yield f"{margin}- `{key}` ({kind})" + (f": {said}" if said else "")
        if inner is not None:
            yield from _keys(inner, definitions, margin + "    ")


def _inner(value: _Schema, definitions: _Schema) -> _Schema | None:
    """Return the record that a key holds, or holds a list of; None for one of words or numbers."""
    found = resolved(value, definitions)
    if found.get("type") == "array":
        found = resolved(found["items"], definitions)
    return found if found.get("type") == "object" else None


def _kind(value: _Schema, definitions: _Schema) -> str:
    """Return in a few words what may stand behind a key."""
    found = resolved(value, definitions)
    if found.get("type") == "object":
        return "keys below"
    if found.get("type") == "array":
        inner = _kind(found["items"], definitions)
        return "a list, keys below" if inner == "keys below" else f"a list of {inner}"
    if "enum" in found or "const" in found:
        return " or ".join(f"`{one}`" for one in found.get("enum", [found.get("const")]))
    return PATTERNS.get(found.get("pattern", ""), _KINDS.get(found.get("type", ""), "words"))
