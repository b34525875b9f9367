"""Workflows and forms: safe, pinned, and of one mind with the code that reads them."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from broadsheet import __version__
from broadsheet.contribute.form import HEADINGS, TEXT
from tests.conftest import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")


def loaded(path: Path) -> dict[Any, Any]:
    data = yaml.safe_load(path.read_text())
    assert isinstance(data, dict)
    return data


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in loaded(path)["jobs"].values() for step in job["steps"]]


def test_there_are_workflows_and_forms() -> None:
    assert {path.stem for path in WORKFLOWS} == {"article", "check", "publish"}
    assert {path.stem for path in FORMS} == {"article", "correction", "takedown"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.stem)
def test_every_action_is_pinned_and_no_checkout_keeps_credentials(path: Path) -> None:
    for line in path.read_text().splitlines():
        if "uses:" in line:
            assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$", line), line
    for step in steps(path):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.stem)
def test_no_command_has_words_of_a_contributor_in_it(path: Path) -> None:
    assert all("${{" not in step.get("run", "") for step in steps(path))
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(loaded(path)[True])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.stem)
def test_permissions_are_given_for_each_job_and_checks_can_only_read(path: Path) -> None:
    workflow = loaded(path)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    if path.stem == "check":
        assert all("permissions" not in job for job in workflow["jobs"].values())
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    assert "secrets." not in path.read_text()
    assert "cache" not in "".join(str(step) for step in steps(path))


def test_a_deployment_is_never_cancelled() -> None:
    assert loaded(GITHUB / "workflows/publish.yml")["concurrency"] == {
        "group": "pages",
        "cancel-in-progress": False,
    }


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.stem)
def test_every_command_is_a_target_a_program_of_ours_or_of_git(path: Path) -> None:
    ours = ("make ", ".venv/bin/broadsheet ", "git ", "gh ", "if ", "fi", "echo ", "mkdir ", "{ ", "exit ")
    for step in steps(path):
        for line in step.get("run", "").splitlines():
            assert line.strip().startswith(ours), line
    subprocess.run(["bash", "-n"], input="\n".join(s.get("run", "") for s in steps(path)), text=True, check=True)


def test_the_form_asks_what_the_parser_reads_in_the_same_order() -> None:
    fields = [f for f in loaded(GITHUB / "ISSUE_TEMPLATE/article.yml")["body"] if f["type"] != "markdown"]
    assert {f["id"]: f["attributes"]["label"] for f in fields} == {**HEADINGS, "text": TEXT}
    assert [f["id"] for f in fields] == [*HEADINGS, "text"]
    assert {f["type"] for f in fields[:-1]} == {"input"}, "an answer of several lines could hold a heading"
    assert fields[-1]["attributes"]["render"] == "text"
    assert [f["id"] for f in fields if f.get("validations", {}).get("required")] == ["text"]


def test_only_code_changes_are_tested(tmp_path: Path) -> None:
    (step,) = [s for s in steps(GITHUB / "workflows/check.yml") if s.get("id") == "changed"]

    def said(name: str) -> str:
        git = ["git", "-C", str(tmp_path), "-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
        subprocess.run([*git, "init", "--quiet"], check=True)
        subprocess.run([*git, "commit", "--quiet", "--allow-empty", "--message", "a"], check=True)
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
        subprocess.run([*git, "add", name], check=True)
        subprocess.run([*git, "commit", "--quiet", "--message", "b"], check=True)
        output = tmp_path / "output"
        output.write_text("")
        environment = {"BASE": "HEAD~1", "GITHUB_OUTPUT": str(output), "PATH": "/usr/bin:/bin"}
        subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=environment, check=True)
        return output.read_text()

    assert said("corpus/articles.txt") == ""
    assert said("scripts/a.py") == "code=true\n"


def test_dependencies_are_proposed_after_a_week() -> None:
    updates = loaded(GITHUB / "dependabot.yml")["updates"]
    assert {u["package-ecosystem"] for u in updates} == {"github-actions", "pip"}
    assert all(u["cooldown"]["default-days"] >= 7 for u in updates)


def test_who_cites_the_program_cites_this_version() -> None:
    cited = loaded(ROOT / "CITATION.cff")
    assert (cited["version"], cited["license"]) == (__version__, "MIT")
