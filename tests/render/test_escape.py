"""Whatever words come in, every dialect reads exactly these words from the page."""

import html
import re
from html.parser import HTMLParser

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from broadsheet.render.escape import escape, escape_html, front_matter
from broadsheet.text.hidden import HIDDEN

EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]

MARKUP = st.text(alphabet="\\`*_{}[]()<>#+-.!|~^=:$@\"'&;1 \n\tab%/?ü", max_size=40)


class _Text(HTMLParser):
    """Collects the text of a page and the tags in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


def read(page: str) -> tuple[str, list[str]]:
    reader = _Text()
    reader.feed(page)
    reader.close()
    return " ".join(reader.text.split()), reader.tags


def plain(words: str) -> str:
    """What a reader should see: control characters replaced, white space folded."""
    shown = re.sub(r"[\r\n\u0085\u2028\u2029\x0b\x0c]+", " ", words)
    return " ".join(re.sub(f"[\\x1c-\\x1f{HIDDEN}]", "\ufffd", shown).split())


def commonmark(text: str) -> tuple[str, list[str]]:
    return read(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def python_markdown(text: str) -> tuple[str, list[str]]:
    return read(markdown.markdown(text, extensions=EXTENSIONS))


@given(MARKUP | st.text(max_size=60))
def test_both_dialects_read_the_words_that_went_in_and_no_markup(words: str) -> None:
    expected = plain(words)
    page = escape(words)
    assert commonmark(page)[0] == expected
    assert python_markdown(page)[0] == expected
    assert set(commonmark(page)[1]) <= {"p"}
    assert set(python_markdown(page)[1]) <= {"p"}


@given(MARKUP)
def test_words_within_a_paragraph_a_list_and_a_link_are_read_as_they_are(words: str) -> None:
    expected = plain(words)
    for before, after, tags in (
        ("See ", " there.", {"p"}),
        ("- x ", "", {"ul", "li"}),
        ("[x ", "](a.md)", {"p", "a"}),
    ):
        page = f"{before}{escape(words)}{after}"
        for text, found in (commonmark(page), python_markdown(page)):
            assert expected in text
            assert set(found) <= tags


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "\\<script>alert(1)\\</script>",
        "[x](javascript:alert(1))",
        "![x](x){: onerror=alert(1) }",
        "<img src=x onerror=alert(1)>",
        "&lt;script&gt;",
        "*[HTML]: x",
        "[^1]: note",
        "--8<-- '/etc/passwd'",
        "{{ config }} {% include 'x' %}",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "===\n---\n# x",
        "    indented code",
        ":smile: :material-x:",
        "1) x",
        "+ x",
        ": x",
        "https://example.org <https://example.org>",
    ],
)
def test_markup_in_contributed_words_stays_words(payload: str) -> None:
    for text, tags in (commonmark(escape(payload)), python_markdown(escape(payload))):
        assert text == plain(payload)
        assert set(tags) <= {"p"}


@given(MARKUP, MARKUP.filter(str.strip), MARKUP)
def test_words_around_a_link_take_no_part_in_it(before: str, name: str, after: str) -> None:
    page = f"x{escape(before)}[{escape(name)}](../a.md){escape(after)}"
    for rendered in (
        MarkdownIt("commonmark").enable("table").render(page),
        markdown.markdown(page, extensions=EXTENSIONS),
    ):
        found = _Text()
        found.feed(rendered)
        assert found.tags == ["p", "a"]


def test_long_runs_of_brackets_take_no_time() -> None:
    page = escape("[" * 20_000 + "![x" * 5_000)
    assert python_markdown(page)[0].count("[") == 25_000


@given(st.text())
def test_html_escaping_reads_back(words: str) -> None:
    assert plain(html.unescape(escape_html(words))) == plain(words)
    assert not set(escape_html(words)) & set("<>\"'")


@given(
    st.dictionaries(
        st.text(max_size=20), st.text() | st.integers() | st.lists(st.text(), max_size=3), min_size=1, max_size=5
    )
)
def test_front_matter_round_trips(values: dict[str, object]) -> None:
    header = front_matter(values)
    assert header.startswith("---\n")
    body = header.removeprefix("---\n").removesuffix("---\n")
    assert yaml.safe_load(body) == values
    assert "\n---" not in body
