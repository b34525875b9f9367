"""Opens pages in Chromium, and tells whatever they do that words would not."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

sys.path.append(str(Path(__file__).parents[1]))
from tests.browser.opened import chromium, listen, served


def browse(site: Path, pages: Sequence[Path], searched: Sequence[str]) -> list[str]:
    """Open pages and search for payloads in Chromium; return everything that words would not have done."""
    with served(site) as address, chromium() as browser:
        page = browser.new_page()
        heard = listen(page, address)
        for path in pages:
            page.goto(address + path.relative_to(site).as_posix().removesuffix("index.html"), timeout=120_000)
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        for payload in searched:
            page.goto(f"{address}search/?q={quote(payload)}", timeout=120_000)
            page.wait_for_load_state("networkidle")
    return heard
