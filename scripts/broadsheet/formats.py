"""Says problems in the form that GitHub or another program reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from broadsheet import __version__
from broadsheet.codes import code_of
from broadsheet.problems import Problem

Format = Callable[[Sequence[Problem]], str]


def as_github(problems: Sequence[Problem]) -> str:
    """Return workflow commands that GitHub shows beside the lines of a change.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands : nothing that a contributor
    wrote can end its command or begin another.
    """
    return "".join(f"{_command(p)}\n" for p in problems)


def _command(problem: Problem) -> str:
    where = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.code}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in where.items())
    return f"::{problem.level} {properties}::{_data(_said(problem))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _said(problem: Problem) -> str:
    return f"{problem.message}; {problem.hint}" if problem.hint else problem.message


def as_json(problems: Sequence[Problem]) -> str:
    """Return a JSON list with one object for each problem, keys as in `Problem`."""
    rows = [
        {
            "path": p.path,
            "line": p.line,
            "column": p.column,
            "code": p.code,
            "level": p.level,
            "message": p.message,
            "hint": p.hint,
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_sarif(problems: Sequence[Problem]) -> str:
    """Return a log in SARIF 2.1.0, the form that code scanners exchange (OASIS, 2020)."""
    rules = sorted({p.code for p in problems})
    driver = {
        "name": "Broadsheet",
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(p, rules.index(p.code)) for p in problems],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str) -> dict[str, Any]:
    known = code_of(name)
    if known is None:
        return {"id": name}
    return {"id": name, "shortDescription": {"text": known.means}, "help": {"text": known.remedy}}


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": _uri(problem.path), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": problem.line, "startColumn": problem.column},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.level,
        "message": {"text": _said(problem)},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    # A contributed file name may hold anything; an address may not.
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


FORMATS: Mapping[str, Format] = {
    "github": as_github,
    "json": as_json,
    "sarif": as_sarif,
}
