"""Turns what people wrote into records, and what is wrong with it into problems they can act on."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from broadsheet.problems import Problem
from broadsheet.records import PATTERNS, Record
from broadsheet.records.strict_yaml import Document, Key

R = TypeVar("R", bound=Record)

# What a person can do about the common kinds of mistake, by pydantic's name for them.
# https://docs.pydantic.dev/latest/errors/validation_errors/
_HINTS = {
    "string_type": "write text, not a list or mapping",
    "tuple_type": "write a list: one `- ` line for each item",
    "model_type": "write keys and values",
    "int_parsing": "write a whole number",
    "string_too_long": "shorten it to {max_length:,} characters",
    "too_long": "keep {max_length:,} of them",
    "too_short": "name at least one",
    "string_too_short": "write something, or leave the key out",
    "greater_than_equal": "write {ge} or more",
    "value_error": "write a day that the calendar has",
}


def validated(model: type[R], document: Document, path: str, key: Key = ()) -> tuple[R | None, list[Problem]]:
    """Return the record that stands at a key of a YAML file, or None, and the problems it has."""
    data = document.data
    for step in key:
        data = data[step]
    try:
        return model.model_validate({} if data is None else data), []
    except ValidationError as e:
        errors = e.errors(include_url=False, include_context=True)
        return None, [_problem(model, error, document, path, key) for error in errors]


def validated_all(model: type[R], written: Sequence[Any]) -> tuple[R, ...] | None:
    """Return the records of a list of which each is right; None where one is not, or says nothing."""
    try:
        return _all_of(model).validate_python(written)
    except ValidationError:
        return None


@cache
def _all_of(model: type[R]) -> TypeAdapter[tuple[R, ...]]:
    return TypeAdapter(tuple[model, ...])  # type: ignore[valid-type]


def _problem(model: type[Record], error: ErrorDetails, document: Document, path: str, key: Key) -> Problem:
    location = tuple(error["loc"])
    line, column = document.place((*key, *location))
    name = ".".join(str(part) for part in location) or "the file"
    code = "SIDECAR" if _is_sidecar(path) else path.removeprefix("corpus/").split("/")[0].split(".")[0].upper()
    if error["type"] == "extra_forbidden":
        return Problem(path, line, column, f"{code}-KEY", f"unknown key {name!r}", _closest(model, location))
    if error["type"] == "missing":
        return Problem(path, line, column, f"{code}-KEY", f"the key {name!r} is missing", "add it")
    if error["input"] is None:
        return Problem(path, line, column, f"{code}-VALUE", f"{name}: says nothing", _HINTS["string_too_short"])
    value = _shown(error["input"])
    return Problem(path, line, column, f"{code}-VALUE", f"{name}: {value} will not do", _hint(error))


def _is_sidecar(path: str) -> bool:
    return "/articles/" in path


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _hint(error: ErrorDetails) -> str:
    if error["type"] == "string_pattern_mismatch":
        return f"write {PATTERNS[error.get('ctx', {})['pattern']]}"
    if error["type"] == "literal_error":
        return f"allowed: {error.get('ctx', {}).get('expected', '')}"
    known = _HINTS.get(error["type"])
    return error["msg"].lower() if known is None else known.format_map(error.get("ctx", {}))


def _closest(model: type[Record], location: Key) -> str:
    known = _known_keys(model, location[:-1])
    close = get_close_matches(str(location[-1]), known, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"allowed here: {', '.join(known)}" if known else "remove it"


@cache
def _schema(model: type[Record]) -> dict[str, Any]:
    """Return what a record may hold; making it anew for each problem would take minutes in a hostile file."""
    return model.model_json_schema(by_alias=True)


def _known_keys(model: type[Record], location: Key) -> list[str]:
    definitions = _schema(model).get("$defs", {})
    node = _schema(model)
    for step in location:
        below = node.get("items", {}) if isinstance(step, int) else node.get("properties", {}).get(step, {})
        node = resolved(below, definitions)
    return sorted(node.get("properties", {}))


def resolved(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return a node of a schema without detours: of what may be left out, what it is where it is there."""
    if "anyOf" in node:
        node = next((choice for choice in node["anyOf"] if choice.get("type") != "null"), {})
    return definitions[node["$ref"].rsplit("/", 1)[-1]] if "$ref" in node else node
