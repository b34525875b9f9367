"""A headless Chromium that asks a search index served from a folder."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

THEME = Path(__file__).parents[1] / "templates" / "theme" / "assets" / "search"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]

ASK = """async ([queries, request]) => {
  const { SearchClient } = await import(new URL("assets/search/client.js", location.href));
  const client = new SearchClient(new URL("./", location.href));
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const answer = await client.ask({ query, ...request });
    answers.push({ ...answer, milliseconds: performance.now() - start });
  }
  return answers;
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@contextmanager
def browser_page() -> Iterator[Page]:
    """A fresh page of headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser.new_page()
        finally:
            browser.close()


def write_site(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write an index and our scripts as a site of one page that has the search box."""
    for name, content in files.items():
        path = folder / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    shutil.copytree(THEME, folder / "assets" / "search", dirs_exist_ok=True)
    (folder / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>Search</title><form class="bs-search" data-root=".">'
        '<input id="bs-q" name="q"></form><script type="module" src="assets/search/box.js"></script>'
    )


def ask(folder: Path, queries: Iterable[str], **request: object) -> list[dict[str, Any]]:
    """Return the worker's answers to queries, in order, with the milliseconds each took."""
    with served(folder) as address, browser_page() as page:
        page.goto(address)
        answers: list[dict[str, Any]] = page.evaluate(ASK, [list(queries), request])
        return answers
