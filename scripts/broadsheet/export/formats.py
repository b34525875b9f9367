"""The formats by name, in the order in which their files are made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from broadsheet.export import delimited, feeds, ftm, jsonl, parquet, references, sqlite, web_annotations
from broadsheet.export.holdings import Holdings
from broadsheet.export.output import File

FORMATS: dict[str, Callable[[Holdings], Iterator[File]]] = {
    "jsonl": jsonl.files,
    "csv": delimited.files,
    "parquet": parquet.files,
    "sqlite": sqlite.files,
    "citations": references.files,
    "feeds": feeds.files,
    "ftm": ftm.files,
    "annotations": web_annotations.files,
    "ledger": jsonl.ledger_files,
}
"""What makes the files of each format."""

NAMES = tuple(FORMATS)


def files(holdings: Holdings, names: Collection[str] = NAMES) -> Iterator[File]:
    """Yield the files of some formats; none of them is made before its chunks are asked for."""
    for name in NAMES:
        if name in names:
            yield from FORMATS[name](holdings)
