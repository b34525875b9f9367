"""Takes pictures of the built site into build/screenshots/: a page of each kind, light, dark and on a phone."""

from __future__ import annotations

import functools
import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
SITE, PICTURES = ROOT / "build" / "site", ROOT / "build" / "screenshots"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SHAPES = {"light": ("light", 1280, 900), "dark": ("dark", 1280, 900), "phone": ("light", 390, 844)}

sys.path.insert(0, str(ROOT / "scripts"))


def main() -> None:
    """Write the pictures."""
    from find_chromium import find

    PICTURES.mkdir(parents=True, exist_ok=True)
    with served(SITE) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        for name, address in pages(SITE).items():
            for shape in SHAPES:
                take(browser, base + address, PICTURES / f"{name}-{shape}.png", shape)
        browser.close()
    print(f"{PICTURES.relative_to(ROOT)}: {len(list(PICTURES.glob('*.png')))} pictures")


def pages(site: Path) -> dict[str, str]:
    """Return the address of a page of each kind; of articles, topics and statements the longest one."""
    found = {"home": "", "claims": "claims/", "search": "search/?q=attack"}
    for name, folder in {
        "article": "articles",
        "topic": "topics",
        "statement": "claims",
        "compare": "compare",
    }.items():
        made = [p for p in (site / folder).glob("*/index.html") if p.parent.name != "page"]
        if made:
            longest = max(made, key=lambda path: (path.stat().st_size, path.parent.name))
            found[name] = f"{folder}/{longest.parent.name}/"
    return found


def take(browser: Browser, address: str, picture: Path, shape: str) -> None:
    """Write one picture of the top of a page."""
    scheme, width, height = SHAPES[shape]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=picture)
    page.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Sends files as they are."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder and give its address."""
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


if __name__ == "__main__":
    main()
