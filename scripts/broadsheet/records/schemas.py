"""JSON Schemas of everything people write, made from the models, so that editors complete and check it."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from broadsheet import front_matter, records
from broadsheet.front_matter import FrontMatter
from broadsheet.records import (
    CorpusConfig,
    Decisions,
    Entity,
    OutletRecord,
    Published,
    Redirect,
    Sidecar,
    Theme,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# The files, the record each holds, and whether it holds a list of them.
_FILES: tuple[tuple[str, type[BaseModel], bool], ...] = (
    ("sidecar", Sidecar, False),
    ("corpus", CorpusConfig, False),
    ("outlets", OutletRecord, True),
    ("entities", Entity, True),
    ("topics", Theme, True),
    ("decisions", Decisions, False),
    ("redirects", Redirect, True),
    ("published", Published, True),
    ("front-matter", FrontMatter, False),
)


def schemas() -> dict[str, str]:
    """Return every schema as JSON text, by file name."""
    made = {name: json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) for name, schema in described()}
    return {f"{name}.schema.json": f"{text}\n" for name, text in made.items()}


def described() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of every kind of file with its schema, the keys in the order of the models."""
    said = _docstrings()
    for name, model, many in _FILES:
        yield name, _schema(name, model, said, many=many)


def _schema(
    name: str, model: type[BaseModel], said: Mapping[str, Mapping[str, str]], *, many: bool
) -> dict[str, Any]:
    kind: Any = list[model] if many else model  # type: ignore[valid-type]
    made = TypeAdapter(kind).json_schema(by_alias=True)
    definitions = made.get("$defs", {})
    for title, definition in [*definitions.items(), *([] if many else [(model.__name__, made)])]:
        _explain(definition, said.get(title, {}))
    head = {"$schema": DIALECT, "$id": f"{name}.schema.json", "title": name}
    return {**made, **head}


def _explain(definition: dict[str, Any], said: Mapping[str, str]) -> None:
    """Add what the model says of each key; a bare year is text to us and a number to an editor."""
    for key, value in definition.get("properties", {}).items():
        value.pop("title", None)
        if key in said:
            value["description"] = said[key]
        if key == "date" and "anyOf" in value:
            value["anyOf"].append({"type": "integer"})


def _docstrings() -> dict[str, dict[str, str]]:
    """Return the line that stands under each field of the models, by model and field."""
    found: dict[str, dict[str, str]] = {}
    for module in (records, front_matter):
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.ClassDef):
                found[node.name] = dict(_fields(node))
    return found


def _fields(node: ast.ClassDef) -> list[tuple[str, str]]:
    pairs = zip(node.body, node.body[1:], strict=False)
    return [
        (field.target.id.rstrip("_"), _words(text))  # as its alias: `not_` is written `not`
        for field, text in pairs
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and _words(text)
    ]


def _words(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return " ".join(node.value.value.split())
    return ""
