"""A saved page: every character of its source is accounted for, and the article in it is found."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.clean import Decision, clean
from broadsheet.clean.html.blocks import split_blocks
from broadsheet.clean.html.tokens import read_attributes, tokenise
from broadsheet.models import Raw
from tests.clean.test_clean import check_ledger

HARBOUR = (Path(__file__).parents[1] / "cases" / "clean" / "html" / "harbour.html").read_text(encoding="utf-8")

SNIPPETS = st.sampled_from(
    [
        "<p>", "</p>", "<div class='nav'>", "</div>", "<a href=\"x\">", "</a>", "<br>", "<td>", "<tr>", "<li>", "<b>",
        "</b>", "<script>", "</script>", "<!--", "-->", "<title>", "</title>", "<svg>", "</svg>", "<!DOCTYPE html>",
        "&amp;", "&nbsp;", "&#8217;", "&#0;", "&", "<", ">", "<a title='", "\"", "'", "=", "</", "<?x", " ", "\n", "\u200b",
        "The port said on Monday that the harbour would be closed for two weeks.", "Share", "By Ann Other", "â€™",
        "<h1>Harbour to close in spring</h1>", "<meta property=og:title content=Harbour>", "<time datetime=2021-03-04>",
        "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"Harbour\"}</script>", "<head>", "</head>",
    ]
)  # fmt: skip
SOURCES = st.one_of(st.text(max_size=200), st.lists(SNIPPETS, max_size=60).map("".join))


def page(source: str) -> Raw:
    return Raw("a", "a.html", source, "0", "html")


def texts(source: str) -> list[str]:
    return [block.unit.text for block in split_blocks(source).blocks]


@given(SOURCES)
@settings(deadline=None, max_examples=150)
def test_the_ledger_restores_any_page_and_every_fact_quotes_it(source: str) -> None:
    raw = page(source)
    cleaned = clean(raw)
    check_ledger(raw, cleaned)
    assert all(0 <= f.raw.start < f.raw.end <= len(source) for f in cleaned.facts)
    assert cleaned.byline is None or 0 <= cleaned.byline.start < cleaned.byline.end <= len(source)


@given(SOURCES)
@settings(deadline=None, max_examples=150)
def test_the_tokens_are_the_source(source: str) -> None:
    at = 0
    for token in tokenise(source):
        assert token.start == at < token.end
        at = token.end
    assert at == len(source)


def test_a_page_is_read_as_a_reader_reads_it() -> None:
    raw = page(HARBOUR)
    cleaned = clean(raw)
    check_ledger(raw, cleaned)
    assert cleaned.text.split("\n\n") == [
        "Harbour to close & reopen",
        "The port says that the works will take two weeks.",
        "The port said on Monday that the harbour would be closed for two weeks in spring, as it had been before.",
        "Ships will wait off the coast, a spokesman said, until the talks of the port and its workers end.",
        "“We shall never go there again,” she said of the decision of the council on Friday evening.",
    ]
    assert cleaned.title == (0, 25)
    assert cleaned.dek is not None
    assert cleaned.byline is not None
    assert HARBOUR[slice(*cleaned.byline)] == "Ann Other"


def test_what_was_taken_out_says_why_and_holds_no_code() -> None:
    removed = {piece.text: piece.reason for piece in clean(page(HARBOUR)).removed}
    assert removed == {
        "Harbour to close &amp; reopen | Northport Courier": "repeated",
        "Home": "navigation",
        "Harbour news": "navigation",
        "The harbour in winter, seen from the pier": "caption",
        "Related": "related",
        "Ferry to run again in summer": "related",
        "Copyright Northport Courier": "credit",
    }


def test_the_metadata_is_quoted_from_the_source() -> None:
    told = {fact.kind: (fact.value, HARBOUR[slice(*fact.raw)]) for fact in clean(page(HARBOUR)).facts}
    assert told == {
        "byline": ("Ann Other", "Ann Other"),
        "date": ("2021-03-04T08:00:00+01:00", "2021-03-04T08:00:00+01:00"),
        "language": ("en-GB", "en-GB"),
        "address": ("https://courier.example/harbour?a=1&b=2", "https://courier.example/harbour?a=1&amp;b=2"),
        "outlet": ("Northport Courier", "Northport Courier"),
    }


def test_words_of_the_text_lie_where_the_ledger_says() -> None:
    cleaned = clean(page(HARBOUR))
    at = cleaned.text.index("Friday")
    place = cleaned.raw_span(type(cleaned.body)(at, at + 6))
    assert HARBOUR[slice(*place)] == "Friday"


def test_what_a_person_drops_goes_and_what_a_person_keeps_stays() -> None:
    raw = page(HARBOUR)
    drop = [Decision(None, "until the talks of the port and its workers end.", "an error")]
    cleaned = clean(raw, keep=[Decision(None, "Ferry to run again in summer", "it belongs")], drop=drop)
    check_ledger(raw, cleaned)
    assert "until the talks" not in cleaned.text
    assert "a spokesman said," in cleaned.text
    assert "Ferry to run again" in cleaned.text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("one<br>two<br><br>three", ["one two", "three"]),
        ("<p>one<p>two</p>three", ["one", "two", "three"]),
        ("<table><tr><td>Rovers<td>2</tr><tr><td>Town</td><td>1</table>", ["Rovers 2", "Town 1"]),
        ("a < b & c &lt; d &copy;", ["a < b & c < d ©"]),
        ("<b>bold </b> <i> word</i>", ["bold word"]),
        ("<svg><title>x</title>y</svg>z", ["z"]),
        ("<title>Page</title><p>a", ["Page", "a"]),
        ("one <a title='>'>two</a>", ["one two"]),
        ("one <script>if (a<b) '</p>'</script>two", ["one two"]),
        ("one <!-- <p> -->two", ["one two"]),
        ("one <a href='never ends two", ["one <a href='never ends two"]),
    ],
)
def test_text_is_parted_as_a_browser_shows_it(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_attributes_are_read_with_or_without_quotation_marks() -> None:
    source = "<a HREF=x class = \"b c\" title='d &amp; e' hidden href=y>"
    found = read_attributes(source, next(tokenise(source)))
    assert {name: value.value for name, value in found.items()} == {
        "href": "x",
        "class": "b c",
        "title": "d & e",
        "hidden": "",
    }


HOSTILE = {
    "open tags": "<a " * 30_000,
    "quotes": "<a ='" * 30_000,
    "nested": "<div><b>x" * 10_000,
    "ends": "<div>" * 5_000 + "</span></p>" * 10_000,
    "paragraphs": "<b>" * 5_000 + "<p>x" * 5_000,
    "comments": "<!--" * 30_000,
    "scripts": "<script>" * 20_000,
    "references": "&amp" * 20_000,
    "references and mojibake": "<p>" + "&amp;â€™ " * 10_000,
    "attributes": "<a " + "b='c' " * 20_000 + ">x",
    "cells": "<td>" * 10_000 + "x",
    "json": "<script type='application/ld+json'>" + "[" * 50_000 + "</script>x",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_take_linear_time(source: str) -> None:
    begin = time.process_time()
    raw = page(source)
    check_ledger(raw, clean(raw))
    assert time.process_time() - begin < 15  # a few seconds; what is quadratic takes minutes
