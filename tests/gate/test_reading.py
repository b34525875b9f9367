"""The quick ways of reading a page give what reading it in full gives."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from broadsheet.gate.blocks import read_blocks
from broadsheet.gate.inline import read_any, read_inline, read_plain
from broadsheet.gate.tags import faults_of_html
from broadsheet.render.markup import inline

INLINE = (
    *("words", "Ada said", " ", ". ", "1. ", "- ", "“", "é", "!", "!!", "?", ":", "/", "x@y.org", "https://a.b"),
    *("&lt;", "&#91;", "&#93;", "&#42;", "&amp;", "&quot;", "&", "&copy;", "&#0;", "&#999;", "&#60;b&#62;"),
    *("[", "]", "(", ")", "](", "[a](b.md)", "[a &#91;](../x/y.md#c-1)", "[a](https://a.example/b?c=d)", "[](x)"),
    *("[a](javascript:x)", "[a](<b c>)", '[a](b "t")', "[a][b]", "![a](b.png)", "[a [b](c) d](e)"),
    *('<span class="bs-meta">', "</span>", '<mark id="c-1" data-n="2">', "</mark>", "<br/>", "<b>", "<", ">"),
    *('<a href="#c-1-info">', '<a href="java&#115;cript:x">', '<a href="x" onclick="y">', "<!-- c -->", "<?x?>"),
    *("<a href='x'>", "<https://a.b>", "<x@y.org>", "</span x>", "<span", '<span class="a', "<SPAN>", "<title>"),
    *("*", "**", "_", "`", "``", "\\", "\\<", "\n", "  \n", "\\\n", "\t"),
)
INLINES = st.lists(st.sampled_from(INLINE), max_size=12).map("".join)

BLOCK = (
    *("# ", "## ", "- ", "  - ", "1. ", "2) ", "> ", "    ", "\t", "```", "~~~", "---", "***", "===", "--- ", "|"),
    *(
        "| a | b |",
        "|---|---|",
        "a | b",
        "-|-",
        "[a]: b",
        "[a]:\n",
        "[a",
        "]: x",
        "<div>",
        "</div>",
        "<span>",
        "<!--",
    ),
    *("words", "more words", "-", "=", "*", "_", ":", " ", "\n", "\n", "\n\n", "\r\n", "\r"),
)
BLOCKS = st.lists(st.sampled_from(BLOCK), max_size=14).map("".join)


def folded(text: str) -> str:
    return " ".join(text.split())


@given(INLINES)
def test_what_the_quick_reader_takes_it_reads_as_the_parser_does(content: str) -> None:
    plain = read_plain(content)
    if plain is not None:
        full = read_any(content)
        assert folded(plain.said) == folded(full.said)
        assert plain.faults == full.faults


@given(INLINES)
def test_either_way_the_same_is_said_and_found(content: str) -> None:
    assert folded(read_inline(content).said) == folded(read_any(content).said)
    assert read_inline(content).faults == read_any(content).faults


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_escaped_words_are_taken_by_the_quick_reader(words: str) -> None:
    assert read_plain(inline(words)) is not None


@given(BLOCKS)
def test_rules_that_find_nothing_to_look_for_are_not_missed(page: str) -> None:
    found: dict[str, object] = {}
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    expected = [(t.type, t.tag, t.content, t.map) for t in parser.parse(page, found)]
    tokens, defines_links = read_blocks(page)
    assert [(t.type, t.tag, t.content, t.map) for t in tokens] == expected
    assert defines_links == bool(found.get("references"))


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<div class="a"><p>x</p></div>', []),
        ("<div class='a'>x</div>", []),
        ("<div onclick='x'>", ["it holds the attribute onclick in <div>"]),
        ("<SCRIPT>alert(1)</SCRIPT>", ["it holds the tag <script>"]),
        ("<!-- x -->", ["it holds a comment"]),
        ("<div class='a\n", ["it holds a tag without an end"]),
    ],
)
def test_html_is_held_against_the_list(html: str, said: list[str]) -> None:
    assert list(faults_of_html(html)) == said


@pytest.mark.parametrize(
    "run",
    [
        "[",
        "![",
        "*",
        "_",
        "`",
        "<",
        "<!--",
        "&",
        "](",
        "[a](",
        "<a ",
        '<a href="',
        "\\",
        "&#91;",
        "**a ",
        "> ",
        "- ",
    ],
)
def test_a_page_of_one_run_is_read_in_time(run: str) -> None:
    page = run * (20_000 // len(run))
    start = time.process_time()
    for token in read_blocks(page)[0]:
        if token.type == "inline":
            read_inline(token.content)
    assert time.process_time() - start < 5, run
