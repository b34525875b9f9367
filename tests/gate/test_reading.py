"""The quick ways of reading a page give what reading it in full gives."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from broadsheet.gate import blocks
from broadsheet.gate.blocks import read_blocks
from broadsheet.gate.header import is_mapping, is_plainly_mapping
from broadsheet.gate.inline import read_any, read_inline, read_plain
from broadsheet.gate.tags import faults_of_html
from broadsheet.render.escape import front_matter
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
    expected = [(_KINDS[t.type], t.content) for t in parser.parse(page, found) if t.type in _KINDS]
    read, defines_links = blocks.read_any(page)
    assert read == expected
    assert defines_links == bool(found.get("references"))


_KINDS = {"html_block": "html", "inline": "inline"}
LINE = (
    *(
        "# ",
        "## ",
        "### a #",
        "#",
        "- ",
        "-",
        "* ",
        "*a*",
        "**",
        "1. ",
        "12) ",
        "1.",
        "> ",
        "    ",
        "  ",
        " ",
        "\t",
    ),
    *(
        "words",
        "a | b",
        "| a | b |",
        "|---|---|",
        "| --- | --- |",
        "| a |",
        "|a|b",
        "| \\| | b |",
        "-|-",
        "---",
        "===",
    ),
    *(
        '<div class="a">',
        "</div>",
        "<div>x",
        "<dl>",
        "<pre>",
        "<p>",
        "<!-- c -->",
        "<?x",
        "<!X",
        "<DIV>",
        "<divx>",
    ),
    *(
        '<span class="a">',
        "</span>",
        '<mark id="b">x</mark>',
        "<a>",
        '<a href="b">',
        "<br>",
        "<i>x",
        '<em a="b"/>',
    ),
    *(
        "[a](b.md)",
        "[a]: b",
        "[a]:",
        "`x`",
        "```",
        "~~~",
        "\\",
        "&#35; a",
        "&lt;",
        "_a_",
        "+ ",
        ":",
        "=",
        "\u00a0",
        "é",
    ),
)
LINES = st.lists(st.lists(st.sampled_from(LINE), min_size=1, max_size=3).map("".join), max_size=5)
PIECES = st.lists(LINES.map("\n".join), max_size=4).map("\n\n".join)


@given(PIECES)
def test_pages_that_are_read_plainly_have_the_blocks_that_the_parser_finds(page: str) -> None:
    plain = blocks.read_plain(page)
    if plain is not None:
        full, defines_links = blocks.read_any(page)
        assert [(kind, content.strip()) for kind, content in plain] == [(k, c.strip()) for k, c in full]
        assert not defines_links


@pytest.mark.parametrize(
    "page",
    [
        '# Words &#35; a\n\n<span class="a">b</span>\n\nWords, 1. b\nand more\n',
        "- a\n- [b](c.md) <span>d</span>\n\n1. a\n2. b\n\n| a | b |\n|---|---|\n| c | d |\n",
        '<div class="a">\n<p>b</p>\n# c\n</div>\n\n*Only* a part\n',
    ],
)
def test_markdown_as_templates_write_it_needs_no_parser(page: str) -> None:
    assert blocks.read_plain(page) is not None


HEADER = (
    *(
        "a:",
        "b_c: ",
        '"a b": ',
        "yes: ",
        "- ",
        "-",
        " ",
        "  ",
        "\n",
        "\n",
        "\n",
        ": ",
        "#",
        "# x",
        "&a ",
        "*a",
        "!!x ",
    ),
    *(
        '"words"',
        '"a: b"',
        '"a\\n\\u00e9"',
        '"\\/"',
        '"a\tb"',
        "\t",
        "1",
        "-2",
        "1.5",
        "1e5",
        "NaN",
        "true",
        "null",
    ),
    *(
        "[]",
        '["a", "b"]',
        "{}",
        '{"a": "b"}',
        '{"a":1}',
        '{"' + "k" * 1100 + '": 1}',
        "[",
        "]",
        "{",
        "}",
        "'a'",
        "a",
    ),
    *("\x85", "\u2028", "\ufeff", "\x00", "\x7f", "\U0001f600", "---", "..."),
)


@given(st.lists(st.sampled_from(HEADER), max_size=10).map("".join))
def test_what_is_plainly_a_mapping_is_one_to_a_parser_of_yaml(header: str) -> None:
    if is_plainly_mapping(header):
        assert isinstance(yaml.compose(header, Loader=yaml.SafeLoader), yaml.MappingNode)


@given(st.dictionaries(st.from_regex("[a-z_]{1,9}", fullmatch=True), st.text(max_size=20), min_size=1))
@example({"title": "\\/"})
@example({"title": "a\\\\/b"})
def test_headers_as_we_write_them_need_no_parser(values: dict[str, str]) -> None:
    header = front_matter({**values, "list": ["a", {"b": "c"}]}).removeprefix("---\n").removesuffix("---\n")
    assert is_plainly_mapping(header)


@pytest.mark.parametrize("header", ["- a\n", "a\n", "", "a: &b c\nd: *b\n- e\n", 'a: "b"\n- "c"\n'])
def test_other_headers_are_left_to_the_parser(header: str) -> None:
    assert not is_plainly_mapping(header)


def test_a_header_that_is_written_otherwise_is_a_mapping_all_the_same() -> None:
    assert is_mapping("a: b\nc:\n  d: e\n")
    assert not is_mapping("- a\n")


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
    for kind, content in read_blocks(page)[0]:
        if kind == "inline":
            read_inline(content)
    assert time.process_time() - start < 5, run
