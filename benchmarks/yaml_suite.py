"""Runs the YAML test suite through the loader of what people write.

    .venv/bin/python benchmarks/yaml_suite.py $BENCH/data/badinput/yaml-test-suite.tar.xz

Every case has to end in values or in a problem with a place. Values have to be the suite's, each scalar as text;
what the suite says is no YAML has to be refused (https://github.com/yaml/yaml-test-suite).
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml

from broadsheet.problems import BroadsheetError
from broadsheet.records.strict_yaml import load

# How the suite writes what cannot be seen.
_SIGNS = {"␣": " ", "←": "\r", "⇔": "\ufeff", "↵": "", "∎\n": ""}
_TAB = re.compile("—*»")
_KINDS = ("alias", "anchor", "tag", "second document", "merge key", "repeats the key", "levels deep", "as a key")


def cases(path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield name and case; what a case leaves out it has from the one before."""
    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".yaml") else None
            before: dict[str, Any] = {}
            for number, case in enumerate(yaml.safe_load(file.read()) if file is not None else ()):
                before = {**before, "fail": False, **case}
                yield f"{member.name.rsplit('/', 1)[-1]}:{number}", before


def seen(text: str) -> str:
    """Return a text with the signs that stand for something else as what they stand for."""
    for sign, meant in _SIGNS.items():
        text = text.replace(sign, meant)
    return _TAB.sub("\t", text)


def same(value: Any, wanted: Any) -> bool:
    """Return whether values are the wanted ones; a number or truth value may be any text."""
    if isinstance(wanted, dict):
        keys = isinstance(value, dict) and value.keys() == wanted.keys()
        return keys and all(same(value[key], wanted[key]) for key in wanted)
    if isinstance(wanted, list):
        return isinstance(value, list) and len(value) == len(wanted) and all(map(same, value, wanted))
    if isinstance(wanted, str):
        return bool(value == wanted) or (value is None and wanted in ("", "~", "null"))
    return value is None if wanted is None else isinstance(value, str)


def outcome(case: dict[str, Any]) -> str:
    """Return in a few words what became of a case."""
    try:
        found = load(seen(case["yaml"]), "case.yml").data
    except BroadsheetError as e:
        problem = e.problems[0]
        assert problem.line >= 1 <= problem.column
        if case.get("fail"):
            return "no YAML: refused"
        kind = next((kind for kind in _KINDS if kind in problem.message), "")
        return f"YAML: refused, {kind}" if kind else f"YAML: refused, {problem.code}"
    if case.get("fail"):
        return "no YAML: READ"
    if case.get("json") is None:
        return "YAML without expected values: read"
    decoder, text, values = json.JSONDecoder(), case["json"].strip(), []
    while text:
        value, end = decoder.raw_decode(text)
        values, text = [*values, value], text[end:].strip()
    return "YAML: read as it should be" if same(found, values[0] if values else None) else "YAML: READ OTHERWISE"


def main() -> None:
    """Print how many cases came to which end, and the names of those that should not have."""
    found: dict[str, str] = {name: outcome(case) for name, case in cases(sys.argv[1])}
    for end, number in Counter(found.values()).most_common():
        named = sorted(name for name in found if found[name] == end) if "READ" in end else ()
        print(f"{number:4}  {end}  {' '.join(named)}")


if __name__ == "__main__":
    main()
