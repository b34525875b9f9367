"""Names for kept results: a digest of everything that such a result depends on."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from broadsheet.corpus import Place
from broadsheet.digests import digest_of
from broadsheet.read import Material
from broadsheet.records import Record

_FOR_READERS = {"note", "wikidata"}
# Other people's code that decides what is found in an article.
_ALSO = ("anyascii", "numpy", "pyahocorasick", "pydantic", "pyyaml", "rapidfuzz")


@cache
def code_digest() -> str:
    """Return a digest of the program as it runs: its own code, words and trees, and the code it rests on."""
    package = Path(str(files("broadsheet")))
    parts = [f"python {sys.version_info[:2]} unicode {unicodedata.unidata_version}".encode()]
    parts += [f"{name} {version(name)}".encode() for name in _ALSO]
    return digest_of([*parts, *contents_of(package, _sources(package))])


def contents_of(home: Path, paths: Iterable[Path]) -> Iterator[bytes]:
    """Yield of each file, in order, its path below a folder and what it holds, for `digest_of`."""
    for path in sorted(paths):
        yield path.relative_to(home).as_posix().encode()
        yield path.read_bytes()


def _sources(package: Path) -> Iterator[Path]:
    """Yield the files of the package itself; in a wheel templates lie below it, which no article depends on."""
    for path in package.rglob("*"):
        inside = path.relative_to(package).parts
        if inside[0] != "templates" and "__pycache__" not in inside and path.is_file():
            yield path


def table_digest(table: Iterable[Record]) -> str:
    """Return a digest of what people have registered, as far as articles are described by it.

    What only readers are told of a name has no say there.
    """
    return digest_of(record.model_dump_json(exclude=_FOR_READERS).encode() for record in table)


def files_key(code: str, place: Place, given: Material) -> str:
    """Return what stands for the files of an article and a program: 64 hexadecimal digits."""
    here = (code, place.id, place.path, place.sidecar_path, place.kind)
    return digest_of([*(part.encode() for part in here), _present(given.raw), _present(given.sidecar)])


def _present(data: bytes | None) -> bytes:
    return b"-" if data is None else b"+" + data
