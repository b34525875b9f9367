"""Takes pictures of the built site into build/screenshots/: a page of each kind, light, dark and on a phone."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser

sys.path.append(str(Path(__file__).parents[1]))
from tests.browser.opened import chromium, served

ROOT = Path(__file__).parents[1]
SITE, PICTURES = ROOT / "build" / "site", ROOT / "build" / "screenshots"
SHAPES = {"light": ("light", 1280, 900), "dark": ("dark", 1280, 900), "phone": ("light", 390, 844)}


def main() -> None:
    """Write the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served(SITE) as base, chromium() as browser:
        for name, address in pages(SITE).items():
            for shape in SHAPES:
                take(browser, base + address, PICTURES / f"{name}-{shape}.png", shape)
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


if __name__ == "__main__":
    main()
