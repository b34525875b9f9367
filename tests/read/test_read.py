"""Reading a corpus: everything that can be wrong with it is one line that says where and what to do."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.problems import BroadsheetError
from broadsheet.read import read
from broadsheet.read.files import raw_of
from tests.conftest import Project

CASES: dict[str, tuple[dict[str, str | bytes | None], str]] = {
    "no article at all": (
        {"articles/2024-05-harbour.txt": None},
        "corpus/articles:1:1: CORPUS-EMPTY holds no article; put a raw article into corpus/articles/ as a .txt or .html file",
    ),
    "an empty article": (
        {"articles/empty.txt": ""},
        "corpus/articles/empty.txt:1:1: ARTICLE-EMPTY is empty; put the article's text into it, or remove it",
    ),
    "an article of white space": (
        {"articles/empty.txt": " \n\t\n"},
        "corpus/articles/empty.txt:1:1: ARTICLE-EMPTY is empty; put the article's text into it, or remove it",
    ),
    "an article in another encoding": (
        {"articles/latin.txt": "First line\nZürich café".encode("latin-1")},
        "corpus/articles/latin.txt:2:2: FILE-ENCODING is not UTF-8: byte 0xfc; "
        "save it as UTF-8 (it is in an older encoding, such as Windows-1252)",
    ),
    "an article in UTF-16": (
        {"articles/wide.txt": "First line".encode("utf-16")},
        "corpus/articles/wide.txt:1:1: FILE-ENCODING is not UTF-8: byte 0xff; save it as UTF-8 (it looks like UTF-16)",
    ),
    "a Word file under the name of an article": (
        {"articles/letter.txt": b"PK\x03\x04\x14\x00\x84"},
        "corpus/articles/letter.txt:1:7: FILE-ENCODING is not UTF-8: byte 0x84; "
        "save it as UTF-8 (it looks like a Word file or an archive: save its words as plain text)",
    ),
    "an article of too many characters": (
        {"articles/long.txt": "All quiet. " * 25_000},
        "corpus/articles/long.txt:1:1: ARTICLE-LONG has more than 200,000 characters; "
        "shorten it, or split it into several articles",
    ),
    "an article of too many lines": (
        {"articles/long.txt": "a\n" * 10_001},
        "corpus/articles/long.txt:10001:1: ARTICLE-LONG has more than 10,000 lines; "
        "shorten it, or split it into several articles",
    ),
    "a saved page of nothing but tags": (
        {"articles/long.html": "<p>" * 30_001},
        "corpus/articles/long.html:1:1: ARTICLE-LONG has more than 15,000 tags; "
        "shorten it, or split it into several articles",
    ),
    "an article with an endless line": (
        {"articles/long.txt": "Title\n\n" + "a b " * 25_001},
        "corpus/articles/long.txt:3:1: ARTICLE-LONG has a line of more than 100,000 characters; "
        "shorten it, or split it into several articles",
    ),
    "an article with one sign over and over": (
        {"articles/long.txt": "Title\n" + "[" * 1_001},
        "corpus/articles/long.txt:2:1: ARTICLE-LONG has '[' more than 1,000 times in a row; "
        "shorten it, or split it into several articles",
    ),
    "a hidden character in a sidecar": (
        {"articles/2024-05-harbour.yml": "title: Bridge\u202e closed\n"},
        "corpus/articles/2024-05-harbour.yml:1:14: TEXT-HIDDEN holds U+202E (right-to-left override); "
        "nobody sees it; remove it, or type the words anew",
    ),
    "a misspelt key": (
        {"articles/2024-05-harbour.yml": "outlett: planet\n"},
        "corpus/articles/2024-05-harbour.yml:1:1: SIDECAR-KEY unknown key 'outlett'; did you mean 'outlet'?",
    ),
    "a sidecar without an article": (
        {"articles/lonely.yml": "language: en\n"},
        "corpus/articles/lonely.yml:1:1: SIDECAR-ALONE has no article beside it; "
        "add the article's .txt or .html file, or remove the sidecar, or set `status: withdrawn`",
    ),
    "two articles with one id": (
        {"articles/more/2024-05-harbour.txt": "Another text."},
        "corpus/articles/more/2024-05-harbour.txt:1:1: ARTICLE-TWICE has the same id as "
        "corpus/articles/2024-05-harbour.txt; give one of them another name",
    ),
    "a saved page and a text with one id": (
        {"articles/2024-05-harbour.html": "<p>Text.</p>"},
        "corpus/articles/2024-05-harbour.txt:1:1: ARTICLE-TWICE has the same id as "
        "corpus/articles/2024-05-harbour.html; give one of them another name",
    ),
    "an id that is none": (
        {"articles/Harbour Bridge.txt": "Text."},
        "corpus/articles/Harbour Bridge.txt:1:1: ARTICLE-ID 'Harbour Bridge' is no id; use small letters, digits and "
        "hyphens, at most 80, such as 2023-01-06-outlet-some-words",
    ),
    "a device's name": (
        {"articles/con.txt": "Text."},
        "corpus/articles/con.txt:1:1: ARTICLE-ID 'con' is no id; use small letters, digits and hyphens, at most 80, "
        "such as 2023-01-06-outlet-some-words",
    ),
    "a file of another kind": (
        {"articles/picture.png": b"\x89PNG"},
        "corpus/articles/picture.png:1:1: FILE-STRANGE has no place here; "
        "articles are .txt or .html files with a .yml sidecar, or lines of .jsonl files",
    ),
    "a list where a mapping belongs": (
        {"articles/2024-05-harbour.yml": "keep:\n  - line: 3\n"},
        "corpus/articles/2024-05-harbour.yml:2:5: SIDECAR-KEY the key 'keep.0.why' is missing; add it",
    ),
    "a broken sidecar": (
        {"articles/2024-05-harbour.yml": "title: a: b\n"},
        "corpus/articles/2024-05-harbour.yml:1:9: YAML mapping values are not allowed in this context; "
        "check indentation, colons and quotation marks",
    ),
    "an address of another scheme": (
        {"articles/2024-05-harbour.yml": "source_url: javascript:alert(1)\n"},
        "corpus/articles/2024-05-harbour.yml:1:1: SIDECAR-VALUE source_url: 'javascript:alert(1)' will not do; "
        "write an address that begins with http:// or https://",
    ),
    "no corpus.yml": (
        {"corpus.yml": None},
        "corpus/corpus.yml:1:1: FILE-MISSING is missing; write it; see CONTRIBUTING.md",
    ),
    "a misspelt authority file": (
        {"entites.yml": "[]"},
        "corpus/entites.yml:1:1: FILE-STRANGE has no place here; expected are articles, corpus.yml, decisions.yml, "
        "entities, entities.yml, outlets.yml, published.yml, redirects.yml, topics.yml",
    ),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_mistake_gives_one_line_with_place_and_remedy(project: Project, case: str) -> None:
    files, expected = CASES[case]
    _, problems = read(project(files))
    assert [str(problem) for problem in problems] == [expected]


def test_a_folder_without_a_corpus_says_so(tmp_path: Path) -> None:
    corpus, problems = read(tmp_path)
    assert corpus is None
    assert [p.code for p in problems] == ["CORPUS-MISSING"]


def test_all_problems_come_in_one_run(project: Project) -> None:
    root = project({"articles/a.txt": "", "articles/b.yml": "x: 1", "outlets.yml": "- id: A\n  name: a\n"})
    assert [p.code for p in read(root)[1]] == ["ARTICLE-EMPTY", "SIDECAR-ALONE", "OUTLETS-VALUE"]


def test_long_white_space_and_long_words_of_a_saved_page_are_no_fault(project: Project) -> None:
    files = {
        "articles/spaces.txt": "Title\n" + " " * 5_000 + "Words.",
        "articles/page.html": "<p>Words.</p><!--" + "A" * 200_000 + "-->",
    }
    assert read(project(files))[1] == []


def test_the_longest_article_is_measured_in_little_time(project: Project) -> None:
    files = {f"articles/a{i}.txt": ("[" * 999 + "]") * 99 + "\n" for i in range(10)}
    root = project(files)
    start = time.process_time()
    assert read(root)[1] == []
    assert time.process_time() - start < 2


@pytest.mark.parametrize("kind", ["fifo", "folder"])
def test_what_is_no_file_is_refused_and_not_waited_for(project: Project, kind: str) -> None:
    root = project()
    odd = root / "corpus/articles/odd.txt"
    if kind == "fifo":
        os.mkfifo(odd)
    else:
        odd.mkdir()
        (odd / "nested.txt").write_text("Words.")
    _, problems = read(root)
    assert [p.code for p in problems] == (["FILE-KIND"] if kind == "fifo" else [])


def test_links_are_refused_and_not_followed(project: Project, tmp_path: Path) -> None:
    root = project()
    (tmp_path / "secret.txt").write_text("secret")
    (root / "corpus/articles/link.txt").symlink_to(tmp_path / "secret.txt")
    (root / "corpus/articles/folder").symlink_to(tmp_path)
    corpus, problems = read(root)
    assert corpus is not None
    assert [entry.raw.id for entry in corpus.entries] == ["2024-05-harbour"]
    assert {p.path for p in problems} == {"corpus/articles/link.txt", "corpus/articles/folder"}


def test_a_file_that_is_too_large_is_not_read(project: Project) -> None:
    _, problems = read(project({"articles/big.txt": "x" * 1_000_001}))
    assert [p.code for p in problems] == ["FILE-SIZE"]


def test_the_bytes_are_kept_and_a_byte_order_mark_is_known(project: Project) -> None:
    data = b"\xef\xbb\xbfOne line\r\nand another\x00\n"
    corpus, _ = read(project({"articles/marked.txt": data}))
    assert corpus is not None
    raw = next(e.raw for e in corpus.entries if e.raw.id == "marked")
    assert raw.data == data
    assert raw.text == "One line\r\nand another\x00\n"


def test_words_of_yaml_stay_words(project: Project) -> None:
    sidecar = "title: NO\nbyline: 017\ndate: 2024-05-01\n"
    corpus, problems = read(project({"articles/2024-05-harbour.yml": sidecar}))
    assert corpus is not None
    assert not problems
    assert (corpus.entries[0].sidecar.title, corpus.entries[0].sidecar.byline) == ("NO", "017")


@given(
    before=st.integers(0, 1200),
    run=st.integers(998, 1003),
    after=st.sampled_from(["", "end", "y" * 1200, " " * 1500]),
)
def test_a_long_run_of_one_sign_is_found_wherever_it_begins(before: int, run: int, after: str) -> None:
    data = f"{'ab ' * 400}"[:before] + "x" * run + after
    try:
        raw_of(data.encode(), "a", "a.txt", "text")
        refused = None
    except BroadsheetError as e:
        refused = e.problems[0].message
    expected = "x" if run > 1000 else "y" if after.startswith("y") else None
    assert refused == (expected and f"has {expected!r} more than 1,000 times in a row")


def test_articles_in_a_folder_that_cannot_be_read_do_not_go_without_a_word(
    project: Project, shut: Callable[[Path], None]
) -> None:
    root = project({"articles/2023/bridge.txt": "The bridge is closed.\n"})
    shut(root / "corpus/articles/2023")
    _, problems = read(root)
    assert [str(problem) for problem in problems] == [
        "corpus/articles/2023:1:1: FILE-READ cannot be read: Permission denied; make it a plain, readable folder"
    ]


def test_an_article_cannot_be_called_as_the_list_of_its_folder_is(project: Project) -> None:
    root = project({"articles/index.txt": "A ferry.", "outlets.yml": "- {id: index, name: Index}\n"})
    _, problems = read(root)
    assert [(p.code, p.line) for p in problems] == [("ARTICLE-ID", 1), ("OUTLETS-VALUE", 1)]
    assert str(problems[1]).endswith("'index' will not do; write another id; no page can be called so")
