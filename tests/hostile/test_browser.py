"""A browser that opens the site of a hostile corpus, and searches it for what is hostile, meets only words."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Dialog, Page, sync_playwright

from broadsheet.pipeline import build
from find_chromium import find
from tests.conftest import ROOT
from tests.hostile.making import PAYLOADS, hostile_corpus

pytestmark = pytest.mark.browser

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
TELL = "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective))"
MOST_PAGES = 60


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


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
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def heard(address: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and everything it does that a page of words would not."""
    heard: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        page = browser.new_page()
        page.add_init_script(TELL)

        def dialog(shown: Dialog) -> None:
            heard.append(f"dialog on {page.url}")
            shown.dismiss()

        page.on("dialog", dialog)
        page.on("pageerror", lambda error: heard.append(f"error on {page.url}: {error}"))
        page.on("console", lambda said: heard.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.on("popup", lambda other: heard.append(f"popup from {page.url}"))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((address, "data:image/svg")) else heard.append(asked.url),
        )
        yield page, heard
        browser.close()


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
