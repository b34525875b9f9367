"""Nothing that a contributor writes comes to life, and every page says the article's words."""

from html.parser import HTMLParser

import pytest

from broadsheet.gate import check_page, harmless
from broadsheet.link import link
from broadsheet.pipeline import build
from broadsheet.render import render
from tests.conftest import Project
from tests.hostile.making import PAYLOADS, hostile_corpus
from tests.making import check_pages, examine


def faults(page: str) -> list[str]:
    return [p.message for p in check_page("index.md", page.encode(), None)]


@pytest.mark.parametrize(
    "page",
    [
        '---\ntitle: x\n---\n# Hello\n\n[a](b.md) <span class="bs-who" id="c-1">x</span>\n',
        "Plain words &lt;script&gt; `code` and *emphasis*.",
        '<figure class="x"><svg viewBox="0 0 1 1"><title>t</title></svg></figure>',
    ],
)
def test_what_our_templates_make_passes(page: str) -> None:
    assert faults(page) == []


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("Text <img src=x onerror=alert(1)>", "<img>"),
        ("<span onclick=alert(1)>x</span>", "onclick"),
        ("<span style='x'>x</span>", "style"),
        ("[x](javascript:alert(1))", "javascript"),
        ("[x](data:text/html,x)", "data:"),
        ("<a href='java&#115;cript:alert(1)'>x</a>", "javascript"),
        ("<a href='\tjavascript:alert(1)'>x</a>", "javascript"),
        ("![x](https://example.org/x.png)", "picture"),
        ("[x](file:///etc/passwd)", "file:"),
        ("<!-- x -->", "comment"),
        ("---\n- a\n---\nx", "mapping"),
    ],
)
def test_anything_else_is_refused(page: str, said: str) -> None:
    assert any(said in fault for fault in faults(page)), faults(page)


@pytest.mark.parametrize(
    "address", ["a.md", "../b/#c-1", "#x", "https://example.org/a:b", "mailto:a@example.org", "?q=a:b"]
)
def test_harmless_addresses_are_let_through(address: str) -> None:
    assert harmless(address)


def test_a_page_that_does_not_say_the_articles_words_is_refused(project: Project) -> None:
    corpus, articles, _ = examine(project())
    library = link(articles, corpus)
    files = dict(render(library, corpus.config))
    assert check_pages(files.items(), library) == []
    page = "articles/2024-05-harbour.md"
    changed = files[page].replace(b"six weeks", b"two weeks")
    assert changed != files[page]
    assert [p.path for p in check_pages([(page, changed)], library)] == [f"build/docs/{page}"]


# ------------------------------------------------------------------ the whole build


class Live(HTMLParser):
    """Collects what would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            f"{tag} {name}" for name, value in attrs if name.startswith("on") or "script:" in (value or "")
        ]
        scripts = dict(attrs)
        if tag in ("iframe", "object", "embed", "math") or (
            tag == "script" and "src" not in scripts and "json" not in (scripts.get("type") or "")
        ):
            self.found.append(tag)


def live(html: str) -> list[str]:
    reader = Live()
    reader.feed(html)
    # The payloads themselves are words in descriptions and citations: their text may hold anything.
    return [
        found
        for found in reader.found
        if not found.endswith((" content", " data-copy", " data-who", " aria-label"))
    ]


def test_the_whole_site_of_a_hostile_corpus_is_dead_words(buildable: Project) -> None:
    root = buildable(hostile_corpus())
    build(root)  # runs both gates: a live payload stops it
    pages = list((root / "build/site").rglob("*.html"))
    assert len(pages) > len(PAYLOADS)
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert "root:" not in html
        assert live(html) == []
    body = (root / "build/site/articles/body/index.html").read_text(encoding="utf-8")
    assert "{{ 7*7 }}" in body
    assert "--8&lt;--" in body or "--8&#60;--" in body or "--8<--" not in body
