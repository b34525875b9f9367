"""Lists every key of every file that people write, from the schemas of these files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.records import PATTERNS
from broadsheet.schemas import described

_Schema = Mapping[str, Any]

# In the order in which people meet them; front matter is no file that people write.
_FILES = {
    "sidecar": "articles/<id>.yml",
    "corpus": "corpus.yml",
    "outlets": "outlets.yml",
    "entities": "entities.yml",
    "topics": "topics.yml",
    "decisions": "decisions.yml",
    "redirects": "redirects.yml",
    "published": "published.yml",
}

_KINDS = {"string": "words", "integer": "a whole number"}


def as_markdown() -> str:
    """Return the keys of all files as a page's body, made of our own words only."""
    schemas = dict(described())
    return "\n\n".join(_section(path, schemas[name]) for name, path in _FILES.items()) + "\n"


def _section(path: str, schema: _Schema) -> str:
    record = _resolved(schema.get("items", schema), schema)
    many = "A list of records. " if "items" in schema else ""
    keys = "\n".join(_keys(record, schema, ""))
    return f"## `corpus/{path}`\n\n{many}{record['description']}\n\n{keys}"


def _keys(record: _Schema, schema: _Schema, margin: str) -> Iterator[str]:
    """Yield a line for each key of a record, below it those of what it holds."""
    needed = record.get("required", ())
    for key, value in record["properties"].items():
        inner = _inner(value, schema)
        kind = _kind(value, schema) + (", needed" if key in needed else "")
        said = value.get("description") or (inner or {}).get("description", "")
        yield f"{margin}- `{key}` ({kind})" + (f": {said}" if said else "")
        if inner is not None:
            yield from _keys(inner, schema, margin + "    ")


def _inner(value: _Schema, schema: _Schema) -> _Schema | None:
    """Return the record that a key holds, or holds a list of; None for one of words or numbers."""
    found = _resolved(_alone(value), schema)
    if found.get("type") == "array":
        found = _resolved(found["items"], schema)
    return found if found.get("type") == "object" else None


def _kind(value: _Schema, schema: _Schema) -> str:
    """Return in a few words what may stand behind a key."""
    found = _resolved(_alone(value), schema)
    if found.get("type") == "object":
        return "keys below"
    if found.get("type") == "array":
        inner = _kind(found["items"], schema)
        return "a list, keys below" if inner == "keys below" else f"a list of {inner}"
    if "enum" in found or "const" in found:
        return " or ".join(f"`{one}`" for one in found.get("enum", [found.get("const")]))
    return PATTERNS.get(found.get("pattern", ""), _KINDS.get(found.get("type", ""), "words"))


def _alone(value: _Schema) -> _Schema:
    """Return what a key holds where it is there at all, for one that may be left out."""
    first: _Schema = value["anyOf"][0] if "anyOf" in value else value
    return first


def _resolved(value: _Schema, schema: _Schema) -> _Schema:
    if "$ref" not in value:
        return value
    found: _Schema = schema["$defs"][value["$ref"].rpartition("/")[2]]
    return found
