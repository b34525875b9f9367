"""Pages stay whole and readable whatever the articles are like."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt

from broadsheet.models import Finding, Library, Mention, Outlet, Span, Topic
from broadsheet.redact import redact
from broadsheet.render.markup import attribute, inline
from broadsheet.text.hidden import HIDDEN
from tests.making import holding, library_of
from tests.render import made

EMPTY = library_of(())


def page(library: Library, path: str = "articles/one.md") -> str:
    return made.rendered(library, made.config())[path].decode()


def plain(markdown: str) -> str:
    """Return the words of a page as both dialects read them."""
    body = markdown.split("---\n", 2)[2]
    words = [
        " ".join(re.sub(r"<[^>]*>", "", html).split())
        for html in (MarkdownIt("commonmark").render(body), Markdown(extensions=["tables", "toc"]).convert(body))
    ]
    return words[0] + "\n" + words[1]


def test_an_empty_library_has_all_its_section_pages() -> None:
    made_pages = made.rendered(EMPTY, made.config())
    for path in ("index.md", "articles/index.md", "claims/index.md", "topics/index.md", "outlets/index.md"):
        assert made_pages[path]
    assert "There are no articles yet." in page(EMPTY, "articles/index.md")
    assert "No statements were found" in page(EMPTY, "claims/index.md")


def test_one_article_without_date_outlet_claims_and_names() -> None:
    library = made.alone()
    text = page(library)
    assert "Date not stated in the text" in text
    assert "Outlet not stated in the text" in text
    assert "## Who says what" not in text
    assert "## Before and after" not in text
    home = page(library, "index.md")
    assert "articles/one.md" in home
    assert "<svg" not in home
    assert "Date unknown" in page(library, "articles/index.md")


def test_an_archive_without_any_date_has_no_chart_and_lists_its_articles_as_undated() -> None:
    library = made.library()
    articles = tuple(replace(a, date=Finding(None, "unknown")) for a in library.articles)
    files = made.rendered(holding(library, articles), made.config())
    assert not any(b"<svg" in content for content in files.values())
    assert files["articles/index.md"].count(b"## Date unknown") == 1
    assert files["articles/index.md"].count(b"\n- ") == 4
    assert b"## Newest articles" in files["index.md"]
    made.assert_links_lead_somewhere(files)


def test_what_the_machine_proposed_is_marked_on_its_page_and_in_every_list() -> None:
    files = made.rendered(made.library(), made.config())
    assert b"*Found by the machine and not yet confirmed by a person.*" in files["topics/tobiah-quent.md"]
    assert b"not yet confirmed" not in files["topics/odalys-fenwright.md"]
    lines = (
        files["topics/index.md"]
        .decode()
        .partition("*Found by the machine and not yet confirmed:*")[2]
        .split("##")[0]
    )
    assert lines.count("\n- [") == lines.count("\n- [Tobiah Quent]") == 1


def test_the_records_of_reference_managers_can_be_read_and_copied_whatever_the_words() -> None:
    hostile = "<script>x</script>"
    text = page(made.alone(lines=[("title", hostile), ("body", "Words.")], outlet=hostile, byline="A & B"))
    shown = re.findall(r'<pre class="bs-copy"[^>]*>(.*?)</pre>', text, re.DOTALL)
    assert len(shown) == 3
    assert unescape(shown[0]).startswith("@")
    assert "TI  - <script>x</script>" in unescape(shown[1])
    assert json.loads(unescape(shown[2]))[0]["title"] == hostile
    assert "<script" not in "".join(shown)
    assert "\n\n" not in "".join(shown)


def test_an_article_that_states_no_headline_is_called_by_its_first_words() -> None:
    library = made.alone(
        lines=[("body", "The quay was quiet on Sunday, and nobody " + "spoke of the bridge " * 20)]
    )
    text = page(library)
    assert re.search(r"^# The quay was quiet on Sunday,.* …$", text, re.MULTILINE)
    assert "<dt>Headline</dt>\n<dd>not stated in the text" in text


def test_a_title_of_300_characters_is_shown_whole() -> None:
    title = "The bridge and the harbour and " * 9 + "the very long title"
    assert f"# {title}\n" in page(made.alone(lines=[("title", title), ("body", "Words.")]))


def test_other_scripts_stand_as_they_are() -> None:
    words = "He said “مرحبا بالعالم” and 桥梁已关闭 and ‏שלום‏ to all."
    assert words in page(made.alone(lines=[("title", "桥梁已关闭"), ("body", words)]))


def test_a_topic_with_many_articles_has_further_pages_for_the_older_ones() -> None:
    one = made.alone().articles[0]
    articles = tuple(replace(one, id=f"a{n:03}") for n in range(510))
    topic = Topic("bridge", "Bridge", "theme", articles=tuple(a.id for a in articles))
    files = made.rendered(library_of(articles, topics=(topic,)), made.config())
    first, second = files["topics/bridge.md"].decode(), files["topics/bridge/page/1.md"].decode()
    older = second.count("](../../../articles/")
    assert 150 <= older <= 200
    assert first.count("](../articles/") == 510 - older
    assert "Part 1 of 2 · [Next](bridge/page/1.md)" in first
    assert "Part 2 of 2 · [First](../../bridge.md)" in second
    assert 150 <= files["articles/page/1.md"].count(b"](../a") <= 200


def test_five_thousand_mentions_are_linked_in_linear_time() -> None:
    text = "Quillhaven is here. " * 5000
    article = made.alone(lines=[("body", text.strip())]).articles[0]
    found = [
        Mention(
            Span(n * 20, n * 20 + 10), Span(n * 20, n * 20 + 10), "Quillhaven", "Quillhaven", "place", "q", "x"
        )
        for n in range(5000)
    ]
    topic = Topic("q", "Quillhaven", "place", articles=("one",))
    start = time.process_time()
    made_page = page(library_of((replace(article, mentions=tuple(found)),), topics=(topic,)))
    assert made_page.count("](../topics/q.md)") == 5001
    assert time.process_time() - start < 10


def test_an_outlet_nobody_registered_is_named_and_not_linked() -> None:
    text = page(made.alone(outlet="The Unlisted Herald"))
    assert "The Unlisted Herald" in text
    assert "outlets/" not in text.split("---\n", 2)[2]


def test_an_outlet_that_is_inferred_is_shown_with_its_ground_and_counted_as_unknown() -> None:
    library = made.alone(outlet="quay")
    guess: Finding[str] = Finding(
        "quay", "inferred", note="the address given for it is at quay.example", rule="address"
    )
    article = replace(library.articles[0], outlet=guess)
    outlet = Outlet("quay", "The Quay")
    library = library_of((article,), outlets=(outlet,))
    said = "Outlet not stated in the text; inferred: The Quay (the address given for it is at quay.example)"
    assert said in page(library)
    assert "articles/one" not in page(library, "outlets/quay.md")


def test_names_that_overlap_are_linked_once() -> None:
    article = made.alone(lines=[("body", "The Port of Quillhaven is shut.")]).articles[0]
    spans = (Span(4, 22), Span(12, 22), Span(4, 8))
    found = tuple(Mention(s, s, "x", "Port", "place", "port", "x") for s in spans)
    topic = Topic("port", "Port", "place", articles=("one",))
    text = page(library_of((replace(article, mentions=found),), topics=(topic,)))
    assert "The [Port of Quillhaven](../topics/port.md) is shut." in text


def test_an_excerpt_shows_two_paragraphs_and_metadata_none() -> None:
    lines = [("title", "Title"), *(("body", f"Paragraph {n}.") for n in range(5)), ("share", "Share me")]
    excerpt = page(made.alone(lines=lines, text="excerpt"))
    assert "Paragraph 1." in excerpt
    assert "Paragraph 2." not in excerpt
    assert "Share me" not in excerpt
    claims = [["Paragraph 3.", "A voice", "said", "indirect", "say", ""]]
    everything = made.rendered(redact(made.alone(lines=lines, text="metadata", claims=claims)), made.config())
    assert b"Paragraph" not in b"".join(everything.values())


HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "`code` *emphasis* __strong__ ~~gone~~",
    "# No heading",
    "1. no list",
    "- no list",
    "| no | table |",
    "&lt;b&gt; &#91; &copy;",
    "{{ 7*7 }} {% x %} {: onclick=x }",
    "\"quoted\" and 'quoted' \\<b> \\[",
    "https://example.org <https://example.org>",
    "[^1] [ref]: x *[ABBR]: y",
    "--8<-- 'file' !!! note ??? x ::: y",
    "</mark></a></div><h1>x</h1>",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words_wherever_they_stand(words: str) -> None:
    library = made.alone(
        lines=[("title", f"A {words}"), ("dek", words), ("body", f"{words} said B."), ("share", words)],
        byline=words,
        outlet=words,
        claims=[[words, words, words, "direct", words, ""]],
    )
    files = made.rendered(library, made.config(title=words, description=words))
    for path in files:
        if path.endswith(".md"):
            body = files[path].decode().split("---\n", 2)[2]
            for html in (
                MarkdownIt("commonmark").render(body),
                Markdown(extensions=["tables", "toc"]).convert(body),
            ):
                assert not re.search(r"<script|<b>|<h1>x|href=\"javascript|\bonclick=\S*>", html), path
    folded = " ".join(f"A {words} said B.".split()[1:])
    for read in plain(files["articles/one.md"].decode()).split("\n"):
        assert folded in unescape(read)


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)


@given(WORDS)
def test_any_words_read_the_same_within_a_line(words: str) -> None:
    line = f"Before {inline(words)} after"
    expected = " ".join(re.sub(f"[{HIDDEN}]", "\ufffd", f"Before {words} after").split())
    for html in (MarkdownIt("commonmark").render(line), Markdown().convert(line)):
        assert " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split()) == expected


@given(WORDS)
def test_any_words_stay_inside_an_attribute(words: str) -> None:
    line = f'Before <a class="{attribute(words)}"></a> after'
    for html in (MarkdownIt("commonmark").render(line), Markdown().convert(line)):
        assert re.fullmatch(r'<p>Before <a class="[^"<>]*"></a> after</p>\s*', html)


def test_an_outlets_page_stands_without_articles() -> None:
    library = library_of((), outlets=(Outlet("o", "An outlet"),))
    assert "# An outlet" in page(library, "outlets/o.md")


def test_a_family_of_which_a_member_may_not_be_shown_has_no_comparison_and_no_link_to_one() -> None:
    library = made.library()
    hidden = replace(library.articles[1], text_policy="excerpt")
    files = made.rendered(holding(library, (library.articles[0], hidden, *library.articles[2:])), made.config())
    assert not any(path.startswith("compare/") for path in files)
    assert not any(b"compare/" in content for content in files.values())
