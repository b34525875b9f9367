"""Reads the columns of a table off its model, for the formats that have types of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from broadsheet.export.rows import VERSION, Row

Kind = Literal["string", "integer", "number", "boolean", "array"]

_KINDS: dict[type, Kind] = {str: "string", bool: "boolean", int: "integer", float: "number", tuple: "array"}


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    name: str
    kind: Kind
    """`array` where a cell holds a list; formats without lists write it as JSON."""
    items: Any
    """For a list the type of its items: `str`, a row model, or a pair of offsets."""
    required: bool
    """Whether every row has a value."""
    description: str


@cache
def columns(model: type[Row]) -> tuple[Column, ...]:
    """Return the columns of a table in order."""
    return tuple(
        _column(name, field.annotation, " ".join((field.description or "").split()))
        for name, field in model.model_fields.items()
    )


def _column(name: str, annotation: Any, description: str) -> Column:
    required = True
    if get_origin(annotation) in (Union, UnionType):
        annotation, required = next(a for a in get_args(annotation) if a is not NoneType), False
    kind = kind_of(annotation)
    return Column(name, kind, get_args(annotation)[0] if kind == "array" else None, required, description)


def kind_of(annotation: Any) -> Kind:
    """Return what a value of a type is; a choice of words is a string."""
    origin = get_origin(annotation) or annotation
    return "string" if origin is Literal else _KINDS[origin]


def json_schema(name: str, model: type[Row]) -> dict[str, Any]:
    """Return the JSON Schema of one row.

    https://json-schema.org/draft/2020-12/schema
    """
    made = model.model_json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:broadsheet:{name}:{VERSION}"}
    return head | made
