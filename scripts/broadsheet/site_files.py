"""Checks the files of the built site that are no pages: what a browser runs or opens, and what programs read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.parsers import expat

from broadsheet.problems import Problem
from broadsheet.words import table


@cache
def words(key: str) -> frozenset[str]:
    """Return one of the lists of `words/site.yml`."""
    return frozenset(table("site")[key])


def check_files(site: Path, shown: str) -> Iterator[Problem]:
    """Yield a problem for each file that is none, that cannot be read as what it is, or holds more than data."""
    for path in sorted(site.rglob("*")):
        name = f"{shown}/{path.relative_to(site).as_posix()}"
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield Problem(name, 1, 1, "SITE-FILE", "is no regular file", "nothing may link out of the site")
        elif path.suffix.lower() in words("active"):
            hint = "this file is not published"
            yield Problem(name, 1, 1, "SITE-FILE", f"is of the kind {path.suffix}, which nothing checks", hint)
        elif path.is_file():
            for line, code, fault in _faults(path):
                yield Problem(name, line, 1, code, fault, "this file is not published")


def scheme_of(address: str) -> str:
    """Return the scheme that a browser sees in an address: it ignores controls and white space."""
    bare = "".join(c for c in address if c > " " and c != "\x7f")
    head, colon, _ = bare.partition(":")
    return head.lower() if colon and head and not set(head) & set("/?#") else ""


def _faults(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, code and what is wrong."""
    if path.suffix in words("xml"):
        yield from _in_xml(path)
    elif path.suffix in words("json"):
        yield from _in_json(path)


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


# The files of the search end with a line that names their folder.
_SEAL = re.compile(rb"[0-9a-f]{12}")


def _in_json(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong with a file that holds one value, or one on each line."""
    if path.suffix != ".jsonl":
        value = _read(path.read_bytes())
        if value is not None:
            yield from _in_value(value.content, 1)
            return
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            value = _read(line)
            if value is None and _SEAL.fullmatch(line):
                return
            if value is None:
                yield number, "SITE-DATA", "is no JSON"
                return
            yield from _in_value(value.content, number)


@dataclass(frozen=True)
class _Value:
    content: Any


def _read(data: bytes) -> _Value | None:
    try:
        return _Value(json.loads(data.decode("utf-8"), parse_constant=_refuse))
    except (ValueError, RecursionError):
        return None


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and Infinity are no JSON


def _in_value(value: Any, line: int) -> Iterator[tuple[int, str, str]]:
    left = [value]
    while left:
        node = left.pop()
        if isinstance(node, dict):
            for key, item in node.items():
                yield from _in_member(key, item, line)
            left += node.values()
        elif isinstance(node, list):
            left += node


def _in_member(key: str, item: Any, line: int) -> Iterator[tuple[int, str, str]]:
    if key in words("json_markup"):
        yield line, "SITE-TAG", f"gives words as markup under {key!r}"
    elif key in words("json_addresses") and isinstance(item, str):
        scheme = scheme_of(item)
        if scheme not in words("schemes") and scheme not in words("naming"):
            yield line, "SITE-SCHEME", f"holds an address with the scheme {scheme!r} under {key!r}"
