"""A new corpus has everything it needs, and its site is built from the installed package alone."""

import html
import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest
import yaml

from broadsheet.pipeline import build
from broadsheet.problems import BroadsheetError
from broadsheet.starter import SHARED, start, starter_files
from broadsheet.work.recheck import recheck
from tests.conftest import ROOT


def test_a_new_corpus_has_no_problems_and_can_be_built(tmp_path: Path) -> None:
    root = tmp_path / "news"
    start(root, 'News: "all" of it # here')
    assert recheck(root).problems == ()
    assert (root / "README.md").read_text().startswith('# News: "all" of it # here\n')
    assert "corpus/articles/** -text" in (root / ".gitattributes").read_text()
    built = build(root)
    assert len(built.library.articles) == 1
    home = (root / "build/site/index.html").read_text()
    assert 'News: "all" of it # here' in html.unescape(home)
    page = root / "build/site/articles/2024-05-03-example-gazette-bridge-to-close/index.html"
    assert "another fifty years" in page.read_text()


def test_what_a_new_corpus_has_as_an_example_is_told_once_there_are_other_articles(tmp_path: Path) -> None:
    start(tmp_path, "News")
    (tmp_path / "corpus/articles/ferry.txt").write_text(
        "The ferry stops.\n\nIt stopped on Monday, the port said.\n"
    )
    left = [
        (problem.path, problem.level) for problem in recheck(tmp_path).problems if problem.code == "EXAMPLE-LEFT"
    ]
    example = "corpus/articles/2024-05-03-example-gazette-bridge-to-close.txt"
    assert left == [(example, "warning"), ("corpus/topics.yml", "warning")]


def test_the_keys_that_a_new_corpus_proposes_for_publishing_are_keys(tmp_path: Path) -> None:
    start(tmp_path / "news", "News")
    config = tmp_path / "news/corpus/corpus.yml"
    said = [line.removeprefix("# ") for line in config.read_text().splitlines()]
    keys = [line for line in said if line.startswith(("site_url: ", "repo_url: ", "contact: "))]
    assert len(keys) == 3
    config.write_text("\n".join(["title: News", "description: News.", *keys]))
    assert recheck(tmp_path / "news").problems == ()


def test_a_new_corpus_has_workflows_forms_schemas_and_instructions() -> None:
    files = starter_files("News")
    for name in (
        ".github/workflows/check.yml",
        ".github/workflows/publish.yml",
        ".github/workflows/article.yml",
        ".github/ISSUE_TEMPLATE/article.yml",
        ".vscode/settings.json",
        ".gitignore",
        "schemas/sidecar.schema.json",
        "CONTRIBUTING.md",
        "README.md",
        "Makefile",
        "mkdocs.yml",
    ):
        assert name in files
    assert not [name for name in files if "__pycache__" in name or name.startswith("/")]


def test_a_new_corpus_has_all_that_this_repository_gives_its_host_but_the_picture_of_its_own_site() -> None:
    there = {p.relative_to(ROOT).as_posix() for p in (ROOT / ".github").rglob("*") if p.is_file()}
    ours = {name for name in there if not name.startswith(".github/images/")}
    assert {name for name in starter_files("News") if name.startswith(".github/")} == ours


def test_a_new_corpus_asks_for_new_versions_of_what_it_names_itself() -> None:
    (update,) = yaml.safe_load(starter_files("News")[".github/dependabot.yml"])["updates"]
    assert update["package-ecosystem"] == "github-actions"
    assert update in yaml.safe_load((ROOT / ".github/dependabot.yml").read_text())["updates"]


def test_what_a_new_corpus_links_to_is_there_and_its_labels_are_named() -> None:
    files = starter_files("News")
    for page in ("README.md", "CONTRIBUTING.md", "TAKEDOWN.md", ".github/pull_request_template.md"):
        links = re.findall(r"\]\(([^)#:]+)\)", files[page].decode())
        assert set(links) <= set(files), page
    forms = [yaml.safe_load(text) for name, text in files.items() if "/ISSUE_TEMPLATE/" in name]
    labels = {"accepted", *(label for form in forms for label in form.get("labels", ()))}
    for page in ("README.md", "CONTRIBUTING.md"):
        assert all(f"`{label}`" in files[page].decode() for label in labels), page


def test_the_wheel_has_what_the_starter_takes() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    packed = {name: place for name, place in wheel["force-include"].items() if name != "templates"}
    assert packed == {name: f"broadsheet/templates/starter/{name}" for name in SHARED}


def test_the_starter_makes_the_pages_and_targets_that_this_repository_does() -> None:
    files = starter_files("News")
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text())
    theirs = yaml.safe_load(files["mkdocs.yml"])
    assert {**theirs, "theme": 0} == {**ours, "theme": 0}
    workflows = b"\n".join(text for name, text in files.items() if "/workflows/" in name).decode()
    targets = {line.partition(":")[0] for line in files["Makefile"].decode().splitlines() if ":" in line}
    called = {word for line in workflows.splitlines() if "run: make " in line for word in line.split()[2:]}
    assert called <= targets | {"make"}


def test_an_environment_stays_where_nobody_says_what_to_install_instead(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_bytes(starter_files("News")["Makefile"])
    (tmp_path / ".venv").mkdir()
    ready = tmp_path / ".venv" / ".ready"
    ready.touch()
    asked = ["make", "--dry-run", "update", "BROADSHEET=there"]
    commands = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "venv --clear .venv" in commands
    assert '"there"' in commands
    refused = subprocess.run(["make", "update"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert "Where is Broadsheet?" in refused.stdout
    assert ready.exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for target in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(BroadsheetError, match="is not empty" if target.is_dir() else "is a file") as caught:
            start(target, "News")
        assert [p.code for p in caught.value.problems] == ["FOLDER"]
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_the_built_wheel_begins_and_builds_a_corpus_far_from_this_checkout(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    # Its own environment, with the wheel in place of this checkout and the libraries of this environment behind it.
    venv.create(tmp_path / "env", with_pip=False)
    (site_packages,) = (tmp_path / "env" / "lib").glob("python*/site-packages")
    subprocess.run([sys.executable, "-m", "zipfile", "-e", str(wheel), str(site_packages)], check=True)
    libraries = [p for p in sys.path if p.endswith("site-packages")]
    (site_packages / "libraries.pth").write_text("\n".join(libraries) + "\n")
    python = str(tmp_path / "env" / "bin" / "python")
    run = {"cwd": tmp_path, "check": True, "capture_output": True, "text": True}
    where = subprocess.run([python, "-c", "import broadsheet; print(broadsheet.__file__)"], **run)  # type: ignore[call-overload]
    assert where.stdout.startswith(str(site_packages))
    subprocess.run([python, "-m", "broadsheet", "new", "news"], **run)  # type: ignore[call-overload]
    subprocess.run([python, "-m", "broadsheet", "build", "--quiet", "--root", "news"], **run)  # type: ignore[call-overload]
    assert (tmp_path / "news/build/site/index.html").is_file()
