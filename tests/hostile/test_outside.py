"""Nothing outside the corpus is read, whatever an article asks for: what asks for it stays words."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from broadsheet.pipeline import build
from broadsheet.problems import BroadsheetError
from tests.conftest import Project

SECRET = "swordfish-of-the-harbour-master"
ASKING = (
    '--8<-- "secret.txt"',
    ';--8<-- "secret.txt"',
    "{% include 'secret.txt' %}",
    "{{ config.secret }} {{ 7*7 }}",
    "{% macro x() %}{% endmacro %}",
    "![](file:///{root}/secret.txt)",
    "![x](../secret.txt)",
    "<img src=../secret.txt>",
    "<include src='secret.txt'>",
    "<!-- include secret.txt -->",
    "!include secret.txt",
    "[TOC]",
    "*[secret]: secret.txt",
    ":::broadsheet.pipeline",
    "::: broadsheet.pipeline",
)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words_of(page: Path) -> str:
    reader = _Words()
    reader.feed(page.read_text(encoding="utf-8"))
    return " ".join("".join(reader.words).split())


def test_what_asks_for_a_file_is_shown_as_the_words_it_is(buildable: Project) -> None:
    text = "Bridge closes\n\n" + "".join(f"The council said {asking} on Monday.\n\n" for asking in ASKING)
    root = buildable({"articles/asks.txt": text, "articles/asks.yml": "title: '{% include \"secret.txt\" %}'\n"})
    (root / "secret.txt").write_text(SECRET)
    (root / "corpus.secret.txt").write_text(SECRET)
    build(root)
    told = [p for p in (root / "build/site").rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()]
    assert told == []
    shown = words_of(root / "build/site/articles/asks/index.html")
    assert [asking for asking in ASKING if asking not in shown] == []


@pytest.mark.parametrize("name", ["articles/asks.txt", "articles/asks.yml", "entities.yml", "articles/more"])
def test_a_link_out_of_the_corpus_is_refused(buildable: Project, name: str) -> None:
    root = buildable({"articles/asks.txt": "Bridge closes\n\nIt is closed, the council said.\n"})
    (root / "secret.txt").write_text(SECRET)
    path = root / "corpus" / name
    path.unlink(missing_ok=True)
    path.symlink_to(root / "secret.txt")
    with pytest.raises(BroadsheetError) as caught:
        build(root)
    assert SECRET not in str(caught.value)
    assert f"corpus/{name}:1:1: FILE-" in str(caught.value)
