"""Describes the data as a schema.org Dataset that Croissant readers take: files, tables, columns.

https://docs.mlcommons.org/croissant/docs/croissant-spec-1.0.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from broadsheet.export.columns import Column, columns
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import Written
from broadsheet.export.rows import VERSION
from broadsheet.export.tables import TABLES, Table
from broadsheet.words import table as words

# The context that the specification wants word for word (appendix 1).
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    "string": "sc:Text",
    "array": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
}


def dataset(holdings: Holdings, listed: Sequence[Written]) -> dict[str, Any]:
    """Return the description; with it a search engine for data finds the corpus."""
    config = holdings.corpus.config
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": config.title,
        "description": config.description,
        "inLanguage": config.language,
        "version": f"{VERSION}.0.0",
        "isAccessibleForFree": True,
    }
    found |= {"url": f"{config.base}data/"} if config.base else {}
    found |= {"license": holdings.licence} if holdings.licence else {}
    found |= {"datePublished": holdings.as_of} if holdings.as_of else {}
    found |= {"temporalCoverage": covered} if (covered := _covered(holdings)) else {}
    found["distribution"] = [_file(holdings, w) for w in listed]
    tables = {w.file.table: w for w in listed if w.file.path.endswith(".csv")}
    found["recordSet"] = [_record_set(t, tables[t.name]) for t in TABLES if t.name in tables]
    return found


def _covered(holdings: Holdings) -> str:
    """Return the days from the first to the last that articles are known to be of."""
    dates = [date for card in holdings.published if (date := card.date.known) is not None]
    first = min((d.earliest for d in dates if d.earliest is not None), default="")
    last = max((d.latest for d in dates if d.latest is not None), default="")
    return f"{first or '..'}/{last or '..'}" if first or last else ""


def _file(holdings: Holdings, written: Written) -> dict[str, Any]:
    name, base = written.file.name, holdings.corpus.config.base
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "description": words("exports")["files"][written.file.entry],
        "contentUrl": f"{base}data/{name}" if base else name,
        "encodingFormat": written.file.media_type,
        "contentSize": f"{written.size} B",
        "sha256": written.sha256,
    }


def _record_set(table: Table, written: Written) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": words("exports")["tables"][table.name],
        "field": [_field(table.name, c, written.file.name) for c in columns(table.model)],
    }


def _field(table: str, column: Column, file: str) -> dict[str, Any]:
    found = {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": _TYPES[column.kind],
        "source": {"fileObject": {"@id": file}, "extract": {"column": column.name}},
    }
    return {key: value for key, value in found.items() if value}
