"""A browser that opens the site of a hostile corpus, and searches it for what is hostile, meets only words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from broadsheet.pipeline import build
from tests.browser.opened import chromium, listen, served
from tests.conftest import ROOT
from tests.hostile.making import PAYLOADS, hostile_corpus

pytestmark = pytest.mark.browser

MOST_PAGES = 60


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    for name, content in hostile_corpus().items():
        path = root / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else (content or "").encode())
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (root / "templates").symlink_to(ROOT / "templates")
    build(root)
    return root / "build/site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture
def heard(address: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and everything it does that a page of words would not."""
    with chromium() as browser:
        page = browser.new_page()
        yield page, listen(page, address)


def test_the_pages_with_the_most_payloads_are_dead(
    site: Path, address: str, heard: tuple[Page, list[str]]
) -> None:
    page, said = heard
    # A page that leads on is gone before it can be looked at; the one it leads to is among the others.
    staying = (path for path in site.rglob("*.html") if b'http-equiv="refresh"' not in path.read_bytes())
    pages = sorted(staying, key=lambda path: -path.stat().st_size)[:MOST_PAGES]
    assert len(pages) > 10
    for path in pages:
        page.goto(address + path.relative_to(site).as_posix().removesuffix("index.html"))
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert said == []


def test_a_search_for_a_payload_shows_it_as_words(address: str, heard: tuple[Page, list[str]]) -> None:
    page, said = heard
    for payload in PAYLOADS[::3]:
        page.goto(f"{address}search/?q={quote(payload)}")
        page.wait_for_load_state("networkidle")
    assert said == []
