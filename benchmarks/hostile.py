"""Builds a site in which strangers have written payloads wherever they can, and looks for one that is alive.

    .venv/bin/python benchmarks/hostile.py $BENCH/data/badinput [--every 3] [--keep FOLDER] [--generator zensical]

The payloads are those of the big list of naughty strings, the XSS payload list and the fixtures of markdown-it:
all in the texts of plain articles and of saved pages, some in sidecars, outlets, names, themes, corrections and
redirects too. The build checks what it has made (gate, site check); Chromium then opens the largest pages and
searches for payloads, and dialogs, errors, breaches of the policy and requests elsewhere are counted.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import tarfile
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from broadsheet.examination import local_hands, store_of
from broadsheet.hidden import find_hidden
from broadsheet.pipeline import build, examined
from broadsheet.problems import BroadsheetError
from broadsheet.progress import Quiet
from find_chromium import find

ROOT = Path(__file__).resolve().parents[1]
SETS = ("blns", "xss-payload-list", "markdown-it")
TEXT = "Bridge closes\n\nThe bridge is closed, Ada Lindqvist said. The work is expected to take six weeks.\n"
NOTES = ("title", "byline", "outlet_note", "title_note", "date_note", "rights")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
TELL = "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective))"


def payloads(folder: Path) -> list[str]:
    """Return every line of the sets that is no blank, each once."""
    found: dict[str, None] = {}
    for name in SETS:
        with tarfile.open(folder / f"{name}.tar.xz") as archive:
            for member in archive:
                if member.name.endswith(("blns.txt", "payload-list.txt")) or "fixtures/" in member.name:
                    file = archive.extractfile(member)
                    lines = file.read().decode("utf-8", "replace").split("\n") if file is not None else []
                    found |= dict.fromkeys(line for line in lines if line.strip() and len(line) < 10_000)
    return list(found)


def written(payload: str) -> bool:
    """Return whether a payload gets past the YAML that people write."""
    return find_hidden(payload) is None and len(payload) <= 500 and payload.isprintable()


def corpus(every: list[str], some: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the files below `corpus/`."""
    for number, start in enumerate(range(0, len(every), 60)):
        here = every[start : start + 60]
        yield (
            f"articles/text-{number}.txt",
            "\n\n".join([here[0], *(f"The council said {p} today." for p in here)]),
        )
        yield f"articles/page-{number}.html", "\n".join(f"<p>“{p},” said {p}.</p>" for p in here)
    turn = cycle(some)
    for number in range(len(some) // len(NOTES) + 1):
        notes = {key: next(turn) for key in NOTES}
        notes["corrections"] = [{"date": "2024-05-02", "what": next(turn), "why": next(turn)}]
        notes |= {"outlet": f"o-{number % 40}", "date": "2024-05-01"}
        yield f"articles/noted-{number}.txt", TEXT
        yield f"articles/noted-{number}.yml", json.dumps(notes, ensure_ascii=False)
    yield "corpus.yml", json.dumps({"title": some[0], "description": " ".join(some[:9]), "about": some[:90]})
    for name, keys in (
        ("outlets", ("name", "country", "note")),
        ("entities", ("name", "note")),
        ("topics", ("name", "note")),
    ):
        yield f"{name}.yml", "".join(_record(name, number, keys, turn) for number in range(90))
    why = list(islice(turn, 60))
    yield (
        "redirects.yml",
        "".join(f"- {json.dumps({'from': f'r-{n}', 'to': 'text-0', 'why': p})}\n" for n, p in enumerate(why)),
    )


def _record(name: str, number: int, keys: tuple[str, ...], turn: Iterator[str]) -> str:
    record: dict[str, object] = {"id": f"{name[0]}-{number}", **{key: next(turn) for key in keys}}
    record |= {"type": "person", "spellings": [next(turn)]} if name == "entities" else {}
    record |= {"words": ["bridge", next(turn)]} if name == "topics" else {}
    return f"- {json.dumps(record, ensure_ascii=False)}\n"


def write(root: Path, files: Iterator[tuple[str, str]]) -> int:
    """Write a corpus and take out again what the program refuses; return how much that is."""
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    for name, content in files:
        path = root / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "replace"))
    refused = 0
    while True:
        try:
            examined(root, local_hands(1), store_of(root), Quiet())
            return refused
        except BroadsheetError as e:
            wrong = {(p.path, p.line) for p in e.problems if p.level == "error"}
            refused += len(wrong)
            for path in {path for path, _ in wrong}:
                _take_out(root / path, {line for other, line in wrong if other == path})


def _take_out(path: Path, lines: set[int]) -> None:
    """Remove lines of a list of records, or any other file with the sidecar or article beside it."""
    if path.parent.name == "articles":
        for suffix in (".yml", ".txt", ".html"):
            path.with_suffix(suffix).unlink(missing_ok=True)
    else:
        kept = [line for n, line in enumerate(path.read_text().split("\n"), start=1) if n not in lines]
        path.write_text("\n".join(kept))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def browse(site: Path, searched: list[str], most: int) -> tuple[int, list[str]]:
    """Return how many pages and searches Chromium has opened, and everything that words would not have done."""
    heard: list[str] = []
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        page = browser.new_page()
        _listen(page, address, heard)
        pages = sorted(site.rglob("*.html"), key=lambda path: -path.stat().st_size)[:most]
        for path in pages:
            page.goto(address + path.relative_to(site).as_posix().removesuffix("index.html"), timeout=120_000)
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        for payload in searched:
            page.goto(f"{address}search/?q={quote(payload)}", timeout=120_000)
            page.wait_for_load_state("networkidle")
        browser.close()
        server.shutdown()
    return len(pages) + len(searched), heard


def _listen(page: Page, address: str, heard: list[str]) -> None:
    page.add_init_script(TELL)
    page.on("dialog", lambda shown: (heard.append(f"dialog on {page.url}"), shown.dismiss()))
    page.on("pageerror", lambda error: heard.append(f"error on {page.url}: {error}"))
    page.on("console", lambda said: heard.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("popup", lambda other: heard.append(f"popup from {page.url}"))
    known = (address, "data:image/svg")
    page.on("request", lambda asked: None if asked.url.startswith(known) else heard.append(asked.url))


def main() -> None:
    """Build, browse and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--of", type=int, default=1, help="payloads of which one is used at all")
    parser.add_argument("--every", type=int, default=3, help="payloads of which one is written in sidecars too")
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--searches", type=int, default=100)
    parser.add_argument("--generator", default="mkdocs")
    parser.add_argument("--keep", type=Path, help="the folder to build in")
    given = parser.parse_args()
    every = payloads(given.folder)[:: given.of]
    some = [payload for payload in every if written(payload)][:: given.every]
    with tempfile.TemporaryDirectory() as folder:
        root = given.keep or Path(folder)
        refused = write(root, corpus(every, some))
        start = time.process_time()
        built = build(root, generator=given.generator)
        print(f"{len(every):,} payloads in texts, {len(some):,} in what people write, {refused} places refused")
        print(f"{built.pages:,} pages pass both gates, {time.process_time() - start:.0f} s of CPU")
        step = max(1, len(every) // given.searches)
        opened, heard = browse(root / "build/site", every[::step], given.pages)
        print(
            f"{opened} pages and searches in Chromium: {len(heard)} dialogs, errors, breaches, requests elsewhere"
        )
        print("\n".join(heard[:20]))


if __name__ == "__main__":
    main()
