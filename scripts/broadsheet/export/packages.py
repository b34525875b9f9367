"""Describes what was written for machines: Frictionless data package, RO-Crate, Croissant (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from broadsheet.export.columns import Column, columns
from broadsheet.export.croissant import dataset
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import File, Written, in_order, once
from broadsheet.export.rows import VERSION
from broadsheet.export.tables import TABLES, Table
from broadsheet.words import table as words

_TABLES = {table.name: table for table in TABLES}


def packages(holdings: Holdings, listed: Sequence[Written]) -> Iterator[File]:
    """Yield the descriptions of the files that were written.

    The data package is of tables in CSV, and is no data package without one.
    """
    for name, media_type, entry, describe in _PACKAGES:
        if describe is not data_package or any(map(_is_csv, listed)):
            yield File(f"data/{name}", media_type, once(_described(describe, holdings, listed)), entry)


def _described(describe: Callable[..., Any], holdings: Holdings, listed: Sequence[Written]) -> Callable[[], str]:
    return lambda: json.dumps(describe(holdings, in_order(listed)), ensure_ascii=False, indent=2) + "\n"


def data_package(holdings: Holdings, listed: Sequence[Written]) -> dict[str, Any]:
    """Return the Frictionless data package of the tables in CSV. https://specs.frictionlessdata.io/data-package/."""
    config = holdings.corpus.config
    return {
        "profile": "data-package",
        "name": "broadsheet",
        "title": config.title,
        "description": config.description,
        "version": f"{VERSION}",
        **({"homepage": config.base} if config.base else {}),
        **({"licenses": [_licence(holdings)]} if holdings.licence else {}),
        "resources": [_resource(w) for w in listed if _is_csv(w)],
    }


def _is_csv(written: Written) -> bool:
    return bool(written.file.table) and written.file.path.endswith(".csv")


def _licence(holdings: Holdings) -> dict[str, str]:
    """Return the licence as data packages name it, by its identifier in SPDX's list where it has one."""
    named = holdings.corpus.config.licence or ""
    title = {"title": words("exports")["about"]["licence"]}
    return ({} if named == holdings.licence else {"name": named}) | {"path": holdings.licence} | title


def _resource(written: Written) -> dict[str, Any]:
    table = _TABLES[written.file.table]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": written.file.name,
        "title": words("exports")["tables"][table.name],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.sha256}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    """Return a table's schema. https://specs.frictionlessdata.io/table-schema/."""
    keys = [{"fields": column, "reference": {"resource": other, "fields": "id"}} for column, other in table.links]
    return {
        "fields": [_field(column, table) for column in columns(table.model)],
        **({"primaryKey": list(table.key)} if table.key else {}),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column, table: Table) -> dict[str, Any]:
    # An empty text is an empty cell, which a reader of CSV cannot tell from a missing one.
    constraints = {"required": True} if column.required and column.kind != "string" else {}
    constraints |= {"required": True, "unique": True} if table.key == (column.name,) else {}
    return {
        "name": column.name,
        "type": column.kind,
        **({"description": column.description} if column.description else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def ro_crate(holdings: Holdings, listed: Sequence[Written]) -> dict[str, Any]:
    """Return the RO-Crate. https://www.researchobject.org/ro-crate/specification/1.1/."""
    config = holdings.corpus.config
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": config.title,
        "description": config.description,
        "license": [{"@id": "#rights"}, *([{"@id": holdings.licence}] if holdings.licence else [])],
        "hasPart": [{"@id": w.file.name} for w in listed],
    }
    root |= {"datePublished": holdings.as_of} if holdings.as_of else {}
    root |= {"url": config.base} if config.base else {}
    about = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    said = words("exports")["about"]
    rights = [_work("#rights", "Rights", said["rights"])]
    rights += [_work(holdings.licence, f"{config.licence}", said["licence"])] if holdings.licence else []
    return {
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": [about, root, *rights, *map(_part, listed)],
    }


def _work(address: str, name: str, description: str) -> dict[str, str]:
    return {"@id": address, "@type": "CreativeWork", "name": name, "description": description}


def _part(written: Written) -> dict[str, Any]:
    return {
        "@id": written.file.name,
        "@type": "File",
        "name": written.file.name.rpartition("/")[2],
        "description": words("exports")["files"][written.file.entry],
        "encodingFormat": written.file.media_type,
        "contentSize": f"{written.size}",
        "sha256": written.sha256,
    }


_PACKAGES: tuple[tuple[str, str, str, Callable[[Holdings, Sequence[Written]], dict[str, Any]]], ...] = (
    ("datapackage.json", "application/json", "datapackage", data_package),
    ("ro-crate-metadata.json", "application/ld+json", "rocrate", ro_crate),
    ("croissant.json", "application/ld+json", "croissant", dataset),
)
