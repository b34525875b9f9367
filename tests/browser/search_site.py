"""A little site with nothing but the search, and a browser to look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from broadsheet.index import SearchDoc, build_index, client_files
from tests.browser.opened import served

ASSETS = Path(__file__).parents[2] / "templates" / "theme" / "assets" / "search"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'"
FRAME = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<link rel="stylesheet" href="{root}/assets/search/search.css">
<form class="bs-search" role="search" action="{root}/search/" data-root="{root}">
<label for="bs-q">Search</label><input id="bs-q" name="q" type="search"></form>{body}
<script type="module" src="{root}/assets/search/box.js"></script>
<script type="module" src="{root}/assets/search/page.js"></script></html>"""


def write_site(
    folder: Path, docs: Sequence[SearchDoc], synonyms: Mapping[str, tuple[str, ...]] | None = None
) -> Path:
    """Write a site below `folder`/sub/ and return that folder."""
    site = folder / "sub"
    files = {
        f"search/{name}": data for name, data in {**build_index(docs, synonyms or {}), **client_files()}.items()
    }
    files |= {f"assets/search/{path.name}": path.read_bytes() for path in ASSETS.iterdir()}
    files["index.html"] = FRAME.format(policy=POLICY, root=".", body="").encode()
    page = '<div id="bs-search-page" data-root=".."></div>'
    files["search/index.html"] = FRAME.format(policy=POLICY, root="..", body=page).encode()
    files["plain.html"] = b"<!doctype html><title>No policy</title>"
    for name, data in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    return site


@contextmanager
def searched(folder: Path) -> Iterator[str]:
    """Serve a folder and give the address of the site below it."""
    with served(folder) as address:
        yield f"{address}sub/"
