"""The command line as people and programs use it: output, exit codes, help."""

import json
import re
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from broadsheet.cli import COMMANDS, cli, command_of
from broadsheet.problems import BroadsheetError
from broadsheet.publish import generator
from tests.conftest import ARTICLE, ROOT, Project

ELSEWHERE = """Museum buys long-lost painting of lighthouse

By Rosalind Quill

Share this article

The museum in Eastbourne has bought a painting of the old lighthouse for £12,000, its director said on Tuesday.

“It was thought to be lost,” said Dr Ines Okafor, who has led the museum since 2019. “We are delighted to have it.”

Sign up to our newsletter

According to the auction house Penrose & Daughters, it was painted about 1820.

Related articles
"""


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "broadsheet", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False, env=ENVIRONMENT)


ENVIRONMENT = {"PYTHONPATH": str(ROOT / "scripts"), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}


def test_extract_makes_sense_of_an_article_of_another_subject(tmp_path: Path) -> None:
    (tmp_path / "museum.txt").write_text(ELSEWHERE, encoding="utf-8")
    done = run("extract", "museum.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["title"] == "Museum buys long-lost painting of lighthouse"
    assert found["byline"] == "Rosalind Quill"
    assert all(set(found["evidence"][key]) == {"status", "quotes", "note", "rule"} for key in ("dek", "byline"))
    assert "Rosalind Quill" in found["evidence"]["byline"]["quotes"][0]["text"]
    assert (found["outlet"], found["language"]) == (None, "en")
    assert found["text"].startswith("The museum in Eastbourne has bought")
    assert found["text"].endswith("it was painted about 1820.")
    assert {r["text"].strip() for r in found["removed"]} >= {
        "Share this article",
        "Sign up to our newsletter",
        "Related articles",
    }
    said = {claim["speaker"]: claim["kind"] for claim in found["claims"]}
    assert any("Okafor" in speaker and kind == "direct" for speaker, kind in said.items())
    assert any("Penrose" in speaker for speaker in said)
    assert any(e["name"].endswith("Ines Okafor") and e["type"] == "person" for e in found["entities"])


def test_every_offset_of_extract_points_at_its_words(tmp_path: Path) -> None:
    (tmp_path / "museum.txt").write_text(ELSEWHERE, encoding="utf-8")
    found = json.loads(run("extract", "museum.txt", cwd=tmp_path).stdout)
    for removed in found["removed"]:
        assert ELSEWHERE[removed["raw_start"] : removed["raw_end"]] == removed["text"]
    for entity in found["entities"]:
        assert ELSEWHERE[entity["raw_start"] : entity["raw_end"]] == entity["text"]
        if entity["start"] is not None:
            assert found["text"][entity["start"] : entity["end"]] == entity["text"]
    for claim in found["claims"]:
        for (start, end), (raw_start, raw_end) in zip(claim["spans"], claim["raw_spans"], strict=True):
            assert found["text"][start:end] == ELSEWHERE[raw_start:raw_end]
    for paragraph in found["paragraphs"]:
        assert found["text"][paragraph["start"] : paragraph["end"]].strip()


def test_extract_prints_a_line_for_each_file_and_goes_on_after_a_bad_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "c.txt").write_text(ARTICLE)
    done = run("extract", "--jsonl", str(tmp_path))
    assert [Path(json.loads(line)["file"]).name for line in done.stdout.splitlines()] == ["a.txt", "c.txt"]
    assert done.returncode == 1
    assert "b.txt:1:1: FILE-ENCODING" in done.stderr


def test_extract_finds_in_a_folder_what_add_finds(tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    for name in ("a.txt", ".hidden/b.txt"):
        (tmp_path / name).write_text("The quay is shut.\n")
    (tmp_path / "c.txt").symlink_to(tmp_path / "a.txt")
    done = run("extract", "--jsonl", str(tmp_path))
    assert [Path(json.loads(line)["file"]).name for line in done.stdout.splitlines()] == ["a.txt"]


def test_extract_of_several_files_says_how(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ARTICLE)
    done = run("extract", "a.txt", "b.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert "use --jsonl" in done.stderr


def test_extract_and_show_open_no_article_that_is_not_asked_for(project: Project) -> None:
    root = project({"articles/broken.txt": b"caf\xe9", "articles/museum.txt": ELSEWHERE})
    assert run("show", "museum", "--root", str(root)).returncode == 0
    broken = run("show", "broken", "--root", str(root))
    assert (broken.returncode, "FILE-ENCODING" in broken.stderr) == (1, True)
    museum = str(root / "corpus/articles/museum.txt")
    assert run("extract", museum, "--corpus", str(root)).returncode == 0


def test_extract_and_show_describe_nothing_by_a_broken_register(project: Project) -> None:
    root = project({"entities.yml": "- id: [\n"})
    article = str(root / "corpus/articles/2024-05-harbour.txt")
    for command in (
        ["extract", article, "--corpus"],
        ["show", "2024-05-harbour", "--after", "describe", "--root"],
    ):
        told = CliRunner().invoke(cli, [*command, str(root)])
        assert isinstance(told.exception, BroadsheetError)
        assert [problem.path for problem in told.exception.problems] == ["corpus/entities.yml"]
    assert CliRunner().invoke(cli, ["show", "2024-05-harbour", "--root", str(root)]).exit_code == 0


def test_check_tells_all_problems_and_exits_with_one(project: Project) -> None:
    root = project({"articles/empty.txt": "", "articles/2024-05-harbour.yml": "outlett: x\n"})
    done = run("check", "--root", str(root))
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [line.split(" ")[1] for line in lines[:-1]] == ["SIDECAR-KEY", "ARTICLE-EMPTY"]
    assert lines[-1] == "2 errors, 0 warnings"
    assert "Traceback" not in done.stderr


def test_problems_that_one_remedy_mends_are_told_once(project: Project) -> None:
    names = [f"articles/2024-06-{n}" for n in range(3)]
    root = project(
        {f"{name}.txt": ARTICLE for name in names} | {f"{name}.yml": "outlet: planet\n" for name in names}
    )
    told = CliRunner().invoke(cli, ["check", "--root", str(root), "--jobs", "1"])
    assert told.output.count("SIDECAR-OUTLET") == 1
    assert "2024-06-0.yml:1:1: SIDECAR-OUTLET nobody has registered the outlet 'planet' (and 2 more places);" in (
        told.output
    )
    assert "3 errors, 0 warnings" in told.output


def test_warnings_are_counted_where_nothing_stops_publishing(project: Project) -> None:
    root = project({"articles/2024-05-harbour.yml": "date: 2024-05-03\n"})
    told = CliRunner().invoke(cli, ["check", "--root", str(root), "--jobs", "1"], standalone_mode=False)
    assert told.return_value == 0
    assert told.output.endswith("1 article: 1 warning, but nothing that would stop publishing\n")


def test_a_folder_without_a_corpus_stays_as_it_was(tmp_path: Path) -> None:
    done = run("check", cwd=tmp_path)
    assert done.returncode == 1
    assert "CORPUS-MISSING there is no corpus folder" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_of_a_sound_corpus_exits_with_zero(project: Project) -> None:
    done = run("check", "--root", str(project()))
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 article" in done.stdout


def test_a_path_of_the_corpus_is_known_through_links_and_any_other_is_refused(project: Project) -> None:
    link = (root := project()).with_name("link")
    link.symlink_to(root)
    done = run("check", str(link / "corpus/articles/2024-05-harbour.txt"), "--root", str(link))
    assert (done.returncode, done.stderr) == (0, "")
    other = run("check", str(ROOT / "mkdocs.yml"), "--root", str(link))
    assert (other.returncode, "is not part of" in other.stderr) == (2, True)


def test_a_generator_that_is_not_here_is_named_before_anything_is_done(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator, "find_spec", lambda name: None)
    root = project()
    done = CliRunner().invoke(cli, ["build", "--root", str(root), "--generator", "zensical"])
    assert (done.exit_code, "Zensical is not here: pip install zensical" in done.output) == (2, True)
    assert not (root / "build").exists()


def test_a_build_with_problems_leaves_the_site_as_it_was(buildable: Project) -> None:
    root = buildable()
    assert run("build", "--quiet", "--root", str(root)).returncode == 0
    before = {p: p.read_bytes() for p in sorted((root / "build/site").rglob("*")) if p.is_file()}
    assert before
    (root / "corpus/articles/empty.txt").write_text("")
    done = run("build", "--root", str(root))
    assert done.returncode == 1
    assert "ARTICLE-EMPTY" in done.stderr
    assert {p: p.read_bytes() for p in sorted((root / "build/site").rglob("*")) if p.is_file()} == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["extract"],
        ["extract", "."],
        ["build", "--jobs", "0"],
        ["build", "--cluster", "nonsense"],
        ["add", "ftp://news.example/a"],
        ["check", "--root", "/nowhere"],
        ["check", "no-such-file.txt"],
        ["check", "/usr"],
    ],
)
def test_wrong_usage_exits_with_two(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Usage:" in done.stderr or "Error:" in done.stderr
    assert "Traceback" not in done.stderr


def test_show_prints_what_was_kept_and_removed_with_reasons(tmp_path: Path, project: Project) -> None:
    root = project({"articles/museum.txt": ELSEWHERE})
    done = run("show", "museum", "--root", str(root))
    assert done.returncode == 0, done.stderr
    assert "   1 = Museum buys long-lost painting" in done.stdout
    assert [
        line
        for line in done.stdout.splitlines()
        if line.startswith("   5 - Share this article") and "share" in line[25:]
    ]
    assert run("show", "corpus/articles/museum.txt", "--root", str(root)).stdout == done.stdout
    missed = run("show", "musem", "--root", str(root))
    assert (missed.returncode, "there is no 'musem'" in missed.stderr) == (1, True)
    assert "did you mean museum?" in missed.stderr


def test_every_command_has_help_with_an_example() -> None:
    for name in COMMANDS:
        shown = CliRunner().invoke(cli, [name, "--help"]).output
        assert "Example" in shown, name
        assert f"broadsheet {name}" in shown


def test_every_module_of_a_command_is_listed_with_the_first_sentence_of_its_help() -> None:
    package = ROOT / "scripts/broadsheet/cli"
    modules = {p.stem.rstrip("_") for p in package.glob("*.py") if "@click.command(" in p.read_text()}
    assert modules == set(COMMANDS)
    for name, sentence in COMMANDS.items():
        command = command_of(name)
        assert command.name == name
        assert (command.help or "").partition("\n")[0] == sentence


def test_help_and_version_are_told_without_reading_any_stage() -> None:
    told = "import sys, broadsheet.cli; print([m for m in sys.modules if m.startswith('broadsheet.')])"
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, env=ENVIRONMENT
    )
    assert not [
        stage for stage in ("read", "clean", "publish", "pipeline") if f"broadsheet.{stage}" in done.stdout
    ]


def test_a_command_that_is_not_there_is_refused_and_the_nearest_one_named() -> None:
    done = CliRunner().invoke(cli, ["bild"])
    assert done.exit_code == 2
    assert "'build'" in done.output


def test_the_list_of_commands_says_of_each_in_a_whole_sentence_what_it_does() -> None:
    told = CliRunner().invoke(cli, ["--help"], terminal_width=80).output
    lines = told.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(lines) == len(COMMANDS)
    assert all(line.endswith(".") and not line.endswith("...") for line in lines), lines


def test_the_readme_has_every_command_and_none_that_is_not_there() -> None:
    rows = re.findall(r"^\| `broadsheet ([a-z]+)", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert sorted(rows) == sorted(COMMANDS)


def test_a_build_without_settings_for_the_generator_says_where_to_take_them_from(buildable: Project) -> None:
    root = buildable({})
    (root / "mkdocs.yml").unlink()
    done = run("build", "--root", str(root))
    assert done.returncode == 1
    assert "mkdocs.yml:1:1: MKDOCS is missing; take one from a new corpus: broadsheet new FOLDER" in done.stderr


def test_the_short_question_for_help_is_answered_too() -> None:
    told = CliRunner().invoke(cli, ["check", "-h"])
    assert told.exit_code == 0
    assert told.output == CliRunner().invoke(cli, ["check", "--help"]).output


def test_a_new_corpus_says_how_to_go_on(tmp_path: Path) -> None:
    told = CliRunner().invoke(cli, ["new", str(tmp_path / "our news")])
    assert told.output.startswith("wrote ")
    first, second = told.output.splitlines()
    assert first.endswith(" serve")
    assert second == "its README.md says how to go on"
    change, _, call = first.partition("next: ")[2].partition(" && ")
    assert shlex.split(change) == ["cd", str(tmp_path / "our news")]
    program = shlex.split(call)
    shown = subprocess.run([*program[:-1], "--version"], capture_output=True, check=False, env=ENVIRONMENT)
    assert shown.returncode == 0


def test_a_port_that_is_taken_is_told_before_the_site_is_made(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = CliRunner().invoke(cli, ["serve", "--root", str(project({})), "--port", str(port)])
    assert told.exit_code == 1
    assert f"cannot listen on 127.0.0.1:{port}" in told.output
    assert "try --port" in told.output


def test_a_host_that_is_not_there_is_told_before_the_site_is_made(project: Project) -> None:
    told = CliRunner().invoke(cli, ["serve", "--root", str(project({})), "--host", "nowhere.invalid"])
    assert told.exit_code == 1
    assert "cannot listen on nowhere.invalid:8000" in told.output
    assert "try --host 127.0.0.1" in told.output


def test_serving_what_cannot_be_made_is_a_problem_of_the_corpus(project: Project) -> None:
    root = project({"articles/empty.txt": ""})
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    done = run("serve", "--root", str(root), "--port", str(port))
    assert done.returncode == 1
    assert "ARTICLE-EMPTY" in done.stderr
    assert "there is no site to show yet; mend the problems above" in done.stderr


@pytest.mark.parametrize("host", ["ü..x", "127.0.0.1\n"])
def test_a_host_that_is_no_address_is_wrong_usage(project: Project, host: str) -> None:
    told = CliRunner().invoke(cli, ["serve", "--root", str(project({})), "--host", host])
    assert (told.exit_code, len(told.output.splitlines())) == (2, 4)


@pytest.mark.parametrize("moment", ["abc", "-5", "99999999999999999", "4294967296"])
def test_a_build_refuses_a_moment_that_is_none(
    project: Project, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    told = CliRunner().invoke(cli, ["build", "--root", str(project())])
    assert told.exit_code == 2
    assert "seconds from 1970 to 2106" in told.output


@pytest.mark.parametrize("title", ["", "a\nb", "x" * 501])
def test_a_corpus_is_not_begun_with_a_title_that_check_refuses(tmp_path: Path, title: str) -> None:
    told = CliRunner().invoke(cli, ["new", str(tmp_path / "mine"), "--title", title])
    assert told.exit_code == 2
    assert not (tmp_path / "mine").exists()


def test_settings_that_inherit_from_what_is_none_are_a_problem_of_the_project(buildable: Project) -> None:
    root = buildable()
    (root / "words.yml").write_text("just words\n")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text() + "\nINHERIT: words.yml\n")
    done = run("build", "--root", str(root))
    assert done.returncode == 1
    assert "mkdocs.yml:1:1: MKDOCS cannot be read" in done.stderr
