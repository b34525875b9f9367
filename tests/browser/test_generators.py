"""The corpus of this repository built by each generator, and an article of it on paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pypdf
import pytest
from playwright.sync_api import Browser, expect

from broadsheet import pipeline
from broadsheet.publish import NAMES, SITE
from tests.browser.opened import served

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folder of the site that each generator makes of the same corpus."""
    made = {}
    for generator in NAMES:
        root = tmp_path_factory.mktemp(generator)
        shutil.copy(ROOT / "mkdocs.yml", root)
        for name in ("corpus", "templates"):
            shutil.copytree(ROOT / name, root / name)
        pipeline.build(root, generator=generator)
        made[generator] = root / SITE
    return made


@pytest.fixture(scope="module", params=sorted(NAMES))
def base(request: pytest.FixtureRequest, sites: dict[str, Path]) -> Iterator[str]:
    """Serve a site and return its address."""
    with served(sites[request.param]) as address:
        yield address


class Reader(HTMLParser):
    """Reads the words and the links of a page's own part."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        html = page.read_text(encoding="utf-8")
        begin = html.find('<div class="bs-page')  # what only leads on is no page of the theme
        self.feed(html if begin < 0 else html[begin : html.index("<footer")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if tag == "a" and name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def test_every_generator_makes_the_same_pages_with_the_same_words_and_links(sites: dict[str, Path]) -> None:
    first, *others = ({p.relative_to(site): p for p in site.rglob("*.html")} for site in sites.values())
    assert len(first) > 60
    for other in others:
        assert other.keys() == first.keys()
        for name in first:
            here, there = Reader(first[name]), Reader(other[name])
            assert "".join(here.words) == "".join(there.words), name
            assert _leads(name, here.links) == _leads(name, there.links)


def _leads(page: Path, links: list[str]) -> list[str]:
    """Return where the links of a page lead, however they are written."""
    here = f"https://example.org/{page.as_posix().removesuffix('index.html')}"
    return [urljoin(here, link).removesuffix("index.html") for link in links]


def test_search_finds_an_article_whatever_built_the_site(base: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{base}search/?q=outlet:unknown")
    expect(page.locator(".bs-results, #bs-search-page").first).to_contain_text("result", timeout=20_000)
    page.locator("#bs-search-page a[href*='articles/']").first.click()
    expect(page.locator("article h1")).not_to_be_empty()
    page.close()


def _letters(text: str) -> str:
    """Return the letters alone: on paper the numbers of the statements stand between the words."""
    return "".join(filter(str.isalpha, text))


def test_an_article_on_paper_is_its_own_words(
    sites: dict[str, Path], base: str, browser: Browser, tmp_path: Path
) -> None:
    article = max((p.parent.name for p in sites["mkdocs"].glob("articles/*/index.html")), key=len)
    page = browser.new_page()
    page.goto(f"{base}articles/{article}/")
    title = page.locator("article h1").inner_text()
    first = page.locator(".bs-lead > p:not(:has(.bs-meta))").nth(2).inner_text()
    page.pdf(path=tmp_path / "article.pdf", format="A4")
    page.close()
    words = _letters(pypdf.PdfReader(tmp_path / "article.pdf").pages[0].extract_text())
    assert _letters(title) in words
    assert _letters(first) in words
    for furniture in (
        "Skip to content",
        "Search the archive",
        "Dark colours",
        "Correct this page",
        "About the data",
    ):
        assert _letters(furniture) not in words
