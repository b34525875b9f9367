"""Articles may be lines of JSON Lines files; what is wrong with one is told with the number of its line."""

import json
from pathlib import Path
from typing import Any

import pytest

from broadsheet.corpus import Entries
from broadsheet.problems import BroadsheetError
from broadsheet.read import read, shards, survey
from broadsheet.work.recheck import recheck
from tests.conftest import ARTICLE, Project
from tests.making import examine

SIDECAR = {"outlet": "planet", "date": "2024-05-03", "date_note": "the printed page"}


def lines(*articles: Any) -> str:
    return "".join(f"{json.dumps(article)}\n" for article in articles)


def article(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "text": ARTICLE, **more}


def test_lines_files_and_folders_by_year_are_one_corpus(project: Project) -> None:
    files = {
        "articles/2023/early.txt": ARTICLE,
        "articles/2024/all.jsonl": lines(article("one"), article("two", sidecar={"title": "NO", "date": "2024"})),
        "articles/page.jsonl": lines({"id": "three", "html": f"<html><p>{ARTICLE}</p></html>"}) + "\n",
    }
    corpus, problems = read(project(files))
    assert problems == []
    assert corpus is not None
    found = {entry.raw.id: entry for entry in corpus.entries}
    assert found.keys() == {"2024-05-harbour", "early", "one", "two", "three"}
    assert found["one"].raw.text == ARTICLE
    assert found["one"].raw.path == "corpus/articles/2024/all.jsonl:1"
    assert (found["two"].sidecar.title, found["two"].sidecar.date) == ("NO", "2024")
    assert found["three"].raw.kind == "html"


def test_an_article_says_the_same_as_a_line_and_as_a_file(project: Project) -> None:
    outlet = {"outlets.yml": "- {id: planet, name: Daily Planet}\n"}
    beside = project({**outlet, "articles/a.txt": ARTICLE, "articles/a.yml": json.dumps(SIDECAR)}, name="beside")
    inside = project({**outlet, "articles/x.jsonl": lines(article("a", sidecar=SIDECAR))}, name="inside")
    (_, first), (_, second) = (examine(root)[1] for root in (beside, inside))
    assert second.source.path == "corpus/articles/x.jsonl:1"
    assert (first.claims, first.outlet, first.date, first.cleaned) == (
        second.claims,
        second.outlet,
        second.date,
        second.cleaned,
    )


WRONG = {
    '{"id": "a"': "1:1: SHARD-LINE is no JSON: Expecting ',' delimiter",
    "[1]": "1:1: SHARD-LINE has no id",
    "[" * 100_000: "1:1: SHARD-LINE is no JSON: ",
    '{"text": "x"}': "1:1: SHARD-LINE has no id",
    '{"id": "a", "id": "b", "text": "x"}': "1:1: SHARD-LINE is no JSON: the key 'id' is there twice",
    '{"id": "a", "words": "x"}': "1:1: SHARD-LINE has the unknown key 'words'",
    '{"id": "a"}': "1:1: SHARD-LINE has no text",
    '{"id": "a", "text": "x", "html": "x"}': "1:1: SHARD-LINE has both `text` and `html`",
    '{"id": "a", "text": true}': "1:1: SHARD-LINE has a `text` that is no text",
    '{"id": "a", "text": NaN}': "1:1: SHARD-LINE is no JSON: NaN is no value",
    '{"id": "A b", "text": "x"}': "1:1: ARTICLE-ID 'A b' is no id",
    '{"id": "2024-05-harbour", "text": "x"}': "1:1: ARTICLE-TWICE has the same id as corpus/articles/2024-05-harbour.txt",
    '{"id": "a", "text": " "}': "1:1: ARTICLE-EMPTY is empty",
    '{"id": "a", "text": "\\ud800"}': "1:1: SHARD-LINE holds half a character",
    '{"id": "a", "text": "x", "sidecar": {"outlett": "x"}}': "1:1: SIDECAR-KEY unknown key 'outlett'",
    '{"id": "a", "text": "x", "sidecar": {"title": "a\\u202eb"}}': "1:1: TEXT-HIDDEN holds ",
    '{"id": "a", "text": "x", "sidecar": []}': "1:1: SIDECAR-VALUE ",
    '{"id": "a", "text": "x\\n\\n'
    + "y" * 2000
    + '"}': "1:1: ARTICLE-LONG has 'y' more than 1,000 times in a row (line 3 of",
    '{"id": "a", "sidecar": {"status": "published"}}': "1:1: SHARD-LINE has no text",
}


@pytest.mark.parametrize("line", WRONG, ids=lambda line: line[:50])
def test_each_mistake_is_told_with_its_line_and_the_others_are_read(project: Project, line: str) -> None:
    root = project({"articles/z.jsonl": lines(article("good")) + line + "\n" + lines(article("other"))})
    corpus, problems = read(root)
    assert [str(p)[: len("corpus/articles/z.jsonl:2") + len(WRONG[line]) - 1] for p in problems] == [
        f"corpus/articles/z.jsonl:2{WRONG[line][1:]}"
    ]
    assert corpus is not None
    assert {"good", "other"} <= {entry.raw.id for entry in corpus.entries}
    assert [p.code for p in recheck(root).problems] == [p.code for p in problems]


def test_bytes_that_are_no_text_and_a_line_without_end_are_told(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, problems = read(project({"articles/z.jsonl": b'{"id": "caf\xe9"}\n'}, name="bytes"))
    assert [str(p).split(";")[0] for p in problems] == [
        "corpus/articles/z.jsonl:1:12: FILE-ENCODING is not UTF-8: byte 0xe9"
    ]
    monkeypatch.setattr(shards, "MAX_LINE_BYTES", 100)
    _, problems = read(project({"articles/z.jsonl": "{}\n" + "x" * 1000}, name="long"))
    assert [(p.line, p.code) for p in problems] == [(1, "SHARD-LINE"), (2, "SHARD-LINE")]


def test_a_withdrawn_line_may_lose_its_text(project: Project) -> None:
    gone = {"id": "old", "sidecar": {"status": "withdrawn", "withdrawn_reason": "The publisher asked."}}
    root = project({"articles/z.jsonl": lines(gone)})
    assert recheck(root).problems == ()
    assert [a.withdrawn for a in examine(root)[1] if a.id == "old"] == ["The publisher asked."]


def test_a_link_is_not_followed(project: Project, tmp_path: Path) -> None:
    (tmp_path / "secret.jsonl").write_text(lines(article("secret")))
    root = project()
    (root / "corpus/articles/z.jsonl").symlink_to(tmp_path / "secret.jsonl")
    _, problems = read(root)
    assert [p.code for p in problems] == ["FILE-KIND"]


def test_no_article_is_opened_before_it_is_asked_for(project: Project) -> None:
    root = project({"articles/bad.txt": b"\xff\xfe", "articles/z.jsonl": lines(article("good", text=" "))})
    corpus, problems = survey(root)
    assert problems == []
    assert corpus is not None
    assert isinstance(corpus.entries, Entries)
    assert corpus.ids == {"2024-05-harbour", "bad", "good"}
    assert corpus.entries[0].raw.text == ARTICLE
    with pytest.raises(BroadsheetError):
        corpus.entries[1]
