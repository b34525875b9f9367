"""What cards say of themselves: the same on pages, in the search and in the exports."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.corpus import Corpus
from broadsheet.export import Holdings
from broadsheet.index import search_documents
from broadsheet.models import card_of, shortened
from broadsheet.redact import redact
from tests.export.making import exported
from tests.render import made

UNTITLED = {
    "The council of Northport, which had met for nine hours without a break on Tuesday evening, closed the bridge.": (
        "The council of Northport, which had met for nine hours without a break on …"
    ),
    "In a statement that was read out to all of the assembled people of Northport, the mayor resigned.": (
        "In a statement that was read out to all of the assembled people of Northport …"
    ),
    "港" * 100: "港" * 80 + " …",
    "A short note.": "A short note.",
}


@pytest.mark.parametrize("body", UNTITLED)
def test_an_untitled_article_is_called_by_its_first_words_everywhere(body: str) -> None:
    library, config, title = redact(made.alone(lines=[("body", body)])), made.config(), UNTITLED[body]
    page = made.rendered(library, config)["articles/one.md"].decode()
    assert f"title: {json.dumps(title, ensure_ascii=False)}\n" in page
    assert [doc.title for doc in search_documents(library) if doc.kind == "article"] == [title]
    files = exported(Holdings(redact(library), Corpus(config, ())), "citations", "feeds")
    assert {item["title"] for item in json.loads(files["data/corpus.csl.json"])} == {title}
    assert {item["title"] for item in json.loads(files["data/feeds/articles.feed.json"])["items"]} == {title}


def test_an_article_is_called_by_its_headline_and_without_any_words_by_its_id() -> None:
    (titled,) = made.alone(lines=[("title", "Bridge closed"), ("body", "Words.")]).articles
    assert card_of(titled).heading == "Bridge closed"
    hidden = redact(made.alone(lines=[("body", "Words.")], text="metadata"))
    assert [card.heading for card in hidden.cards] == ["one"]


def test_words_are_cut_at_a_space_and_lose_what_leads_on() -> None:
    assert shortened("One, two,\nthree and  four", 10) == "One, two …"
    assert shortened(" One\n two ", 10) == "One two"


@given(st.text(alphabet="ab ,\n\u3042", max_size=60), st.integers(8, 30))
def test_shortened_words_are_the_first_ones(text: str, most: int) -> None:
    line, short = " ".join(text.split()), shortened(text, most)
    assert len(short) <= most + 2
    assert short == line if len(line) <= most else line.startswith(short.removesuffix(" …"))
