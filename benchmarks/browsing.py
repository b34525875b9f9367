"""Opens pages in Chromium, and tells whatever they do that words would not."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from find_chromium import find

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
TELL = "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective))"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def browse(site: Path, pages: Sequence[Path], searched: Sequence[str]) -> list[str]:
    """Open pages and search for payloads in Chromium; return everything that words would not have done."""
    heard: list[str] = []
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        page = browser.new_page()
        _listen(page, address, heard)
        for path in pages:
            page.goto(address + path.relative_to(site).as_posix().removesuffix("index.html"), timeout=120_000)
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        for payload in searched:
            page.goto(f"{address}search/?q={quote(payload)}", timeout=120_000)
            page.wait_for_load_state("networkidle")
        browser.close()
        server.shutdown()
    return heard


def _listen(page: Page, address: str, heard: list[str]) -> None:
    page.add_init_script(TELL)
    page.on("dialog", lambda shown: (heard.append(f"dialog on {page.url}"), shown.dismiss()))
    page.on("pageerror", lambda error: heard.append(f"error on {page.url}: {error}"))
    page.on("console", lambda said: heard.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("popup", lambda other: heard.append(f"popup from {page.url}"))
    known = (address, "data:image/svg")
    page.on("request", lambda asked: None if asked.url.startswith(known) else heard.append(asked.url))
