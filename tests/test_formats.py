"""Problems are said so that nothing a contributor wrote can be taken for a command or for markup."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.codes import code_of
from broadsheet.formats import FORMATS, as_github, as_json, as_sarif
from broadsheet.problems import Problem

texts = st.text(max_size=40)
problems = st.builds(Problem, texts, st.just(3), st.just(5), st.just("SIDECAR-KEY"), texts, texts)
NASTY = Problem("a:b,c.yml", 1, 2, "YAML", "100% \n::error::x\r\n##[error]", "$(id)", "warning")


def test_a_problem_is_said_on_one_line() -> None:
    assert str(NASTY) == "a:b,c.yml:1:2: YAML 100%  ::error::x  ##[error]; $(id)"


def test_a_workflow_command_escapes_what_github_would_read() -> None:
    assert as_github([NASTY]) == (
        "::warning file=a%3Ab%2Cc.yml,line=1,col=2,title=YAML::100%25 %0A::error::x%0D%0A##[error]; $(id)\n"
    )


def test_json_has_every_field() -> None:
    assert json.loads(as_json([NASTY])) == [
        {
            "path": "a:b,c.yml",
            "line": 1,
            "column": 2,
            "code": "YAML",
            "level": "warning",
            "message": NASTY.message,
            "hint": "$(id)",
        }
    ]


def test_sarif_names_rule_place_and_level() -> None:
    log = json.loads(as_sarif([NASTY]))
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    assert run["tool"]["driver"]["rules"][0]["id"] == "YAML"
    result = run["results"][0]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("YAML", 0, "warning")
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 1, "startColumn": 2}
    assert place["artifactLocation"]["uri"] == "a%3Ab%2Cc.yml"


def test_sarif_says_of_a_rule_what_the_documentation_says_and_of_an_unknown_one_its_name() -> None:
    log = json.loads(as_sarif([NASTY, replace(NASTY, code="NO-SUCH-CODE")]))
    unknown, known = log["runs"][0]["tool"]["driver"]["rules"]
    assert unknown == {"id": "NO-SUCH-CODE"}
    code = code_of("YAML")
    assert code is not None
    assert (known["shortDescription"]["text"], known["help"]["text"]) == (code.means, code.remedy)


@given(st.lists(problems, max_size=4))
def test_each_problem_is_one_line_whatever_it_quotes(found: list[Problem]) -> None:
    assert not any("\n" in str(problem) for problem in found)
    lines = as_github(found).split("\n")
    assert len(lines) == len(found) + 1
    assert all(line.startswith("::error file=") for line in lines[:-1])


@given(st.lists(problems, max_size=4))
def test_every_form_can_be_written_as_utf8(found: list[Problem]) -> None:
    for write in FORMATS.values():
        write(found).encode()
