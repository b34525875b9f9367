"""Checks the files of the built site that are no pages: what a browser runs or opens, and what programs read."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from xml.parsers import expat
from zlib import crc32

from broadsheet.words import word_set

words = partial(word_set, "site")
"""Returns one of the lists of `words/site.yml`."""


Fault = tuple[int, str, str]
"""Line, code and what is wrong."""


def entries(site: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield everything in a site that is no folder, with its path from the site's root; links are not followed."""
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(f"{site}/{folder}") as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{folder}{entry.name}/")
                else:
                    yield folder + entry.name, entry


def faults_of(path: Path) -> Iterator[Fault]:
    """Yield what is wrong with a file of data."""
    yield from _in_xml(path) if suffix_of(path.name) in words("xml") else _in_json(path)


def suffix_of(name: str) -> str:
    """Return how a name ends, as servers tell what a file is: `.html`."""
    # What `os.path.splitext` gives, at a third of its time: it is asked of every file at every build.
    stem, _, end = name.rpartition("/")[2].rpartition(".")
    return f".{end}".lower() if stem.strip(".") else ""


def scheme_of(address: str) -> str:
    """Return the scheme that a browser sees in an address: it ignores controls and white space."""
    bare = "".join(c for c in address if c > " " and c != "\x7f")
    head, colon, _ = bare.partition(":")
    return head.lower() if colon and head and not set(head) & set("/?#") else ""


# ------------------------------------------------------------------ XML


class _Xml:
    """Collects what is wrong with an XML file while it is read."""

    def __init__(self) -> None:
        self.faults: list[tuple[int, str, str]] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._element
        self.parser.StartDoctypeDeclHandler = self._declaration
        self.parser.ProcessingInstructionHandler = self._instruction

    def _fault(self, code: str, what: str) -> None:
        self.faults.append((self.parser.CurrentLineNumber, code, what))

    def _declaration(self, *of: object) -> None:
        self._fault("SITE-DATA", "holds a document type, with which entities could be defined")

    def _instruction(self, target: str, data: str) -> None:
        self._fault("SITE-SCRIPT", f"holds the instruction <?{target}>")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if namespace in words("namespaces") or tag in words("xml_tags"):
            self._fault("SITE-TAG", f"holds the tag <{tag}>")
        for key, value in attributes.items():
            self._attribute(tag, key.rpartition(" ")[2], value)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self._fault("SITE-SCRIPT", f"holds the attribute {name} in <{tag}>")
        elif name == "type" and value.strip().lower() in words("xml_markup"):
            self._fault("SITE-TAG", f"gives the words of <{tag}> as markup")
        elif name not in words("xml_addresses"):
            return
        elif scheme_of(value) not in words("schemes"):
            self._fault("SITE-SCHEME", f"holds an address with the scheme {scheme_of(value)!r}")
        elif tag in words("xml_loading") and not value.startswith("#"):
            self._fault("SITE-ORIGIN", f"loads {value[:100]!r}")


def _in_xml(path: Path) -> list[tuple[int, str, str]]:
    reader = _Xml()
    try:
        with path.open("rb") as file:
            reader.parser.ParseFile(file)
    except expat.ExpatError as e:
        return [*reader.faults, (e.lineno, "SITE-DATA", f"is no XML: {expat.ErrorString(e.code)}")]
    return reader.faults


# ------------------------------------------------------------------ JSON


# The files of the search end with a line by which the reader's browser knows of which build they are.
_SEAL = re.compile(rb"[!-~]{2}|[0-9a-f]{12}")


class _Json:
    """Collects what is wrong with values of JSON while they are read."""

    def __init__(self) -> None:
        self._found: list[tuple[str, str]] = []
        self._decoder = json.JSONDecoder(object_hook=self._object, parse_constant=_refuse)
        self._watched = words("json_markup") | words("json_addresses")

    def read(self, data: bytes) -> list[tuple[str, str]] | None:
        """Return code and what is wrong with each member of a value; None where it is none."""
        self._found.clear()
        try:
            self._decoder.decode(data.decode("utf-8"))
        except (ValueError, RecursionError):
            return None
        return self._found[:]

    def _object(self, members: dict[str, Any]) -> None:
        """Look at an object once the parser has read it, and at what it holds before that."""
        if not self._watched.isdisjoint(members):
            for key, item in members.items():
                self._found += _in_member(key, item)


def _in_json(path: Path) -> Iterator[Fault]:
    """Yield what is wrong with a file that holds one value, or one on each line."""
    reader = _Json()
    if suffix_of(path.name) != ".jsonl":
        found = reader.read(_unsealed(path.read_bytes()))
        if found is not None:
            yield from ((1, *fault) for fault in found)
            return
    with path.open("rb") as lines:
        yield from _in_lines(reader, lines)


def _unsealed(data: bytes) -> bytes:
    value, _, last = data.rpartition(b"\n")
    return value if _SEAL.fullmatch(last) else data


def _in_lines(reader: _Json, lines: Iterable[bytes]) -> Iterator[Fault]:
    for number, line in enumerate(lines, start=1):
        found = reader.read(line)
        if found is None and _SEAL.fullmatch(line):
            return
        if found is None:
            yield number, "SITE-DATA", "is no JSON"
            return
        yield from ((number, *fault) for fault in found)


# ------------------------------------------------------------------ tables

# Bytes from which a file of JSON lines is read in stretches, and which a stretch has at least.
_LARGE = 1 << 20
_STRETCH = 1 << 16
# About every eighth line may end a stretch.
_ENDS = 8


def is_table(path: Path) -> bool:
    """Return whether a file may hold so many lines of JSON that few of them change from build to build."""
    return suffix_of(path.name) in words("json") and path.stat().st_size >= _LARGE


def stretches(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file's lines in stretches, which end where a line's own words say so.

    So a line that comes, goes or changes alters the stretch it stands in, and seldom more than one after it.
    """
    while piece := file.read(_STRETCH):
        parts = [piece, file.readline()]
        while parts[-1] and (len(parts) == 2 or crc32(parts[-1]) % _ENDS):
            parts.append(file.readline())
        yield b"".join(parts)


def is_clean(stretch: bytes) -> bool:
    """Return whether nothing is wrong with any of some lines of JSON."""
    return next(_in_lines(_Json(), BytesIO(stretch)), None) is None


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and Infinity are no JSON


def _in_member(key: str, item: Any) -> Iterator[tuple[str, str]]:
    if key in words("json_markup"):
        yield "SITE-TAG", f"gives words as markup under {key!r}"
    elif key in words("json_addresses") and isinstance(item, str):
        scheme = scheme_of(item)
        if scheme not in words("schemes") and scheme not in words("naming"):
            yield "SITE-SCHEME", f"holds an address with the scheme {scheme!r} under {key!r}"
