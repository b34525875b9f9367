"""The quick way of reading a built page gives what reading it in full gives."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.site_check import check_site
from broadsheet.site_check import pages as site_pages
from broadsheet.site_check.pages import page_of, read_in_full
from broadsheet.site_check.tags import judged

POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src "
    "'self'\">"
)
HEAD = f'<!doctype html>\n<html lang="en">\n<head>{POLICY}'
PIECES = (
    *("words", " ", "\n", "&lt;", "&amp", "&", ">", "<", '"', "'", "=", "/", "-", "--", "\x00", "\u00a0", "\r\n"),
    *('<p id="a">', "</p>", '<a href="../b/#c" id="x" id="y">', "<a href='b.html'>", "<a href=b>", '<a name="n">'),
    *('<a href="x" href="javascript:y">', '<a href="javascript:y" href="x">', '<a\n  href="a"\n>', "<br/>"),
    *('<a href="a&amp;b=1&quot;&#35;c">', '<a href="?a&copy=1">', '<a href="a<b">', '<a href="a>b" hidden>'),
    *('<img src="a.png" srcset="a.png 1x, //b.example/c 2x">', '<img src="a" onerror="b">', "<p style='x'>"),
    *('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', "<SPAN>", "<span", "<span ", "</span x>", "< p>", "<1>"),
    *(
        "<!-- c -->",
        "<!-->",
        "<!-- a>b -->",
        "<!--a--b-->",
        "<!-- <a href=d> -->",
        "<!x>",
        "<?x?>",
        "<![CDATA[x]]>",
    ),
    *('<script src="a.js"></script>', "<script>x</script>", '<script type="application/json">{"a": "b"}</script>'),
    *('<script type="application/json">{"<a href=x>"}</script>', "<script>", "</script>", "<style>", "</style>"),
    *("<title>a</title>", "<title>", "<textarea>", "</textarea >", "<iframe>", "<noscript>", "<x-y>", "<a:b>"),
    *(
        "<!doctype html>",
        "<!DOCTYPE html>",
        "<!Doctype HTML>",
        "<!doctype html SYSTEM>",
        "<link rel='x' href='/c'>",
    ),
)


def written(pieces: list[str]) -> str:
    return site_pages._LINE_END.sub("\n", HEAD + "".join(pieces))


@given(st.lists(st.sampled_from(PIECES), max_size=10))
def test_what_the_quick_reader_takes_it_reads_as_the_parser_does(pieces: list[str]) -> None:
    text = written(pieces)
    quick, full = site_pages._plain(text), read_in_full(text)
    if quick is not None:
        assert [i for tag in quick for i in tag.ids] == full.ids
        assert [link for tag in quick for link in tag.links] == [link[0] for link in full.links]
        assert full.faults == []


@given(st.lists(st.sampled_from(PIECES), max_size=10))
def test_a_page_with_a_fault_is_never_read_quickly(pieces: list[str]) -> None:
    text = written(pieces)
    assert page_of(text.encode(), "index.html").faults == tuple(read_in_full(text).faults)


@pytest.mark.parametrize("name", ["index.html", "articles/a/index.html"])
def test_a_page_as_the_site_has_them_is_read_quickly(name: str) -> None:
    body = '<title>a &amp; b</title></head><body><a class="x" href="../c/#d">e</a><br><input hidden></body></html>'
    assert site_pages._plain(HEAD + body) is not None
    assert page_of((HEAD + body).encode(), name).targets == (
        ("articles/c/index.html" if "/" in name else "", "d"),
    )


def test_of_an_attribute_that_is_there_twice_the_first_counts_and_both_are_looked_at() -> None:
    tag = judged("a", [("href", "javascript:x"), ("href", "y"), ("id", "one"), ("id", "two")])
    assert [code for code, _ in tag.faults] == ["SITE-SCHEME"]
    assert tag.ids == ("one",)


def test_a_link_that_leads_nowhere_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(HEAD + '\n<a href="x/">\n <a href="x/">\n<a href="#y">')
    assert [(p.line, p.column, p.code) for p in check_site(tmp_path)] == [
        (4, 1, "SITE-LINK"),
        (5, 2, "SITE-LINK"),
        (6, 1, "SITE-ANCHOR"),
    ]


@pytest.mark.parametrize(
    "run",
    [
        "<",
        "<a ",
        '<a b="',
        '<a b="c" ',
        "<!--",
        "<!-- -",
        "</a ",
        "<script>",
        "<title>",
        "&#",
        "<a b=",
        '="',
        "<a\n",
    ],
)
def test_a_page_of_one_run_is_read_in_time(run: str) -> None:
    text = HEAD + run * (20_000 // len(run))
    start = time.process_time()
    site_pages._plain(text)
    assert time.process_time() - start < 1, run
