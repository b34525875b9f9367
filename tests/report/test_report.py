"""A report says what a change does to the site, the same every time, in words nobody can abuse."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from broadsheet.describe.names import Registry
from broadsheet.problems import BroadsheetError
from broadsheet.records import Entity
from broadsheet.report import report, vanished
from broadsheet.report.quoting import MAX_REPORT, items, listed, quoted, within_limit
from broadsheet.report.spellings import doubtful_names
from tests.conftest import ARTICLE, Project

Change = Callable[[dict[str, str | None]], None]
SIDECAR = "articles/2024-05-harbour.yml"
RIGHTS = "rights: The publisher's\n"
NEW = """Ferry to stop for the winter

The ferry between the islands will not run from November to March, the harbour office said on Friday.

"We cannot pay the crew for empty boats," said Ada Lindkvist, the head of the office.
"""


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(project: Project) -> tuple[Path, Change]:
    """Return a project in a repository, and a function that commits a change of files below corpus/."""
    entities = "- {id: ada, name: Ada Lindqvist, type: person}\n- {id: northport, name: Northport, type: place}\n"
    root = project({SIDECAR: RIGHTS, "entities.yml": entities})
    git(root, "init", "--quiet")
    git(root, "config", "user.name", "Nobody")
    git(root, "config", "user.email", "nobody@example.org")

    def commit(files: dict[str, str | None]) -> None:
        for name, content in files.items():
            path = root / "corpus" / name
            if content is None:
                path.unlink()
            else:
                path.write_text(content)
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--allow-empty", "--message", "A change")

    commit({})
    return root, commit


def test_a_repository_of_another_user_is_told_as_such(
    repository: tuple[Path, Change], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, _ = repository
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # as git's own tests do
    for compare in (lambda: report(root, "HEAD..HEAD"), lambda: vanished(root, "HEAD")):
        with pytest.raises(BroadsheetError) as caught:
            compare()
        (problem,) = caught.value.problems
        assert (problem.code, problem.message[:24]) == ("REVISION", "belongs to another user,")
        assert problem.hint.endswith(f"git config --global --add safe.directory {root}")


def test_a_new_article_is_shown_with_what_is_doubtful(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    commit({"articles/ferry.txt": NEW})
    said = report(root, "HEAD~1..HEAD")
    assert "- Articles: 1 added" in said
    assert "### New: `Ferry to stop for the winter`" in said
    assert "- Date: unknown (not stated in the text)" in said
    assert "- 40 words, 2 statements, 1 mention of a name\n" in said
    assert "**The rights are not stated.**" in said
    assert "`We cannot pay the crew for empty boats" in said
    assert "`Ada Lindkvist` of `Ada Lindqvist` (`ada`)" in said
    assert "The corpus has no problems." in said


def test_what_somebody_denies_is_not_told_as_what_they_say(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    denied = "Ferry talks\n\nOn Monday the ferry company met its crew. The ferry company denied that talks had collapsed.\n"
    commit({"articles/talks.txt": denied})
    assert re.search(r"erry company` `denied`: `talks had collapsed`", report(root, "HEAD~1..HEAD"))


def test_a_near_copy_is_named_and_its_statements_are_joined(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    commit({"articles/copy.txt": ARTICLE + "\nA line of its own.\n", "articles/copy.yml": RIGHTS})
    said = report(root, "HEAD~1..HEAD")
    assert re.search(r"\*\*Carries much of the text of\*\* `2024-05-harbour` \([0-9]+%\)", said)
    assert "- Statements joined with those of other articles:" in said
    assert "Stands under the topics `Ada Lindqvist`, `Northport`" in said


def test_a_change_of_a_sidecar_is_told_with_before_and_after(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    commit(
        {SIDECAR: "title: A new title\ndate: 2024-05\nstatus: withdrawn\nwithdrawn_reason: The publisher asked.\n"}
    )
    said = report(root, "HEAD~1..HEAD")
    assert "### Changed: `A new title`" in said
    assert "- Title: `A new title` (curated" in said
    assert "- **Withdrawn**, and its words with it; readers see why: `The publisher asked.`" in said
    assert "- Rights: (empty), before `The publisher's`" in said


def test_what_becomes_of_a_withdrawal_is_told(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    withdrawn = "status: withdrawn\nwithdrawn_reason: {}\n"
    for sidecar, line in (
        (withdrawn.format("The publisher asked."), "- **Withdrawn**, and its words with it;"),
        (withdrawn.format("A court asked."), "reason: `A court asked.`, before `The publisher asked.`"),
        (RIGHTS, "- **Published again.** It was withdrawn: `A court asked.`"),
    ):
        commit({SIDECAR: sidecar})
        assert line in report(root, "HEAD~1..HEAD")


def test_a_changed_raw_text_is_pointed_out(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    commit({"articles/2024-05-harbour.txt": ARTICLE.replace("six weeks", "ten weeks")})
    assert "**The raw text itself was changed.**" in report(root, "HEAD~1..HEAD")


def test_of_a_corpus_that_cannot_be_read_no_record_is_said_to_be_gone(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    commit({"articles/2024-05-harbour.txt": None, SIDECAR: None})
    said = report(root, "HEAD~1..HEAD")
    assert "CORPUS-EMPTY" in said
    assert "Registered" not in said


def test_problems_are_told_and_a_vanished_id_is_one(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    commit({"articles/new-name.txt": ARTICLE, "articles/2024-05-harbour.txt": None, SIDECAR: None})
    said = report(root, "HEAD~1..HEAD")
    assert "ID-GONE" in said
    assert "### Gone\n\n- `2024-05-harbour`" in said
    assert [p.code for p in vanished(root, "HEAD~1")] == ["ID-GONE"]
    commit({"redirects.yml": "- {from: 2024-05-harbour, to: new-name}\n"})
    assert "ID-GONE" not in report(root, "HEAD~2..HEAD")
    assert vanished(root, "HEAD~2") == []


def line(name: str, text: str, **sidecar: str) -> str:
    return json.dumps({"id": name, "text": text, "sidecar": sidecar}) + "\n"


def test_articles_that_are_lines_of_a_file_are_compared_as_others_are(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    shard = "articles/many.jsonl"
    commit({"articles/ferry.txt": NEW, shard: line("copy", ARTICLE + "A line of its own.\n")})
    said = report(root, "HEAD~1..HEAD")
    assert "- Articles: 2 added" in said
    assert "`copy`" in said
    assert re.search(r"\*\*Carries much of the text of\*\* `2024-05-harbour` \([0-9]+%\)", said)
    assert vanished(root, "HEAD~1") == []
    commit({shard: "\n" + line("boat", NEW.replace("ferry", "boat")) + line("copy", ARTICLE, title="A title")})
    said = report(root, "HEAD~1..HEAD")
    assert "- Articles: 1 added, 1 changed" in said
    assert "### Changed: `A title`" in said
    assert "The corpus has no problems." in said
    commit({shard: "{}\n" + line("boat", NEW.replace("ferry", "boat"), date="soon") + "\n"})
    said = report(root, "HEAD~1..HEAD")
    assert "- Articles: 1 changed, 1 removed" in said
    assert "SHARD-LINE at `corpus/articles/many.jsonl:1:1`" in said
    assert "SIDECAR-DATE at `corpus/articles/many.jsonl:2:1`" in said
    assert "ID-GONE at `corpus/articles/many.jsonl:3:1`" in said
    commit({shard: None})
    assert [(p.path, p.code) for p in vanished(root, "HEAD~1")] == [("corpus/articles/many.jsonl", "ID-GONE")]


def test_an_article_without_its_text_is_withdrawn_and_not_gone(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    gone = "status: withdrawn\nwithdrawn_reason: The publisher asked.\n"
    commit({"articles/ferry.txt": NEW})
    commit({"articles/2024-05-harbour.txt": None, SIDECAR: gone})
    said = report(root, "HEAD~1..HEAD")
    assert "- Articles: 1 changed" in said
    assert "- **Withdrawn**, and its words with it; readers see why: `The publisher asked.`" in said
    assert "- Its text was taken away." in said
    assert "It is evidence" not in said
    commit({SIDECAR: None})
    assert [p.path for p in vanished(root, "HEAD~1")] == [f"corpus/{SIDECAR}"]


def test_an_article_that_cannot_be_read_does_not_stop_the_report(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    (root / "corpus/articles/link.txt").symlink_to("/etc/hostname")
    (root / "corpus/articles/latin.txt").write_bytes(b"caf\xe9")
    commit({"articles/bad.txt": "Words enough for an article.", "articles/bad.yml": "date: [1, 2]\n"})
    said = report(root, "HEAD~1..HEAD")
    assert "SIDECAR-VALUE" in said
    assert "FILE-ENCODING" in said
    assert "articles/link.txt" in said


def test_registers_are_compared_by_id(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    commit(
        {
            "outlets.yml": "- {id: planet, name: Daily Planet}\n",
            "entities.yml": "- {id: ada, name: Ada, type: person}\n",
        }
    )
    said = report(root, "HEAD~1..HEAD")
    assert "- Articles: none added, changed or removed" in said
    assert "- Registered outlets added: `planet`" in said
    assert "- Registered names removed: `northport`" in said
    assert "- Registered names changed: `ada`" in said


def test_only_what_the_branch_did_is_told(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    git(root, "branch", "topic")
    commit({"articles/other.txt": NEW})
    git(root, "branch", "published")
    git(root, "checkout", "--quiet", "topic")
    commit({SIDECAR: RIGHTS + "byline: Bo Ek\n"})
    said = report(root, "published..topic")
    assert "- Articles: 1 changed" in said


def test_a_report_is_the_same_a_second_time(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    commit({"articles/ferry.txt": NEW, "articles/copy.txt": ARTICLE + "More.\n"})
    assert report(root, "HEAD~1..HEAD") == report(root, "HEAD~1..HEAD")


def test_a_large_change_is_counted_and_stays_within_the_limit(
    repository: tuple[Path, Change], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, commit = repository
    monkeypatch.setattr("broadsheet.report.comparison.MOST_ARTICLES", 5)
    long = " ".join(f'"Word {n} is said," said Bo Ek{n}.' for n in range(12))
    commit({f"articles/a-{n}.txt": f"Title {n} of many\n\n{long.replace('Word', f'Word{n}')}\n" for n in range(7)})
    said = report(root, "HEAD~1..HEAD")
    assert len(said) <= MAX_REPORT
    assert "- Articles: 7 added" in said
    assert "2 further articles, added or changed, not looked at closely." in said


@pytest.mark.parametrize(
    "span", ["", "..", "main", "x..HEAD", "HEAD..x", "--help..HEAD", "HEAD~99..HEAD", "-O/tmp/x..HEAD"]
)
def test_a_revision_that_is_not_there_is_a_problem(repository: tuple[Path, Change], span: str) -> None:
    with pytest.raises(BroadsheetError) as caught:
        report(repository[0], span)
    assert caught.value.problems[0].code == "REVISION"
    assert "rev-parse" not in caught.value.problems[0].message


def test_a_folder_that_is_in_no_repository_is_told_as_such(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project()
    with pytest.raises(BroadsheetError) as caught:
        report(root, "origin/main..HEAD")
    assert [p.message for p in caught.value.problems] == ["is in no git repository"]
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(BroadsheetError) as caught:
        report(root, "origin/main..HEAD")
    assert [p.message for p in caught.value.problems] == ["is not on this machine"]


NASTY = [
    "**bold** @somebody #1 https://evil.example <img src=x onerror=alert(1)>",
    "``` x ``",
    "`",
    "a\n\n# Heading\n- [ ] task",
    "\u202egnp.exe \x1b[31m",
    "|---|---| ::error::x",
]


@pytest.mark.parametrize("words", NASTY)
def test_words_of_an_article_are_code_in_the_report(repository: tuple[Path, Change], words: str) -> None:
    root, commit = repository
    commit(
        {
            "articles/nasty.txt": f"{words}\n\n{NEW}",
            "articles/nasty.yml": f"title_note: x\nbyline: {words.split()[0]!r}\n",
        }
    )
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(report(root, "HEAD~1..HEAD"))
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "code_inline", "softbreak", "strong_open", "strong_close"}
    assert not [token for token in tokens if token.type in ("html_block", "fence", "table_open")]
    plain = " ".join(c.content for t in tokens for c in t.children or [] if c.type == "text")
    assert "@" not in plain
    assert "#1" not in plain


@given(st.text(max_size=300))
def test_any_words_come_out_as_one_code_span(words: str) -> None:
    span = quoted(words)
    (inline,) = [t for t in MarkdownIt("commonmark").parse(f"- x {span} y") if t.type == "inline"]
    assert [c.type for c in inline.children or []] in (["text", "code_inline", "text"], ["text"])
    assert "\n" not in span


@given(st.lists(st.integers(0, 40_000), max_size=8))
def test_no_report_is_longer_than_the_limit(sizes: list[int]) -> None:
    assert len(within_limit("x" * size for size in sizes)) <= MAX_REPORT


def test_a_name_registered_as_somebody_elses_is_no_doubt() -> None:
    ada = {"id": "ada", "name": "Ada Lindqvist", "type": "person", "not": ["Ada Lindkvist"]}
    registry = Registry([Entity.model_validate(ada)])
    assert list(doubtful_names(["Ada Lindkvist", "Ada Lindqvist", "Lindqvist", "Bo Ek"], registry)) == []
    assert [d.known for d in doubtful_names(["Lindkvist", "A. Lindkvist"], registry)] == ["Ada Lindqvist"] * 2


def test_other_ways_of_writing_a_place_are_doubtful_once_for_each_record() -> None:
    kyiv = Entity(id="kyiv", name="Kyiv", type="place", spellings=("Kyïv",))
    registry = Registry([kyiv, Entity(id="strelsau", name="Strelsau", type="place")])
    found = [(doubt.name, doubt.id) for doubt in doubtful_names(["Strelsow", "Kiev", "Oslo"], registry)]
    assert found == [("Kiev", "kyiv"), ("Strelsow", "strelsau")]


def test_characters_nobody_sees_are_not_quoted_and_those_that_join_letters_are() -> None:
    assert quoted("a\u202eb\u200bc\x1bd\u2028e\ud800f") == "`a b c d e f`"
    assert quoted("می\u200cخواهم") == "`می\u200cخواهم`"


def test_what_just_fits_a_list_has_no_more_behind_it() -> None:
    assert list(items(["a", "b"], 2)) == ["  - a", "  - b"]
    assert list(items(["a", "b"], 1)) == ["  - a", "  - and 1 more"]
    assert (listed(["a", "b"], 2), listed(["a", "b"], 1)) == ("`a`, `b`", "`a` and 1 more")
    just = ["x" * (MAX_REPORT - 202)]
    assert len(within_limit(just)) == MAX_REPORT - 201
    assert within_limit(["x" + just[0]]) == "1 more part left out: the report would be too long.\n"
    assert within_limit(["x" + just[0], "y"]) == "2 more parts left out: the report would be too long.\n"


def test_a_renamed_article_is_neither_new_nor_gone(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    redirects = "- from: 2024-05-harbour\n  to: 2024-06-harbour\n"
    moved: dict[str, str | None] = {
        "articles/2024-05-harbour.txt": None,
        SIDECAR: None,
        "redirects.yml": redirects,
    }
    commit({**moved, "articles/2024-06-harbour.txt": ARTICLE, "articles/2024-06-harbour.yml": RIGHTS})
    said = report(root, "HEAD~1..HEAD")
    assert "- Articles: 1 renamed\n" in said
    assert "### Renamed: `Harbour bridge to close for repairs`" in said
    assert "- `2024-05-harbour` to `2024-06-harbour`" in said
    assert "### Gone" not in said
    assert "Statements" not in said
    assert "Stands" not in said


def test_a_renamed_article_has_in_common_with_others_what_it_had(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    commit({"articles/copy.txt": ARTICLE + "\nA line of its own.\n", "articles/copy.yml": RIGHTS})
    moved: dict[str, str | None] = {"articles/copy.txt": None, "articles/copy.yml": None}
    moved |= {"articles/other.txt": ARTICLE + "\nA line of its own.\n", "articles/other.yml": RIGHTS}
    commit({**moved, "redirects.yml": "- {from: copy, to: other}\n"})
    said = report(root, "HEAD~1..HEAD")
    assert "- Articles: 1 renamed\n" in said
    assert ("joined" in said, "Stands" in said) == (False, False)


def test_confirmed_and_merged_records_and_decisions_are_told(repository: tuple[Path, Change]) -> None:
    root, commit = repository
    records = "- {id: a, name: Bea Holm, type: person%s}\n- {id: b, name: Cleo Dahl, type: person%s}\n"
    commit({"entities.yml": records % (", status: proposed", ", status: proposed")})
    one, other = "2024-05-harbour#c-00000001", "2024-05-harbour#c-00000002"
    commit(
        {
            "entities.yml": records % ("", ", merged_into: a"),
            "decisions.yml": f"join:\n- a: {one}\n  b: {other}\n",
        }
    )
    said = report(root, "HEAD~1..HEAD")
    assert "- Registered names confirmed: `a`\n" in said
    assert "- Registered names merged into others: `b`\n" in said
    assert f"- Statements joined: `{one} + {other}`\n" in said
    commit({"decisions.yml": None})
    assert "- Statements no longer joined: " in report(root, "HEAD~1..HEAD")
