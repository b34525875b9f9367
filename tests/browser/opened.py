"""A folder served on this machine, and the browser that opens it."""

from __future__ import annotations

import functools
import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from find_chromium import find

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
_TELL = "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective))"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Sends files as they are."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """Passes over a browser that no longer listens."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell any other error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def served(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder as long as the context lasts, and give its address."""
    sends = functools.partial(handler, directory=str(folder))
    with Server(("127.0.0.1", 0), sends) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a headless Chromium that asks nothing of anybody, and close it in the end."""
    found = find()
    assert found is not None, "no Chromium: run scripts/find_chromium.py --install"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


def listen(page: Page, address: str) -> list[str]:
    """Return a list that fills with whatever a page does that words would not: dialogs, errors, requests elsewhere."""
    heard: list[str] = []

    def dialog(shown: Dialog) -> None:
        heard.append(f"dialog on {page.url}")
        shown.dismiss()

    page.add_init_script(_TELL)
    page.on("dialog", dialog)
    page.on("pageerror", lambda error: heard.append(f"error on {page.url}: {error}"))
    page.on("console", lambda said: heard.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("popup", lambda other: heard.append(f"popup from {page.url}"))
    known = (address, "data:image/svg")
    page.on("request", lambda asked: None if asked.url.startswith(known) else heard.append(asked.url))
    return heard
