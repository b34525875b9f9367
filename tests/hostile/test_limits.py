"""Whatever an article is made of, it is described truly and in bounded time, and its page says its words."""

from __future__ import annotations

import hashlib
import time
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.check.verify import verify
from broadsheet.corpus import Corpus, Entry
from broadsheet.describe import knowledge_of
from broadsheet.link import link
from broadsheet.models import Article, Raw
from broadsheet.problems import Problem
from broadsheet.records import CorpusConfig, Sidecar
from broadsheet.render import render
from broadsheet.work.workers import describe_one
from tests.hostile.largest import PIECES, SIGNS
from tests.hostile.making import PAYLOADS
from tests.making import check_pages

CONFIG = CorpusConfig(title="Harbour news", description="About a harbour.")
WORDS = ("said", "the council", "John Smith", "By ", "“", "”", '"', "'", "\n", "\n\n", ". ", ", ", "12 May 2024")
CODE = (
    "[x](",
    "<p>",
    "<br>",
    "<b>",
    "<!--",
    "`",
    "*",
    "|",
    "&#91;",
    "&amp;",
    "{{",
    "\u202e",
    "\u00ad",
    "\x01",
    "â€™",
    "-\n",
    "1. ",
    "# ",
)
HOSTILE = st.lists(st.sampled_from((*WORDS, *CODE, *PAYLOADS)) | st.text(max_size=20), max_size=30).map("".join)


def described(text: str, kind: Literal["text", "html"] = "text") -> tuple[Article, Entry]:
    raw = Raw("x", "corpus/articles/x", text, hashlib.sha256(text.encode()).hexdigest(), kind)
    entry = Entry(raw, Sidecar(), "corpus/articles/x.yml")
    return describe_one(entry, knowledge_of((), ())), entry


def page_problems(article: Article, entry: Entry) -> list[Problem]:
    library = link((article,), Corpus(CONFIG, (entry,)))
    return check_pages(render(library, CONFIG), library)


@given(HOSTILE.filter(str.strip), st.sampled_from(["text", "html"]))
def test_every_piece_of_evidence_is_in_the_file_whatever_the_file_is(
    text: str, kind: Literal["text", "html"]
) -> None:
    article, entry = described(text, kind)
    assert verify(article, entry.raw) == []


@pytest.mark.parametrize(
    "page",
    [
        "<p>“The council <br>is closed,” said John <b>Smith</b>.</p>",
        "<p>“A &lt; B &amp; <a href='x'>C</a> &nbsp; d,” said Ada&#32;Lindqvist.</p>",
    ],
)
def test_evidence_of_a_saved_page_is_found_through_its_code(page: str) -> None:
    article, entry = described(page, "html")
    assert article.claims
    assert verify(article, entry.raw) == []


@settings(max_examples=40)
@given(HOSTILE.filter(str.strip))
def test_the_page_says_the_articles_words_whatever_they_are(text: str) -> None:
    assert page_problems(*described(text)) == []


def seconds(text: str) -> float:
    start = time.process_time()
    article, entry = described(text)
    assert verify(article, entry.raw) == []
    return time.process_time() - start


@pytest.mark.parametrize("piece", [*SIGNS, *PIECES], ids=ascii)
def test_time_grows_as_the_article_does_and_not_with_its_square(piece: str) -> None:
    few, many = (piece * (size // len(piece)) for size in (1_000, 8_000))
    seconds(few)
    # A square would take 64 times as long; small times are those of the clock, and once others' garbage is collected.
    assert min(seconds(many), seconds(many)) < 24 * max(seconds(few), 0.02)
