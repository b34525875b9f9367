"""Every problem is documented, and every documented example brings its problem about."""

import re

import pytest

from broadsheet.codes import Code, as_markdown, code_of, codes
from broadsheet.problems import BroadsheetError, Problem
from tests.conftest import ROOT, Project
from tests.making import examine

SHOWN = [code for code in codes() if code.file]


def problems_of(project: Project, files: dict[str, str | bytes | None]) -> list[Problem]:
    try:
        return examine(project(files))[2]
    except BroadsheetError as e:
        return list(e.problems)


@pytest.mark.parametrize("code", SHOWN, ids=lambda code: code.code)
def test_the_example_brings_about_its_problem(project: Project, code: Code) -> None:
    problems = problems_of(project, {code.file: code.content})
    assert {p.code for p in problems} == {code.code}
    assert {p.level for p in problems} == {code.level}


def test_every_code_of_the_program_is_documented() -> None:
    named = re.compile(r"Problem\([^()]*?\"([A-Z]+(?:-[A-Z]+)*)\"|\"((?:[A-Z]+-)+[A-Z]+)\"")
    files = sorted((ROOT / "scripts" / "broadsheet").rglob("*.py"))
    found = {a or b for path in files for a, b in named.findall(path.read_text())}
    # Names of HTTP, of the calendar and of formats that look like codes.
    found -= {"UTF", "CSP", "C-LITERAL", "CSL-JSON"}
    assert sorted(name for name in found if code_of(name) is None) == []


def test_no_documented_code_is_stale() -> None:
    program = "\n".join(p.read_text() for p in (ROOT / "scripts" / "broadsheet").rglob("*.py"))
    stale = [c.code for c in codes() if f'"{c.code}"' not in program and not c.code.endswith(("-KEY", "-VALUE"))]
    assert stale == []


def test_no_code_is_documented_twice() -> None:
    names = [name for code in codes() for name in (code.code, *code.also)]
    assert len(names) == len(set(names))


def test_the_page_has_a_heading_for_every_code() -> None:
    page = as_markdown()
    assert page.count("\n## ") + 1 == len(codes())
    assert all(f"## {code.code} {{#" in page for code in codes())
